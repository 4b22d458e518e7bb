import { basename } from 'node:path';
import { baseName, parentPrefix } from '../../../shared/key.ts';
import type { JobSnapshot } from '../../../shared/transfer.ts';
import type { JobSpec } from './engine.ts';

/** What the window calls the job's place and thing. */
export function subject(spec: JobSpec): Pick<JobSnapshot, 'kind' | 'prefix' | 'name' | 'localFolder'> {
  switch (spec.kind) {
    case 'upload': {
      const [path, ...others] = spec.paths;
      const name = path !== undefined && others.length === 0 ? basename(path) : null;
      return { kind: 'upload', prefix: spec.prefix, name, localFolder: null };
    }
    case 'upload-files': {
      const [file, ...others] = spec.files;
      const name = file && others.length === 0 ? file.name : null;
      return { kind: 'upload', prefix: spec.prefix, name, localFolder: null };
    }
    case 'download-version': {
      const { key, folder } = spec;
      return { kind: 'download', prefix: parentPrefix(key), name: baseName(key), localFolder: basename(folder) };
    }
    case 'download':
    case 'delete': {
      const [target, ...others] = [...spec.keys, ...spec.prefixes];
      // The whole bucket is the prefix ''.
      const name = target !== undefined && others.length === 0 ? baseName(target) || spec.bucket : null;
      return spec.kind === 'download'
        ? { kind: 'download', prefix: spec.base, name, localFolder: basename(spec.folder) }
        : { kind: 'delete', prefix: commonPlace([...spec.keys, ...spec.prefixes]), name, localFolder: null };
    }
  }
}

/** The deepest prefix that all of these keys and prefixes stand in. */
function commonPlace(names: readonly string[]): string {
  let place = parentPrefix(names[0] ?? '');
  for (const name of names) while (!parentPrefix(name).startsWith(place)) place = parentPrefix(place);
  return place;
}
