// A process of its own for tests: keeps part after part in the journal it is given, and prints each number that is kept
// for certain, until it is killed. `hold` as second argument: it only holds the journal open.
import { writeSync } from 'node:fs';
import { openJournal } from '../transfers/journal/open.ts';
import { jobRecord, planOf, uploadRecord } from './journalFixture.ts';
import { createMemoryLogger } from './memoryLogger.ts';

const [, , file = '', mode] = process.argv;
const journal = openJournal({ file, logger: createMemoryLogger(), now: Date.now });

if (mode === 'hold') {
  writeSync(1, 'open\n');
  setInterval(() => {}, 1000);
} else {
  const known = journal.jobs().jobs.length > 0;
  if (!known) {
    journal.saveJob(jobRecord('job'));
    journal.savePlan('job', planOf(500));
  }
  const item = journal.item('job', 0);
  item.saveUpload(uploadRecord);
  for (let number = (item.upload()?.parts.length ?? 0) + 1; ; number += 1) {
    item.addPart({ number, etag: `"${number}"`, md5: 'a'.repeat(32) });
    journal.endItem('job', number % 500, { state: 'done', error: null });
    if (number % 7 !== 0) continue;
    journal.item('job', 1).saveDownload({ temporary: '/tmp/a', etag: '"a"', size: 2 ** 40, done: [[0, number]] });
    writeSync(1, `${number}\n`);
  }
}
