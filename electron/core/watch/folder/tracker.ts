import type { AppError } from '../../../../shared/errors.ts';
import { mapConcurrently } from '../../concurrency.ts';
import type { Clock, Logger } from '../../ports.ts';
import { isSameFile } from '../../transfers/source.ts';
import { type FileTable, type KnownFile, parentOf } from './fileTable.ts';
import type { FolderEvents, FoundFile, StillnessRule } from './folderWatcher.ts';
import { lookAt } from './look.ts';
import { isThereAs } from './renamed.ts';
import { LOOKS_AT_ONCE } from './visitFolder.ts';
import { createWaitingFiles } from './waitingFiles.ts';

/**
 * Makes events of what is seen: of a file that was seen, or of nothing at a path where a file was. It looks again itself
 * at the files that wait, to be told as still, and at those that are missing, before they are told as gone.
 */
export type Tracker = {
  saw(found: FoundFile): Promise<void>;
  /** No file is at this path. */
  sawNone(file: string): void;
  /** No folder is at this path. */
  sawNoFolder(folder: string): void;
  problem(path: string, error: AppError): void;
  hasProblem(path: string): boolean;
  /** It has no problem, or is no longer there with it: so it is told as gone. Files are told of otherwise. */
  solved(path: string): void;
  /** Paths right inside a folder that have a problem. */
  problemsIn(folder: string): string[];
  /** Written to: true when nothing has to be done now, since it will be looked at anyway. */
  willLook(file: string): boolean;
  /** To be told as still again when it is. */
  lookAgain(file: string): void;
  /** Looks at the files whose time has come. */
  lookAtDue(): Promise<void>;
  /** Tells as gone what has been missing for long enough, and since before `before` (ms), if `isSure` says that the folder is there. */
  releaseMissing(before: number, isSure: () => Promise<boolean>): Promise<void>;
  /** When a file is to be looked at, and when a missing one may be told as gone; ms by the clock, or Infinity. */
  nextLookAt(): number;
  nextReleaseAt(): number;
  clear(): void;
};

/** A file that is missing may come up under another name: so long is waited for that. */
const HOLD_MS = 2_000;
/** A file that waits is looked at at most that often, however often it is written to. */
const GLANCE_EVERY_MS = 1_000;

export type TrackerDeps = {
  table: FileTable;
  clock: Clock;
  logger: Logger;
  quiet: StillnessRule;
  events: FolderEvents;
  isHeldOpen: (path: string) => Promise<boolean>;
  signal: AbortSignal;
};

