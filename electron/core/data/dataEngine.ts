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

/** What a filtering has come to: rows, and the bytes of the file that was written. */
export type FilterResult = RowCounts & { file: DataFile; bytes: number };

/** 0 to 1; null while it is not known. */
export type OnProgress = (fraction: number | null) => void;

/**
 * What reads and filters files of data, in a process of its own (host.ts). Paths are absolute, sources are only read. A
 * file that has no known format, by its reading or by its name and its first bytes, is no data: `recognise` tells.
 *
 * All throw AppError: `data-malformed` (`details.reason`, `details.line`), `data-encoding`, `data-too-large`,
 * `column-missing` (`details.column`), `condition-invalid` (`details` of the ConditionProblem), `local-not-found`,
 * `local-denied`, `local-disk-full`, `local-io`, `data-process-ended` (retryable), and the signal's reason when it aborts:
 * then the work ends at once, and nothing half written is left.
 */
export type DataEngine = {
  /** How the file would be read; null when it is no data. */
  recognise(path: string, reading: Reading, signal: AbortSignal): Promise<DataFile | null>;
  /** The first rows, marked, and counts over the first 64 MiB; null when it is no data. */
  preview(path: string, selection: Selection, signal: AbortSignal): Promise<DataPreview | null>;
  /** What is wrong with a filter for such columns; null: nothing. */
  check(filter: Filter, columns: readonly Column[], signal: AbortSignal): Promise<ConditionProblem | null>;
  /** Counts over the whole file without writing; null when it is no data. */
  count(path: string, selection: Selection, signal: AbortSignal, onProgress?: OnProgress): Promise<RowCounts | null>;
  /** Writes the chosen rows and columns into a new file, replacing what is at `target`; complete and on disk when it resolves. */
  filter(
    path: string,
    target: string,
    selection: Selection,
    signal: AbortSignal,
    onProgress?: OnProgress,
  ): Promise<FilterResult>;
  /** Ends the process. */
  close(): Promise<void>;
};
