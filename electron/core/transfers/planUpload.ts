import { appError, type ErrorData } from '../../../shared/errors.ts';
import type { UploadSpec } from './engine.ts';
import { lookUp } from './lookUp.ts';
import type { Plan, PlanPorts } from './plan.ts';
import { errorData } from './retry.ts';
import { type LocalFile, walk } from './walk.ts';

/** A file to upload and its key. `name` is its path below the roots; bytes, ISO time. */
export type UploadItem = LocalFile & { key: string };

/** What sending a file needs to know of it. */
export type SentFile = Omit<UploadItem, 'modified'>;

/** A key is at most 1,024 bytes of UTF-8 (S3 User Guide, "Creating object key names"). */
const MAX_KEY_BYTES = 1024;

/** Why a file cannot have this key; null when it can. */
function keyProblem(key: string, name: string, isTaken: boolean): ErrorData | null {
  const details = { path: name };
  const bytes = Buffer.byteLength(key);
  if (bytes > MAX_KEY_BYTES) {
    const message = `${name}: the key would have ${bytes} bytes, ${MAX_KEY_BYTES} is the most`;
    return appError('local-name-invalid', message, { details }).data;
  }
  // Two roots of the same name from different folders.
  return isTaken ? appError('name-taken', `${name}: another file of this upload`, { details }).data : null;
}

/** Finds the files below the roots, gives each its key, and finds out which of the keys exist. */
export async function planUpload(spec: UploadSpec, ports: PlanPorts): Promise<Plan<UploadItem>> {
  const items = new Map<string, UploadItem>();
  const events = {
    notice: ports.notice,
    problem: (name: string, error: unknown) => ports.problem(name, errorData(error)),
    file(file: LocalFile) {
      const key = spec.prefix + file.name;
      const problem = keyProblem(key, file.name, items.has(key));
      if (problem) return ports.problem(file.name, problem);
      items.set(key, { ...file, key });
      ports.found(file.size);
    },
  };
  await walk(spec.paths, events, ports.signal);
  // Who may write but not read cannot be asked about what exists: then nothing is known to exist.
  const { found } = await lookUp([...items.keys()], ports);
  // In the order of the files, whatever the order in which the answers came.
  const conflicts = [...items.values()].flatMap((item) => {
    const there = found.get(item.key);
    if (!there) return [];
    const existing = { size: there.size, modified: there.modified };
    return [{ item, existing, incoming: { size: item.size, modified: item.modified } }];
  });
  return { items: [...items.values()], conflicts };
}
