import type { Logger } from '../../ports.ts';
import type { Sqlite } from '../../storage/sqlite.ts';
import { decode, encode } from './checkedText.ts';
import type { Commits } from './commits.ts';
import { endItem } from './itemTable.ts';
import type { DownloadRecord, ItemJournal, PartRecord, UploadRecord } from './records.ts';
import { downloadSchema, partSchema, rangesSchema, uploadSchema } from './schemas.ts';

export const uploadName = (job: string, index: number) => `upload ${job} ${index}`;
export const downloadName = (job: string, index: number) => `download ${job} ${index}`;
const partName = (job: string, index: number, number: number) => `part ${job} ${index} ${number}`;
const rangesName = (job: string, index: number) => `ranges ${job} ${index}`;

type Row = { record: Buffer; crc: number };

/** What one item keeps to go on later. What is damaged of it is as if it had not been kept: it goes again. */
export function createItemJournal(job: string, index: number, commits: Commits, logger: Logger): ItemJournal {
  const where = { jobId: job, index };

  /** What could be read, with a note when nothing could be. */
  function noted<T>(what: string, value: T | null): T | null {
    if (value === null) logger.warn('a damaged record in the journal was left out', { what, ...where });
    return value;
  }

  function readUpload(db: Sqlite): UploadRecord | null {
    const sql = 'SELECT record AS record, crc AS crc FROM uploads WHERE job = ? AND idx = ?';
    const [row] = db.all<Row>(sql, job, index);
    return row ? noted('upload', decode(uploadSchema, uploadName(job, index), row.record, row.crc)) : null;
  }

  function readParts(db: Sqlite): PartRecord[] {
    const sql = `SELECT number AS number, record AS record, crc AS crc FROM parts
      WHERE job = ? AND idx = ? ORDER BY number`;
    return db.all<Row & { number: number }>(sql, job, index).flatMap(({ number, record, crc }) => {
      const part = noted('part', decode(partSchema, partName(job, index, number), record, crc));
      return part ? [part] : [];
    });
  }

  const deleteParts = (db: Sqlite) => db.run('DELETE FROM parts WHERE job = ? AND idx = ?', job, index);

  function readDownload(db: Sqlite): DownloadRecord | null {
    const sql = `SELECT record AS record, crc AS crc, done AS done, done_crc AS done_crc FROM downloads
      WHERE job = ? AND idx = ?`;
    const [row] = db.all<Row & { done: Buffer; done_crc: number }>(sql, job, index);
    if (!row) return null;
    const record = noted('download', decode(downloadSchema, downloadName(job, index), row.record, row.crc));
    const done = noted('ranges', decode(rangesSchema, rangesName(job, index), row.done, row.done_crc));
    return record && { ...record, done: done ?? [] };
  }

  return {
    upload: () =>
      commits.read((db) => {
        const record = readUpload(db);
        return record && { record, parts: readParts(db) };
      }),
    saveUpload(record) {
      const text = encode(uploadName(job, index), record);
      commits.now((db) => {
        if (readUpload(db)?.uploadId !== record.uploadId) deleteParts(db);
        // The connection stands beside it, as it must be known when the job is forgotten.
        db.run(
          `INSERT OR REPLACE INTO uploads (job, idx, connection, record, crc)
           VALUES (?1, ?2, (SELECT connection FROM jobs WHERE id = ?1), ?3, ?4)`,
          job,
          index,
          ...text,
        );
      });
    },
    addPart(part) {
      const text = encode(partName(job, index, part.number), part);
      commits.late((db) => {
        const sql = 'INSERT OR REPLACE INTO parts (job, idx, number, record, crc) VALUES (?, ?, ?, ?, ?)';
        db.run(sql, job, index, part.number, ...text);
      });
    },
    endUpload: (arrived) =>
      commits.now((db) => {
        if (arrived) endItem(db, job, index, { state: 'done', error: null, arrived });
        deleteParts(db);
        db.run('DELETE FROM uploads WHERE job = ? AND idx = ?', job, index);
      }),
    download: () => commits.read(readDownload),
    saveDownload({ done, ...record }) {
      const text = encode(downloadName(job, index), record);
      const ranges = encode(rangesName(job, index), done);
      const sql = `INSERT OR REPLACE INTO downloads (job, idx, record, crc, done, done_crc) VALUES (?, ?, ?, ?, ?, ?)`;
      commits.now((db) => db.run(sql, job, index, ...text, ...ranges));
    },
    endDownload: () =>
      commits.now((db) => {
        db.run('DELETE FROM downloads WHERE job = ? AND idx = ?', job, index);
      }),
  };
}
