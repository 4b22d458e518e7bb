import type { WatchRule } from '../../../../shared/watch/rule.ts';
import type { UploadFilesSpec } from '../../transfers/engine.ts';
import type { FileRow } from '../ledger/fileRecord.ts';
import type { Outputs } from './outputs.ts';

/** The folder that all keys have in common: `''`, or with a `/` at its end. */
export function commonFolder(keys: readonly string[]): string {
  let common = keys[0] ?? '';
  for (const key of keys) {
    while (!key.startsWith(common)) common = common.slice(0, -1);
  }
  return common.slice(0, common.lastIndexOf('/') + 1);
}

/** What the engine is asked to do with rows of a job, in their order. */
export function jobSpec(rule: WatchRule, rows: readonly FileRow[], outputs: Pick<Outputs, 'pathOf'>): UploadFilesSpec {
  return {
    kind: 'upload-files',
    connectionId: rule.connectionId,
    bucket: rule.bucket,
    prefix: commonFolder(rows.map(({ key }) => key ?? '')),
    title: rule.name,
    files: rows.map((row) => ({
      path: row.output ? outputs.pathOf(row.id) : row.path,
      name: row.file,
      key: row.key ?? '',
      identity: row.output ? null : row.identity,
      ...(row.wasTried && { wasTried: true }),
    })),
  };
}
