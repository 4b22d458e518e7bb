import type { RuleExample } from '../../../shared/contract/watch.ts';
import { appError } from '../../../shared/errors.ts';
import type { DataPreview } from '../../../shared/watch/data.ts';
import type { DataEngine } from '../data/dataEngine.ts';
import type { Clock } from '../ports.ts';
import { errorData } from '../transfers/retry.ts';
import { listFolder } from './folder/listFolder.ts';
import { newestOf } from './newest.ts';
import { keyOf } from './pipeline/keyOf.ts';
import { scopeOf } from './pipeline/watching.ts';
import type { RuleContent } from './rules/resolveDraft.ts';

type Deps = { data: DataEngine; clock: Clock; profile: string };

/** Where the folder has no file that fits. */
const INVENTED = 'orders-17.csv';

/** The newest file that fits, and what would become of it. */
export async function exampleOf(
  content: RuleContent,
  { data, clock, profile }: Deps,
  signal: AbortSignal,
): Promise<RuleExample> {
  const { files } = await listFolder(scopeOf(content, profile), signal);
  const [newest = null] = newestOf(files, 1);
  const takenAt = new Date(clock.now()).toISOString();
  const name = newest?.file ?? INVENTED;
  const file = { name, size: newest?.identity.size ?? null, invented: newest === null };
  const identity = newest?.identity ?? { size: 0, mtimeNs: `${clock.now()}000000`, ino: '0', dev: '0' };
  const selection = content.data?.selection;
  let known: Awaited<ReturnType<DataEngine['recognise']>> = null;
  try {
    if (selection && newest) known = await data.recognise(newest.path, selection.reading, signal);
    const format = known?.format ?? (selection && !newest ? 'csv' : null);
    const key = keyOf(content, { file: name, takenAt, identity }, format);
    try {
      const counts = selection && newest && known ? await data.count(newest.path, selection, signal) : null;
      return { file, key, counts, error: null };
    } catch (error) {
      signal.throwIfAborted();
      return { file, key, counts: null, error: errorData(error) };
    }
  } catch (error) {
    signal.throwIfAborted();
    return { file, key: null, counts: null, error: errorData(error) };
  }
}

/** How many files, the newest first, may be no data before it is taken that there is none. */
const LOOKED_AT = 20;

/** The first rows of a file of the folder, or of the newest that is data; null when there is none. Throws `local-not-found` for a name that is not in it. */
export async function previewOf(
  content: RuleContent,
  file: string | null,
  { data, profile }: Deps,
  signal: AbortSignal,
): Promise<{ file: string; preview: DataPreview } | null> {
  const { data: wanted } = content;
  if (!wanted) return null;
  const { files } = await listFolder(scopeOf(content, profile), signal);
  if (file !== null) {
    // The page names no paths: only what is in the folder can be looked at.
    const found = files.find((one) => one.file === file);
    if (!found) throw appError('local-not-found', `${file} is not in the folder`, { details: { path: file } });
    const preview = await data.preview(found.path, wanted.selection, signal);
    return preview && { file, preview };
  }
  for (const newest of newestOf(files, LOOKED_AT)) {
    const preview = await data.preview(newest.path, wanted.selection, signal);
    if (preview) return { file: newest.file, preview };
  }
  return null;
}
