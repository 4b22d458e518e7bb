import { CITIES, COMMENTS, CUSTOMERS, PRODUCTS, STATUSES } from './sampleWords.ts';

/** 0 to 1, without 1. */
export type Random = () => number;

export const pick = <T>(random: Random, from: readonly [T, ...T[]]): T =>
  from[Math.floor(random() * from.length)] ?? from[0];

/** A cell as CSV has it (RFC 4180): quoted where it must be. */
export const csvCell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

export const csvRow = (cells: readonly string[]): string => `${cells.map(csvCell).join(',')}\n`;

const DAY_MS = 86_400_000;
/** How far back the dates of orders go. */
const DAYS = 90;
/** Amounts are spread evenly by size, from 1 to some 3,000: six in ten are below 100. */
const AMOUNT_SCALE = 8;

type Column = { name: string; cell: (random: Random, now: number) => string };

const COLUMNS: readonly Column[] = [
  { name: 'date', cell: (random, now) => new Date(now - random() * DAYS * DAY_MS).toISOString().slice(0, 10) },
  { name: 'amount', cell: (random) => Math.exp(random() * AMOUNT_SCALE).toFixed(2) },
  { name: 'customer', cell: (random) => pick(random, CUSTOMERS) },
  { name: 'status', cell: (random) => pick(random, STATUSES) },
  { name: 'city', cell: (random) => pick(random, CITIES) },
  { name: 'product', cell: (random) => pick(random, PRODUCTS) },
  { name: 'quantity', cell: (random) => String(1 + Math.floor(random() * 20)) },
  { name: 'paid', cell: (random) => String(random() < 0.7) },
  { name: 'comment', cell: (random) => pick(random, COMMENTS) },
];

const numberCell = (random: Random) => String(Math.floor(random() * 100_000));

/** The columns of a sample: `id`, those of an order, then `value_11`, `value_12` ... of integers. */
function columnsOf(count: number): Column[] {
  const more = Array.from({ length: Math.max(0, count - 1 - COLUMNS.length) }, (_, index) => ({
    name: `value_${COLUMNS.length + 2 + index}`,
    cell: numberCell,
  }));
  return [...COLUMNS.slice(0, count - 1), ...more];
}

export const sampleHeader = (count: number): string[] => ['id', ...columnsOf(count).map(({ name }) => name)];

/** Makes rows of `count` columns, 3 at least. An id has leading zeros, and is one of its own in each file of a folder. */
export function sampleRowMaker(
  count: number,
  fileNumber: number,
  random: Random,
  now: number,
): (row: number) => string[] {
  const columns = columnsOf(count);
  const file = String(fileNumber).padStart(5, '0');
  return (row) => [`${file}${String(row).padStart(7, '0')}`, ...columns.map(({ cell }) => cell(random, now))];
}
