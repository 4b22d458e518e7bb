import { AppError } from '../../../../shared/errors.ts';
import type { ConditionProblem, DataPreview } from '../../../../shared/watch/data.ts';
import { checkCondition } from '../conditions/checkCondition.ts';
import { KEPT } from './evaluate/evaluator.ts';
import { typedColumns } from './evaluate/typedColumns.ts';
import { passOver } from './passOver.ts';
import { previewRows, shortCell } from './previewRows.ts';
import { dataFileOf, openSelected, type SelectInput } from './selected.ts';

/** A preview counts over so many bytes at most. */
export const PREVIEW_BYTES = 64 * 1024 * 1024;

/** The first rows of a file of text with what the selection does with them. */
export async function previewText(input: Omit<SelectInput, 'limit' | 'fit'>): Promise<DataPreview> {
  const { problem, selected } = await selectOrProblem({ ...input, limit: PREVIEW_BYTES, fit: 'as-seen' });
  try {
    const columns = selected.columns.map((_, index) => index);
    const rows: DataPreview['rows'] = [];
    const counts = await passOver(selected, {
      limit: PREVIEW_BYTES,
      signal: input.signal,
      onBatch(batch, verdicts) {
        const missing = previewRows(columns.length) - rows.length;
        if (missing <= 0) return;
        const texts = batch.texts(columns);
        for (let row = 0; row < Math.min(missing, batch.rows); row += 1) {
          const cells = texts.map((column) => column[row] ?? null).map((cell) => cell && shortCell(cell));
          rows.push({ cells, kept: !verdicts || verdicts[row] === KEPT });
        }
      },
    });
    return { file: dataFileOf(selected.table, selected.columns), rows, counts: problem ? null : counts, problem };
  } finally {
    await selected.evaluator?.close();
  }
}

async function selectOrProblem(input: SelectInput) {
  try {
    return { selected: await openSelected(input), problem: null };
  } catch (error) {
    const isCondition = error instanceof AppError && ['condition-invalid', 'column-missing'].includes(error.data.code);
    if (!isCondition) throw error;
    const selection = { ...input.selection, filter: { kind: 'all-rows' as const } };
    const selected = await openSelected({ ...input, selection });
    const problem: ConditionProblem | null = await checkCondition(
      (await input.rowsDatabase()).database.connection,
      input.selection.filter,
      typedColumns(selected.columns),
    );
    if (!problem) throw error;
    return { selected, problem };
  }
}
