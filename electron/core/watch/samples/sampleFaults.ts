import { pick, type Random } from './sampleRows.ts';

/** How a whole file is wrong. */
export type FileFault = 'windows-1251' | 'unclosed-quote' | 'ragged' | 'empty';

/** Every third file, so that three files show one of them and twelve show all. */
const FILE_FAULTS: readonly (FileFault | null)[] = [
  ...[null, null, 'windows-1251' as const],
  ...[null, null, 'unclosed-quote' as const],
  ...[null, null, 'ragged' as const],
  ...[null, null, 'empty' as const],
];

/** The fault of the file of this number (from 0). */
export const fileFaultOf = (index: number): FileFault | null => FILE_FAULTS[index % FILE_FAULTS.length] ?? null;

/** One row in thirty has a cell that is wrong. */
const CELL_FAULTS = 1 / 30;
const AMOUNTS = ['', 'n/a', '1 200,50', 'сто рублей', '--'] as const;
const DATES = ['', '2026-02-31', '31/12/2025', 'yesterday'] as const;

const doubled = (text: string): string => `  ${text.replaceAll(' ', '  ')} `;

/** A row with, now and then, one cell that is empty, of another type, or with spaces too many. The file stays readable. */
export function withCellFault([id = '', date = '', amount = '', ...rest]: string[], random: Random): string[] {
  if (random() >= CELL_FAULTS) return [id, date, amount, ...rest];
  const kind = pick(random, ['amount', 'date', 'spaces', 'empty']);
  if (kind === 'amount') return [id, date, pick(random, AMOUNTS), ...rest];
  if (kind === 'date') return [id, pick(random, DATES), amount, ...rest];
  if (kind === 'spaces') return [id, date, doubled(amount), ...rest.map(doubled)];
  return [id, date, amount, ...rest.map(() => '')];
}
