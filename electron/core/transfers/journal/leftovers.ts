import type { Logger } from '../../ports.ts';
import type { Sqlite } from '../../storage/sqlite.ts';
import { decode } from './checkedText.ts';
import { downloadName, uploadName } from './itemJournal.ts';
import type { Leftover } from './journal.ts';
import { downloadSchema, uploadSchema } from './schemas.ts';

/** Of jobs that are cancelled, cleared, or not known any more. */
const GIVEN_UP = `NOT EXISTS (SELECT 1 FROM jobs WHERE jobs.id = job AND jobs.listed = 1 AND jobs.state <> 'cancelled')`;
const COLUMNS = 'CAST(job AS BLOB) AS job, idx AS idx, record AS record, crc AS crc';

type Row = { job: Buffer; idx: number; record: Buffer; crc: number };

/** What must still be removed from server and disk. What is damaged cannot be, and is forgotten. */
export function readLeftovers(db: Sqlite, logger: Logger): Leftover[] {
  const forget = (table: 'uploads' | 'downloads', jobId: string, index: number) => {
    logger.warn('what was left of a transfer is damaged in the journal, and stays where it is', { jobId, index });
    db.run(`DELETE FROM ${table} WHERE job = ? AND idx = ?`, jobId, index);
    return [];
  };
  const uploads = db
    .all<Row & { connection: Buffer }>(
      `SELECT ${COLUMNS}, CAST(connection AS BLOB) AS connection FROM uploads WHERE ${GIVEN_UP}`,
    )
    .flatMap(({ job, idx: index, record, crc, connection }): Leftover[] => {
      const jobId = job.toString();
      const upload = decode(uploadSchema, uploadName(jobId, index), record, crc);
      if (!upload) return forget('uploads', jobId, index);
      return [{ kind: 'upload', jobId, index, connectionId: connection.toString(), record: upload }];
    });
  const downloads = db
    .all<Row>(`SELECT ${COLUMNS} FROM downloads WHERE ${GIVEN_UP}`)
    .flatMap(({ job, idx: index, record, crc }): Leftover[] => {
      const jobId = job.toString();
      const download = decode(downloadSchema, downloadName(jobId, index), record, crc);
      if (!download) return forget('downloads', jobId, index);
      return [{ kind: 'download', jobId, index, temporary: download.temporary }];
    });
  return [...uploads, ...downloads];
}
