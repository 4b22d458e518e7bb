import type { ErrorData } from '../../../shared/errors.ts';
import type {
  Column,
  ConditionProblem,
  DataFile,
  DataPreview,
  Filter,
  Reading,
  RowCounts,
  Selection,
} from '../../../shared/watch/data.ts';
import type { FilterResult } from './dataEngine.ts';

/** What the process can be asked, and what it answers. */
export type Work = {
  recognise: { input: { path: string; reading: Reading }; output: DataFile | null };
  preview: { input: { path: string; selection: Selection }; output: DataPreview | null };
  check: { input: { filter: Filter; columns: readonly Column[] }; output: ConditionProblem | null };
  count: { input: { path: string; selection: Selection }; output: RowCounts | null };
  filter: { input: { path: string; target: string; selection: Selection }; output: FilterResult };
};

export type WorkKind = keyof Work;

/** One of them, as it is sent. */
export type Order = { [K in WorkKind]: { kind: K; input: Work[K]['input'] } }[WorkKind];

export type ToProcess = { id: number; order: Order } | { id: number; order: 'cancel' };

export type FromProcess =
  | { id: number; kind: 'progress'; fraction: number | null }
  | { id: number; kind: 'done'; value: Work[WorkKind]['output'] }
  | { id: number; kind: 'failed'; error: ErrorData };

/** Files that a filtering makes beside its target while it is at work; removed at its end, however it ends. */
export const workFiles = (target: string): { part: string; cells: string } => ({
  part: `${target}.part`,
  cells: `${target}.cells.part`,
});
