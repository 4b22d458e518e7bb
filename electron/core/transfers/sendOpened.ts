import { clearTheWay } from './abandon.ts';
import type { Arrival, ItemJournal } from './journal/records.ts';
import { uploadParts } from './multipart.ts';
import { planParts } from './parts.ts';
import type { SentFile } from './planUpload.ts';
import { contentTypeOf } from './putWhole.ts';
import type { Source } from './source.ts';
import type { Settling, WorkPorts } from './work.ts';

/** Sends a file as it was when it was opened: a large one in parts, a small one by `put`. */
export async function sendOpened(
  source: Source,
  item: SentFile,
  journal: ItemJournal,
  ports: WorkPorts,
  settling: Settling,
  put: () => Promise<Arrival>,
): Promise<Arrival> {
  const plan = planParts(source.size, ports.maxParts);
  if (plan.kind === 'multipart') {
    const contentType = contentTypeOf(item.key);
    return uploadParts({ source, item, journal, settling }, { partSize: plan.partSize, contentType }, ports);
  }
  const former = journal.upload();
  if (former) {
    // It was larger once.
    await clearTheWay(former.record, item.name, journal, ports);
    ports.notice({ kind: 'source-restarted', name: item.name });
  }
  return put();
}
