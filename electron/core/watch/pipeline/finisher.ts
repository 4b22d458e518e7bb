import { errorData } from '../../transfers/retry.ts';
import { putAway } from '../afterwards/putAway.ts';
import { type FileRow, isKnown } from '../ledger/fileRecord.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { isMissing, isSourceChanged } from './errors.ts';
import { lookAtSource } from './prepareFile.ts';
import type { Fail, RuleRun, Runs } from './ruleRun.ts';

/** Files put away at once: an archive on another drive may take long for one of them. */
const AT_ONCE = 4;

/** Does with uploaded files what their rule says. */
export type Finisher = {
  add(row: FileRow): void;
  /** Goes on with those of the ledger: at the start, and when a folder is back. */
  addAll(ruleId: string): void;
  pump(): void;
  /** Resolves when nothing is being put away. */
  rest(): Promise<void>;
};

type Deps = {
  ledger: Ledger;
  runs: Runs;
  fail: Fail;
  guard: (work: () => Promise<void>) => Promise<void>;
};

const SLICE = 200;

const AWAY = { identity: null, sha256: null, last: null } as const;

export function createFinisher({ ledger, runs, fail, guard }: Deps): Finisher {
  /** The rule of each row. */
  const due = new Map<number, string>();
  const works = new Map<number, Promise<void>>();

  /** The source as it was uploaded, with the number that its device has now. */
  async function sourceOf(row: FileRow) {
    const identity = row.last?.identity ?? row.identity;
    if (!identity) return null;
    try {
      const now = await lookAtSource(row.path, row.file);
      return { path: row.path, identity: isKnown(now, identity) ? now : identity };
    } catch (error) {
      // Also when an earlier run has put it aside already: `putAway` knows.
      if (isMissing(error) || isSourceChanged(error)) return { path: row.path, identity };
      throw error;
    }
  }

  /** Whether a file that is not at its path has another name by now, or is out of sight with its folder. */
  async function wasMoved(run: RuleRun, row: FileRow): Promise<boolean> {
    await run.rescan();
    return ledger.get(row.id)?.file !== row.file || !run.mayPutAway();
  }

  async function finish(run: RuleRun, row: FileRow) {
    const { afterwards } = run.rule();
    const source = await sourceOf(row);
    const result = source ? await putAway(source, afterwards, row.file, { id: row.id }) : { step: 'kept' as const };
    if (result.step === 'gone' && (await wasMoved(run, row))) return void due.set(row.id, row.ruleId);
    // What comes under this name from now on is another file, whatever its bytes.
    const isAway = result.step !== 'kept';
    ledger.change(row.id, { state: 'done', error: null, attempts: 0, ...(isAway && AWAY) });
    if (result.step === 'archived') run.log('archived', row.file, { path: result.path });
    else run.log(result.step, row.file);
    run.settled(row.file);
  }

  async function work(id: number) {
    const row = ledger.get(id);
    const run = row ? runs.get(row.ruleId) : undefined;
    if (!run || row?.state !== 'uploaded') return;
    try {
      await finish(run, row);
    } catch (error) {
      const now = ledger.get(id);
      if (now?.state !== 'uploaded') return;
      if (isSourceChanged(error)) {
        ledger.change(id, { state: 'done' });
        run.lookAgain(now.file);
      } else if (now.file !== row.file) due.set(id, now.ruleId);
      // It was moved meanwhile, or its drive is away: then the folder is told to be lost in a moment.
      else fail(run, now, errorData(error), 'put-away');
    }
    run.touch();
  }

  function pump() {
    for (const [id, ruleId] of due) {
      if (works.size >= AT_ONCE) return;
      const run = runs.get(ruleId);
      if (run && !run.mayPutAway()) continue;
      due.delete(id);
      // Never twice at once for one file.
      if (works.has(id)) continue;
      const done = guard(() => work(id)).finally(() => {
        works.delete(id);
        void guard(async () => pump());
      });
      works.set(id, done);
    }
  }

  return {
    add(row) {
      due.set(row.id, row.ruleId);
      pump();
    },
    addAll(ruleId) {
      let after: FileRow | null = null;
      for (;;) {
        const rows: FileRow[] = ledger.slice(ruleId, 'uploaded', after, SLICE);
        for (const { id } of rows) due.set(id, ruleId);
        after = rows.at(-1) ?? null;
        if (rows.length < SLICE) break;
      }
      pump();
    },
    pump,
    rest: async () => void (await Promise.all(works.values())),
  };
}
