import { appError } from '../../../../shared/errors.ts';
import type { Logger } from '../../ports.ts';
import type { Sqlite, Value } from '../../storage/sqlite.ts';
import { decode, encode, isWhole } from './checkedText.ts';
import type { ItemEnd, ItemRecord } from './records.ts';
import { endSchema, itemSchema } from './schemas.ts';

/** Rows of one INSERT: twice as fast as one row each, as measured with 50,000. */
const ROWS = 50;

const itemName = (job: string, index: number) => `item ${job} ${index}`;
const endName = (job: string, index: number) => `end ${job} ${index}`;

function insert(db: Sqlite, table: 'items' | 'ends', rows: Value[][]): void {
  for (let at = 0; at < rows.length; at += ROWS) {
    const some = rows.slice(at, at + ROWS);
    const places = some.map((row) => `(${row.map(() => '?').join()})`).join();
    db.run(`INSERT INTO ${table} (job, idx, record, crc) VALUES ${places}`, ...some.flat());
  }
}

export function deletePlan(db: Sqlite, job: string): void {
  db.run('DELETE FROM items WHERE job = ?', job);
  db.run('DELETE FROM ends WHERE job = ?', job);
}

/** Keeps the items of a job in place of any it had. */
export function savePlan(db: Sqlite, job: string, items: readonly ItemRecord<unknown>[]): void {
  deletePlan(db, job);
  const rows = items.map(({ index, item, replace }): Value[] => [
    job,
    index,
    ...encode(itemName(job, index), { item, replace }),
  ]);
  const ended = items.filter((it) => it.state !== 'open');
  insert(db, 'items', rows);
  insert(
    db,
    'ends',
    ended.map(({ index, state, error }): Value[] => [job, index, ...encode(endName(job, index), { state, error })]),
  );
}

export function endItem(db: Sqlite, job: string, index: number, { state, error, arrived }: ItemEnd): void {
  const end = encode(endName(job, index), { state, error, arrived });
  db.run('INSERT OR REPLACE INTO ends (job, idx, record, crc) VALUES (?, ?, ?, ?)', job, index, ...end);
}

type Row = { idx: number; record: Buffer; crc: number };

const rowsOf = (db: Sqlite, table: 'items' | 'ends', job: string) =>
  db.all<Row>(`SELECT idx AS idx, record AS record, crc AS crc FROM ${table} WHERE job = ? ORDER BY idx`, job);

/** True when each item is there and is what was kept. */
export function isPlanWhole(db: Sqlite, job: string, items: number): boolean {
  const rows = rowsOf(db, 'items', job);
  return rows.length === items && rows.every(({ idx, record, crc }) => isWhole(itemName(job, idx), record, crc));
}

/** How items ended. A damaged end is left out: then the item is done again. */
function ends(db: Sqlite, job: string, logger: Logger) {
  const found = new Map<number, ItemEnd>();
  for (const { idx, record, crc } of rowsOf(db, 'ends', job)) {
    const end = decode(endSchema, endName(job, idx), record, crc);
    if (end) found.set(idx, end);
    else logger.warn('the end of an item was damaged in the journal; it is done again', { jobId: job, index: idx });
  }
  return found;
}

/** The items of a job in their order. Throws `journal-damaged` unless all of them, so many, are what was kept. */
export function readItems<Item>(db: Sqlite, job: string, items: number, logger: Logger): ItemRecord<Item>[] {
  const rows = rowsOf(db, 'items', job);
  if (rows.length !== items) throw appError('journal-damaged', `${rows.length} of ${items} items are there`);
  const ended = ends(db, job, logger);
  return rows.map(({ idx: index, record, crc }) => {
    const kept = decode(itemSchema, itemName(job, index), record, crc);
    if (!kept) throw appError('journal-damaged', `item ${index} is not what was kept`);
    const end: ItemEnd = ended.get(index) ?? { state: 'open', error: null };
    // The same planner that made the item reads it: a job's kind never changes.
    return { index, item: kept.item as Item, replace: kept.replace, ...end };
  });
}
