import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { jsonDocument, type SettingChange } from '../../../../shared/contract/settings.ts';
import { isWritable, SETTING_IDS } from '../../../../shared/settings/documents.ts';
import { z } from '../../../../shared/zod.ts';
import { localError, nodeCode } from '../../localErrors.ts';
import type { Clock, Logger } from '../../ports.ts';
import { writeFileAtomically } from '../../storage/atomicWrite.ts';
import { syncFolder } from '../../storage/syncFolder.ts';
import type { BucketPlace } from './bucketSettings.ts';

/** One line when a change is about to be sent, another when it is known what became of it. */
const begun = z.strictObject({
  begins: z.string(),
  at: z.string(),
  connectionId: z.string(),
  bucket: z.string(),
  setting: z.enum(SETTING_IDS.filter(isWritable)),
  before: jsonDocument.nullable(),
  after: jsonDocument.nullable(),
  rollsBack: z.string().nullable(),
});
const ended = z.strictObject({
  ends: z.string(),
  outcome: z.enum(['done', 'failed']),
  /** What the server then said; null for "not set". */
  left: jsonDocument.nullable(),
});
type Begun = z.output<typeof begun>;
type Document = Record<string, unknown>;
type Line = Begun | z.output<typeof ended>;

/** The changes of settings that Stave has made, in a file that is only ever added to. */
export type ChangeLog = {
  /** Lies on the disk when it resolves; answers with the change's id. */
  begin(change: Omit<SettingChange, 'id' | 'at' | 'outcome'>): Promise<string>;
  /** Without it the outcome stays `unknown`. `left` is what the server says now; it may be told better later. */
  end(id: string, outcome: 'done' | 'failed', left: Document | null): Promise<void>;
  /** Newest first. */
  of(place: BucketPlace): Promise<SettingChange[]>;
};

type Deps = { path: string; clock: Clock; logger: Logger; limit?: number };

/** When there are twice as many changes, the oldest go. */
const KEPT_CHANGES = 2000;

function lineOf(text: string): Line | null {
  try {
    return z.union([begun, ended]).parse(JSON.parse(text));
  } catch {
    return null;
  }
}

function fold(lines: readonly Line[]): SettingChange[] {
  const ends = new Map(lines.flatMap((line) => ('ends' in line ? [[line.ends, line] as const] : [])));
  return lines
    .filter((line) => 'begins' in line)
    .map(({ begins: id, ...change }): SettingChange => {
      const end = ends.get(id);
      if (!end) return { ...change, id, outcome: 'unknown' };
      return { ...change, id, outcome: end.outcome, after: end.outcome === 'done' ? end.left : change.after };
    })
    .reverse();
}

/** The document as it will stand in the file. */
function json(document: Document | null): Begun['before'] {
  return document === null ? null : JSON.parse(JSON.stringify(document));
}

/** `path` is that of the file. Throws AppErrors of the `local-` kind. */
export function createChangeLog({ path, clock, logger, limit = KEPT_CHANGES }: Deps): ChangeLog {
  const name = basename(path);
  let last: Promise<unknown> = Promise.resolve();
  /** The changes in the file; null while it has to be brought into order first. */
  let count: number | null = null;

  const inTurn = <R>(work: () => Promise<R>): Promise<R> => {
    const mine = last.then(work, work);
    last = mine;
    return mine.catch((error: unknown) => {
      throw localError(error, name);
    });
  };

  const readText = async () => {
    try {
      return await readFile(path, 'utf8');
    } catch (error) {
      if (nodeCode(error) === 'ENOENT') return '';
      throw error;
    }
  };

  const readLines = async (): Promise<Line[]> => {
    const texts = (await readText()).split('\n').filter((text) => text !== '');
    const lines = texts.map(lineOf);
    // The last one may have been cut off in the middle.
    const damaged = lines.slice(0, -1).filter((line) => line === null).length;
    if (damaged > 0) logger.warn('lines of the history of settings cannot be read', { file: name, damaged });
    return lines.filter((line) => line !== null);
  };

  /** Brings the file into order: one that is new is made, half a line at its end goes, and so do the oldest changes. */
  const prepare = async (): Promise<number> => {
    await mkdir(dirname(path), { recursive: true });
    const text = await readText();
    const lines = await readLines();
    const changes = lines.filter((line) => 'begins' in line);
    const isWhole = text === '' || text.endsWith('\n');
    if (isWhole && changes.length < 2 * limit) {
      if (text === '') {
        await writeFileAtomically(path, '');
        await syncFolder(dirname(path));
      }
      return changes.length;
    }
    const kept = changes.length < 2 * limit ? changes : changes.slice(-limit);
    const ids = new Set(kept.map(({ begins }) => begins));
    const rest = lines.filter((line) => ids.has('begins' in line ? line.begins : line.ends));
    await writeFileAtomically(path, rest.map((line) => `${JSON.stringify(line)}\n`).join(''));
    return kept.length;
  };

  const append = async (line: Line) => {
    if (count === null || count >= 2 * limit) count = await prepare();
    const known = count;
    // Half a line, as a full disk leaves it, must not run into the next one.
    count = null;
    const handle = await open(path, 'a', 0o600);
    try {
      await handle.writeFile(`${JSON.stringify(line)}\n`);
      await handle.sync();
    } finally {
      await handle.close();
    }
    count = 'begins' in line ? known + 1 : known;
  };

  return {
    begin: ({ connectionId, bucket, setting, before, after, rollsBack }) =>
      inTurn(async () => {
        const id = randomUUID();
        const at = new Date(clock.now()).toISOString();
        const place = { connectionId, bucket, setting };
        await append({ begins: id, at, ...place, before: json(before), after: json(after), rollsBack });
        return id;
      }),
    end: (id, outcome, left) => inTurn(() => append({ ends: id, outcome, left: json(left) })),
    of: (place) =>
      inTurn(async () =>
        fold(await readLines()).filter(
          ({ connectionId, bucket }) => connectionId === place.connectionId && bucket === place.bucket,
        ),
      ),
  };
}
