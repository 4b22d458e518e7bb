import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Sqlite } from '../storage/sqlite.ts';
import type { FileIdentity } from '../transfers/journal/records.ts';
import { openWatchDatabase } from '../watch/database.ts';
import { createLedger, type Ledger } from '../watch/ledger/ledger.ts';
import { createMemoryLogger } from './memoryLogger.ts';

/** A ledger in a temporary folder. */
export type LedgerFixture = {
  ledger: Ledger;
  db: Sqlite;
  /** Closes it, and opens it as the next run of the program does. */
  reopen(): void;
  remove(): void;
};

export function createLedgerFixture(): LedgerFixture {
  const folder = mkdtempSync(join(tmpdir(), 'stave-ledger-'));
  const file = join(folder, 'watch.db');
  const logger = createMemoryLogger();
  const open = () => {
    const db = openWatchDatabase({ file, logger, now: Date.now });
    return { db, ledger: createLedger({ db, file, logger }) };
  };
  const t: LedgerFixture = {
    ...open(),
    reopen() {
      t.ledger.close();
      t.db.release();
      Object.assign(t, open());
    },
    remove() {
      t.ledger.close();
      t.db.release();
      rmSync(folder, { recursive: true });
    },
  };
  return t;
}

/** A file of so many bytes, written so many ms after 2026 began; each number is another inode. */
export function identityOf(ino: number, { size = 10, ms = ino }: { size?: number; ms?: number } = {}): FileIdentity {
  const mtimeNs = String(BigInt(Date.UTC(2026, 0, 1) + ms) * 1_000_000n);
  return { size, mtimeNs, ino: String(ino), dev: '1' };
}

/** What the ledger is told of a new file. */
export const newFile = (file: string, ino: number, ruleId = 'r1') => ({
  ruleId,
  file,
  path: `/watched/${file}`,
  identity: identityOf(ino),
  takenAt: '2026-01-01T00:00:00.000Z',
  state: 'ready' as const,
});
