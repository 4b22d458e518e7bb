import { appError } from '../../../../shared/errors.ts';
import type { DataFormat } from '../../../../shared/watch/data.ts';
import { localMoment, renderKey } from '../../../../shared/watch/keyTemplate.ts';
import type { WatchRule } from '../../../../shared/watch/rule.ts';
import { type FileRow, mtimeMs } from '../ledger/fileRecord.ts';

type KeyRule = Pick<WatchRule, 'keyTemplate' | 'constants' | 'data'>;

/**
 * The key of a file that was recognised as data of this format (null: none, or it is not filtered). Throws
 * `key-template-invalid` with `details.problem` and `details.position`.
 */
export function keyOf(
  rule: KeyRule,
  row: Pick<FileRow, 'file' | 'takenAt' | 'identity'>,
  format: DataFormat | null,
): string {
  const output = rule.data?.selection.output ?? 'same';
  const rendered = renderKey(rule.keyTemplate, {
    relative: row.file,
    extension: format === null || output === 'same' || output === format ? null : output,
    takenIn: localMoment(new Date(row.takenAt)),
    modified: localMoment(new Date(mtimeMs(row.identity))),
    constants: rule.constants,
  });
  if ('key' in rendered) return rendered.key;
  const { code, position, name } = rendered.problem;
  throw appError('key-template-invalid', `${row.file}: no key can be made (${code})`, {
    details: { path: row.file, problem: code, position: String(position), ...(name !== null && { name }) },
  });
}
