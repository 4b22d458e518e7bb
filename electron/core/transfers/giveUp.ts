import { isCancelled } from '../../../shared/errors.ts';
import { discardUpload, withAddress } from './abandon.ts';
import type { Arrival, ItemJournal } from './journal/records.ts';
import { partsOf } from './parts.ts';
import type { SentFile } from './planUpload.ts';
import { errorData } from './retry.ts';
import { lookAfterCancel } from './settle.ts';
import type { WorkPorts } from './work.ts';

/** What no further try can mend: then nothing is kept for one. */
const HOPELESS: ReadonlySet<string> = new Set([
  'changed',
  'source-changed',
  'source-deleted',
  'not-found',
  'unsupported',
  'invalid-request',
  'internal',
]);

/** Removes what is on the server of a file. Answers after a cancel with the object that is there all the same, whole, since before that. */
async function giveUp(item: SentFile, journal: ItemJournal, ports: WorkPorts): Promise<Arrival | null> {
  const saved = journal.upload();
  if (!saved) return null;
  const { record, parts } = saved;
  const failure = await discardUpload(record, journal, ports);
  if (failure) ports.leftBehind(item.name, withAddress(failure, record));
  const isAllThere = parts.length === partsOf(record.identity.size, record.partSize).count;
  if (!ports.signal.aborted || record.phase !== 'completing' || !isAllThere) return null;
  const md5s = parts.toSorted((a, b) => a.number - b.number).map(({ md5 }) => md5);
  const found = await lookAfterCancel(record, md5s, ports);
  if ('unknown' in found) {
    ports.leftBehind(item.name, withAddress(found.unknown, record));
    return null;
  }
  if (found.arrived) ports.meter.restore(record.identity.size);
  return found.arrived;
}

/**
 * Sends a file. When that throws after a cancel, or for what no further try can mend, what is on the server of it is
 * removed, or `leftBehind` told and the record stays.
 */
export async function sendOrGiveUp(
  item: SentFile,
  journal: ItemJournal,
  ports: WorkPorts,
  send: () => Promise<Arrival>,
): Promise<Arrival> {
  try {
    return await send();
  } catch (error) {
    const { aborted, reason } = ports.signal;
    const isOver = aborted ? isCancelled(reason) : HOPELESS.has(errorData(error).code);
    const arrived = isOver ? await giveUp(item, journal, ports) : null;
    if (!arrived) throw error;
    return arrived;
  }
}
