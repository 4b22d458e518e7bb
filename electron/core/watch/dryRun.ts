import type { WatchRule } from '../../../shared/watch/rule.ts';
import type { DryRun, PlannedFile } from '../../../shared/watch/state.ts';
import { mapConcurrently } from '../concurrency.ts';
import type { DataEngine } from '../data/dataEngine.ts';
import type { Clock } from '../ports.ts';
import { errorData } from '../transfers/retry.ts';
import type { FoundFile } from './folder/folderWatcher.ts';
import { listFolder } from './folder/listFolder.ts';
import { isKnown } from './ledger/fileRecord.ts';
import type { Ledger } from './ledger/ledger.ts';
import { keyOf } from './pipeline/keyOf.ts';
import { scopeOf } from './pipeline/watching.ts';
import type { RuleContent } from './rules/resolveDraft.ts';

/** Files that are told one by one. */
const LISTED = 1000;
/** Files the rows of which are counted: more would take too long to wait for. */
const COUNTED = 50;
const AT_ONCE = 2;
/** Rows of the ledger asked for at a stretch. */
const STRETCH = 500;

type Deps = { data: DataEngine; ledger: Ledger; clock: Clock; profile: string };

/**
 * What a rule would do with the files that are in its folder now. Nothing is touched. Rows are counted of the first 50
 * files of data, the others are only recognised. `rule`: the one that would be changed, which knows of files.
 */
export async function dryRun(
  content: RuleContent,
  rule: WatchRule | null,
  { data, ledger, clock, profile }: Deps,
  signal: AbortSignal,
): Promise<DryRun> {
  const { files, excluded, problems } = await listFolder(scopeOf(content, profile), signal);
  const takenAt = new Date(clock.now()).toISOString();
  let counted = 0;

  function isDone({ file, identity }: FoundFile): boolean {
    const row = rule && rule.folder === content.folder ? ledger.find(rule.id, file) : null;
    return row !== null && (row.state === 'done' || row.state === 'dismissed') && isKnown(row.identity, identity);
  }

  async function plan(found: FoundFile): Promise<PlannedFile> {
    const { file, path, identity } = found;
    const planned = { file, size: identity.size, key: null, rows: null, kept: null, error: null };
    if (isDone(found)) return { ...planned, outcome: 'known' };
    try {
      const selection = content.data?.selection;
      const known = selection ? await data.recognise(path, selection.reading, signal) : null;
      if (content.data?.others === 'leave' && !known) return { ...planned, outcome: 'left' };
      const key = keyOf(content, { file, takenAt, identity }, known?.format ?? null);
      if (!selection || !known) return { ...planned, outcome: 'upload', key };
      counted += 1;
      const counts = counted <= COUNTED ? await data.count(path, selection, signal) : null;
      return { ...planned, outcome: 'filter', key, rows: counts?.rows ?? null, kept: counts?.kept ?? null };
    } catch (error) {
      signal.throwIfAborted();
      return { ...planned, outcome: 'failed', error: errorData(error) };
    }
  }

  /** Beyond the list only what costs nothing is looked at. */
  function count(found: FoundFile): PlannedFile['outcome'] {
    if (isDone(found)) return 'known';
    return content.data ? 'filter' : 'upload';
  }

  const counts: DryRun['counts'] = { upload: 0, filter: 0, known: 0, left: 0, failed: problems.length };
  const listed = await mapConcurrently(files.slice(0, LISTED), AT_ONCE, plan, signal);
  for (const { outcome } of listed) counts[outcome] += 1;
  let bytes = listed
    .filter(({ outcome }) => outcome === 'upload' || outcome === 'filter')
    .reduce((sum, { size }) => sum + size, 0);
  for (const [index, found] of files.slice(LISTED).entries()) {
    if (index % STRETCH === 0) await clock.sleep(0, signal);
    const outcome = count(found);
    counts[outcome] += 1;
    if (outcome !== 'known') bytes += found.identity.size;
  }
  const failed = problems.map(({ file, error }): PlannedFile => {
    return { file, size: 0, outcome: 'failed', key: null, rows: null, kept: null, error: error.data };
  });
  return { files: [...listed, ...failed].slice(0, LISTED), counts, bytes, excluded };
}
