import type { HistoryPage } from '../../../../shared/transfer.ts';
import { z } from '../../../../shared/zod.ts';
import type { Logger } from '../../ports.ts';
import { parseCursor } from '../../s3/cursor.ts';
import type { Sqlite } from '../../storage/sqlite.ts';
import { snapshotOf } from './jobTable.ts';
import { folded } from './searchText.ts';

const PAGE = 100;
const MOST_JOBS = 10_000;
const YEAR_MS = 365 * 24 * 60 * 60 * 1000;

/** Where a page begins: after the job that ended then (ms since the epoch) and has this id. */
const cursorSchema = z.tuple([z.number(), z.string()]);

type Row = { id: Buffer; ended: number; snapshot: Buffer; snapshot_crc: number };

/** One page of ended jobs. Throws `invalid-request` for a cursor that is none. */
export function readHistory(db: Sqlite, query: string, cursor: string | null, logger: Logger): HistoryPage {
  const after = parseCursor(cursorSchema, cursor);
  const rows = db.all<Row>(
    `SELECT CAST(id AS BLOB) AS id, ended AS ended, snapshot AS snapshot, snapshot_crc AS snapshot_crc FROM jobs
     WHERE id IN (
       SELECT id FROM jobs WHERE ended IS NOT NULL ${after ? 'AND (ended, id) < (?2, ?3)' : ''} AND instr(search, ?1) > 0
       ORDER BY ended DESC, id DESC LIMIT ${PAGE + 1}
     ) ORDER BY ended DESC, id DESC`,
    Buffer.from(folded(query)),
    ...(after ?? []),
  );
  const page = rows.slice(0, PAGE);
  const last = rows.length > PAGE ? page.at(-1) : undefined;
  const jobs = page.flatMap((row) => {
    const snapshot = snapshotOf(row);
    if (!snapshot)
      logger.warn('an ended transfer is damaged in the journal, and not shown', { jobId: row.id.toString() });
    return snapshot ? [snapshot] : [];
  });
  return { jobs, next: last ? JSON.stringify([last.ended, last.id.toString()]) : null };
}

export function clearHistory(db: Sqlite): void {
  db.run('DELETE FROM jobs WHERE ended IS NOT NULL AND listed = 0');
}

/** Forgets what is older than a year or beyond the newest 10,000, but for what is on the list; and what belongs to no job. */
export function prune(db: Sqlite, now: number): void {
  const tooMany = `SELECT id FROM jobs WHERE ended IS NOT NULL ORDER BY ended DESC, id DESC LIMIT -1 OFFSET ${MOST_JOBS}`;
  db.run(`DELETE FROM jobs WHERE listed = 0 AND (ended < ? OR id IN (${tooMany}))`, now - YEAR_MS);
  for (const table of ['items', 'ends']) db.run(`DELETE FROM ${table} WHERE job NOT IN (SELECT id FROM jobs)`);
  db.run('DELETE FROM parts WHERE (job, idx) NOT IN (SELECT job, idx FROM uploads)');
}
