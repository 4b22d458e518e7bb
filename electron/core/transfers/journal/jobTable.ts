import { isEnded, type JobSnapshot } from '../../../../shared/transfer.ts';
import type { Sqlite } from '../../storage/sqlite.ts';
import { tellsOfFiles } from '../engine.ts';
import { decode, encode } from './checkedText.ts';
import { deletePlan, isPlanWhole } from './itemTable.ts';
import type { DamagedJob } from './journal.ts';
import type { JobRecord } from './records.ts';
import { jobSchema, snapshotSchema } from './schemas.ts';
import { searchText } from './searchText.ts';

const jobName = (id: string) => `job ${id}`;
const snapshotName = (id: string) => `snapshot ${id}`;

const SAVE = `
  INSERT INTO jobs (id, listed, state, ended, connection, planned, search, record, record_crc, snapshot, snapshot_crc)
  VALUES (?, 1, ?, ?, ?, 0, ?, ?, ?, ?, ?)
  ON CONFLICT (id) DO UPDATE SET state = excluded.state, ended = excluded.ended, connection = excluded.connection,
    search = excluded.search, record = excluded.record, record_crc = excluded.record_crc,
    snapshot = excluded.snapshot, snapshot_crc = excluded.snapshot_crc`;

/** When it ended, in ms since the epoch; null while it is live. */
function endOf({ state, endedAt }: JobSnapshot, now: number): number | null {
  if (!isEnded(state)) return null;
  const time = endedAt === null ? Number.NaN : Date.parse(endedAt);
  return Number.isNaN(time) ? now : time;
}

/** `now` in ms since the epoch, for a job that does not tell when it ended. */
export function saveJob(db: Sqlite, { id, snapshot, ...record }: JobRecord, now: number): void {
  const ended = endOf(snapshot, now);
  const job = encode(jobName(id), record);
  const shown = encode(snapshotName(id), snapshot);
  const search = Buffer.from(ended === null ? '' : searchText(snapshot));
  db.run(SAVE, id, snapshot.state, ended, snapshot.connectionId, search, ...job, ...shown);
}

type JobRow = { record: Buffer; record_crc: number };

/** Notes that the job has a plan, of so many items. */
export function setPlanned(db: Sqlite, id: string, items: number): void {
  const [row] = db.all<JobRow>('SELECT record, record_crc FROM jobs WHERE id = ?', id);
  const record = row && decode(jobSchema, jobName(id), row.record, row.record_crc);
  if (!record) throw new Error(`no job ${id} whose plan could be kept`);
  const changed = encode(jobName(id), { ...record, isPlanned: true });
  db.run('UPDATE jobs SET planned = ?, record = ?, record_crc = ? WHERE id = ?', items, ...changed, id);
}

export function clearJob(db: Sqlite, id: string): void {
  db.run('UPDATE jobs SET listed = 0 WHERE id = ?', id);
  deletePlan(db, id);
}

type SnapshotRow = { id: Buffer; snapshot: Buffer; snapshot_crc: number };

/** The snapshot of a row, or null when it is damaged. */
export function snapshotOf({ id, snapshot, snapshot_crc }: SnapshotRow): JobSnapshot | null {
  return decode(snapshotSchema, snapshotName(id.toString()), snapshot, snapshot_crc);
}

type ListedRow = SnapshotRow & JobRow & { planned: number };

/** The jobs on the list in their order, and those whose record or plan is damaged. */
export function listedJobs(db: Sqlite): { jobs: JobRecord[]; damaged: DamagedJob[] } {
  const rows = db.all<ListedRow>(
    `SELECT CAST(id AS BLOB) AS id, planned, record, record_crc, snapshot, snapshot_crc FROM jobs WHERE listed = 1`,
  );
  const jobs: JobRecord[] = [];
  const damaged: DamagedJob[] = [];
  for (const row of rows) {
    const id = row.id.toString();
    const record = decode(jobSchema, jobName(id), row.record, row.record_crc);
    const snapshot = snapshotOf(row);
    // The items of what has ended well, or was given up, are of no use any more, but for whom it tells of them.
    const isOver = snapshot?.state === 'done' || snapshot?.state === 'cancelled';
    const hasItems = record?.isPlanned && (!isOver || tellsOfFiles(record.spec));
    const isWhole = record && (!hasItems || isPlanWhole(db, id, row.planned));
    if (isWhole && snapshot) jobs.push({ id, ...record, snapshot });
    else damaged.push({ id, snapshot });
  }
  jobs.sort((a, b) => a.snapshot.order - b.snapshot.order);
  return { jobs, damaged };
}

/** Forgets a job. Its uploads and temporary files stay: they must still be removed. */
export function forgetJob(db: Sqlite, id: string): void {
  db.run('DELETE FROM jobs WHERE id = ?', id);
  deletePlan(db, id);
}

export function isKnown(db: Sqlite, id: string): boolean {
  return db.all<{ count: number }>('SELECT count(*) AS count FROM jobs WHERE id = ?', id)[0]?.count === 1;
}

/** How many items the job's plan has. */
export function plannedItems(db: Sqlite, id: string): number {
  return db.all<{ planned: number }>('SELECT planned FROM jobs WHERE id = ?', id)[0]?.planned ?? 0;
}
