import { clearTheWay } from './abandon.ts';
import { restless, untilCalm } from './calm.ts';
import { sendOrGiveUp } from './giveUp.ts';
import type { Arrival, ItemJournal } from './journal/records.ts';
import type { SentFile } from './planUpload.ts';
import { putWhole } from './putWhole.ts';
import { errorData } from './retry.ts';
import { sendOpened } from './sendOpened.ts';
import { isSourceChange, openSource, type Source } from './source.ts';
import type { Settling, WorkPorts } from './work.ts';

export { discardUpload } from './abandon.ts';

/** How often a file that is written to meanwhile is begun anew. */
const MAX_RESTARTS = 5;

/** Whether what was sent is still what the file holds. One that is gone was sent whole before. */
async function isCurrent(source: Source): Promise<boolean> {
  try {
    await source.assertUnchanged();
    return true;
  } catch (error) {
    if (errorData(error).code === 'source-deleted') return true;
    if (isSourceChange(error)) return false;
    throw error;
  }
}

/** Sends the file, and again when it was written to meanwhile, as soon as it is left alone. */
async function sendAsItRests(
  item: SentFile,
  journal: ItemJournal,
  ports: WorkPorts,
  settling: Settling,
): Promise<Arrival> {
  let counted = item.size;
  for (let restarts = 0; ; restarts += 1) {
    const source = await openSource(item.path, item.name);
    let change: unknown = null;
    try {
      // It may have grown or shrunk since it was counted.
      ports.meter.grow(source.size - counted);
      counted = source.size;
      let isOutdated = false;
      const arrived = await sendOpened(source, item, journal, ports, settling, async () => {
        const sent = await putWhole(source, item, ports);
        // The server has it, but the file may have been written to meanwhile.
        isOutdated = !(await isCurrent(source));
        return sent;
      });
      if (!isOutdated) return arrived;
      ports.meter.takeBack(source.size);
    } catch (error) {
      if (!isSourceChange(error) || ports.signal.aborted) throw error;
      change = error;
      const saved = journal.upload();
      if (saved) await clearTheWay(saved.record, item.name, journal, ports);
    } finally {
      await source.close();
    }
    if (restarts === MAX_RESTARTS) throw change ?? restless(item.name);
    const { size } = await untilCalm(item.path, item.name, ports);
    // Judged only now: a file that is rewritten is often cut first.
    if (change !== null && size < source.size) throw change;
    ports.notice({ kind: 'source-restarted', name: item.name });
  }
}

/**
 * Uploads one file, going on from where its journal says that an earlier run has come. When it resolves, the server has
 * the bytes that the file had at one moment, and has proven it.
 *
 * When it throws after a cancel, or for what no further try can mend (`changed`: the file was cut, or does not come to
 * rest; `source-deleted`), nothing is left on the server, or `leftBehind` was told and the record stays. When the job
 * rests (its signal aborted for any other reason) or fails, parts and journal stay for the next run.
 */
export function uploadFile(
  item: SentFile,
  journal: ItemJournal,
  ports: WorkPorts,
  settling: Settling,
): Promise<Arrival> {
  return sendOrGiveUp(item, journal, ports, () => sendAsItRests(item, journal, ports, settling));
}