export function createTracker({ table, clock, logger, quiet, events, isHeldOpen, signal }: TrackerDeps): Tracker {
  const waiting = createWaitingFiles();
  /** In the order in which they were missed. */
  const missing = new Set<KnownFile>();
  /** What was told to be wrong, by its code. */
  const problems = new Map<string, string>();

  /** What goes wrong with one file where it is told must not stop the others. Answers whether it was taken. */
  function tell(event: () => void): boolean {
    try {
      event();
      return true;
    } catch (error) {
      logger.error('watch-event-failed', { message: String(error) });
      return false;
    }
  }

  const foundOf = ({ file, path, identity }: FoundFile): FoundFile => ({ file, path, identity });

  /** Since a moment ago it is as it is now. */
  function wait(known: KnownFile) {
    known.state = 'waiting';
    known.seenAt = clock.now();
    waiting.set(known, known.seenAt + quiet(known.identity.size));
  }

  function still(known: KnownFile) {
    waiting.remove(known);
    known.state = 'still';
    // What was not taken is told again.
    if (!tell(() => events.still(foundOf(known)))) wait(known);
  }

  function problem(file: string, error: AppError) {
    if (problems.get(file) === error.data.code) return;
    if (tell(() => events.problem(file, error))) problems.set(file, error.data.code);
  }

  /** The known file that this one was before it got its name: the same inode and content, and nothing is at the old path. */
  async function formerOf(found: FoundFile): Promise<KnownFile | null> {
    for (const known of table.withInode(found)) {
      const { file } = known;
      if (!isSameFile(known.identity, found.identity) || (await isThereAs(known))) continue;
      // Unless another name of the same inode has claimed it meanwhile.
      if (known.file === file && table.get(file) === known) return known;
    }
    return null;
  }

  function moved(known: KnownFile, found: FoundFile) {
    const from = known.file;
    const wasStill = known.missing?.wasStill ?? known.state === 'still';
    notMissing(known);
    table.alter(known, found);
    tell(() => events.moved(from, foundOf(known)));
    if (wasStill) still(known);
    else wait(known);
  }

  /** From now on it is missing: the last of those that are. */
  function miss(known: KnownFile, wasStill: boolean) {
    missing.delete(known);
    missing.add(known);
    known.missing = { since: clock.now(), wasStill };
    known.state = 'missing';
    waiting.remove(known);
  }

  function notMissing(known: KnownFile) {
    missing.delete(known);
    known.missing = null;
  }

  /** What was known of this path, and what is there now. */
  function sawKnown(known: KnownFile, found: FoundFile) {
    const was = known.missing ? (known.missing.wasStill ? 'still' : 'missing') : known.state;
    notMissing(known);
    if (!isSameFile(known.identity, found.identity)) {
      table.alter(known, { identity: found.identity });
      wait(known);
      if (was !== 'waiting') tell(() => events.found(foundOf(known)));
    } else if (was === 'missing') wait(known);
    else known.state = was;
  }

  async function saw(found: FoundFile) {
    problems.delete(found.file);
    const known = table.get(found.file);
    if (known) return sawKnown(known, found);
    const former = await formerOf(found);
    signal.throwIfAborted();
    if (former) return moved(former, found);
    const added: KnownFile = { ...found, state: 'waiting', seenAt: 0, missing: null };
    table.add(added);
    wait(added);
    tell(() => events.found(foundOf(added)));
  }

  function solved(path: string) {
    if (problems.delete(path) && !table.get(path)) tell(() => events.gone(path));
  }

  function sawNone(file: string) {
    solved(file);
    const known = table.get(file);
    if (known && !known.missing) miss(known, known.state === 'still');
  }

  /** A look at a file that is known; answers with what it is now, null when that was dealt with. */
  async function lookAtKnown(known: KnownFile): Promise<FoundFile | null> {
    const look = await lookAt(known.path, known.file);
    signal.throwIfAborted();
    // Meanwhile another file's look may have shown that it was moved.
    if (table.get(known.file) !== known) return null;
    if (look.kind === 'file') return { ...foundOf(known), identity: look.identity };
    if (look.kind === 'error') {
      problem(known.file, look.error);
      if (known.missing) miss(known, known.missing.wasStill);
      else if (known.state === 'waiting') wait(known);
      return null;
    }
    sawNone(known.file);
    return null;
  }

  async function lookAtWaiting(known: KnownFile) {
    const lookedAt = clock.now();
    const found = await lookAtKnown(known);
    if (!found || known.state !== 'waiting') return;
    problems.delete(known.file);
    const stillAt = known.seenAt + quiet(found.identity.size);
    if (!isSameFile(known.identity, found.identity)) sawKnown(known, found);
    else if (lookedAt < stillAt) waiting.set(known, stillAt);
    else if (await isHeldOpen(known.path)) wait(known);
    else still(known);
  }

  return {
    saw,
    sawNone,
    problem,
    solved,
    problemsIn: (folder) => [...problems.keys()].filter((path) => parentOf(path) === folder),
    hasProblem: (path) => problems.has(path),
    sawNoFolder(folder) {
      solved(folder);
      for (const known of table.dropFolder(folder)) sawNone(known.file);
    },
    willLook(file) {
      const known = table.get(file);
      if (known?.state !== 'waiting') return false;
      waiting.hasten(known, clock.now() + GLANCE_EVERY_MS);
      return true;
    },
    lookAgain(file) {
      // What is wrong with it is told again too.
      if (problems.has(file)) problems.set(file, 'to be told again');
      const known = table.get(file);
      if (known?.missing) known.missing.wasStill = false;
      else if (known?.state === 'still') {
        known.state = 'waiting';
        waiting.set(known, clock.now());
      }
    },
    async lookAtDue() {
      await mapConcurrently(waiting.takeDue(clock.now()), LOOKS_AT_ONCE, lookAtWaiting);
    },
    async releaseMissing(before, isSure) {
      const due: KnownFile[] = [];
      const until = Math.min(before, clock.now() - HOLD_MS);
      for (const known of missing) {
        if ((known.missing?.since ?? Infinity) > until) break;
        due.push(known);
      }
      if (due.length === 0) return;
      await mapConcurrently(due, LOOKS_AT_ONCE, async (known) => {
        const found = await lookAtKnown(known);
        if (found) sawKnown(known, found);
      });
      if (!(await isSure())) return;
      for (const known of due) {
        // Unless it was found, or could not be looked at just now.
        if ((known.missing?.since ?? Infinity) > until) continue;
        if (tell(() => events.gone(known.file))) {
          missing.delete(known);
          table.remove(known);
        } else miss(known, false);
      }
    },
    nextLookAt: waiting.nextAt,
    nextReleaseAt() {
      const [first] = missing;
      return first?.missing ? first.missing.since + HOLD_MS : Infinity;
    },
    clear() {
      table.clear();
      waiting.clear();
      missing.clear();
      problems.clear();
    },
  };
}
