import type { ObjectEntry } from '../../../shared/contract/objects.ts';
import { appError } from '../../../shared/errors.ts';
import { baseName } from '../../../shared/key.ts';
import { createLocalNames, cutToBytes, type LocalName, type LocalPlatform } from '../../../shared/localName.ts';
import { distinctTargets } from '../targets.ts';
import type { DownloadSpec, DownloadVersionSpec } from './engine.ts';
import { atEnding } from './keepBoth.ts';
import { existingAt, type LocalFolder } from './localFolder.ts';
import { lookUp } from './lookUp.ts';
import { pagesBelow } from './pages.ts';
import type { Plan, PlanPorts } from './plan.ts';

/** An object to download, and its file below the chosen folder; or a folder to make. Bytes, ISO time, ETag without quotes. */
export type DownloadItem =
  | {
      kind: 'file';
      name: string;
      key: string;
      versionId?: string | undefined;
      size: number;
      modified: string;
      etag?: string | undefined;
      local: string;
    }
  | { kind: 'folder'; name: string; local: string };

const MAX_NAME_BYTES = 255;

type Ports = PlanPorts & { root: LocalFolder; platform: LocalPlatform };

/** Collects items and looks for what is on disk already under their names. */
function createCollector(ports: Ports) {
  const plan: Plan<DownloadItem> = { items: [], conflicts: [] };

  function tellName(name: string, { path, changed }: LocalName) {
    if (changed) ports.notice({ kind: 'renamed-locally', name, detail: path });
  }

  return {
    plan,
    async file(object: ObjectEntry & { versionId?: string }, name: string, local: LocalName) {
      const { key, versionId, size, modified, etag } = object;
      tellName(name, local);
      const existing = await existingAt(ports.root, local.path);
      if (existing?.isDirectory()) {
        const details = { path: local.path };
        return ports.problem(name, appError('name-taken', `${local.path}: a folder has this name`, { details }).data);
      }
      const item: DownloadItem = { kind: 'file', name, key, versionId, size, modified, etag, local: local.path };
      ports.found(size);
      plan.items.push(item);
      if (!existing) return;
      plan.conflicts.push({
        item,
        existing: { size: existing.size, modified: existing.mtime.toISOString() },
        incoming: { size, modified },
      });
    },
    folder(name: string, local: LocalName) {
      tellName(name, local);
      ports.found(0);
      plan.items.push({ kind: 'folder', name, local: local.path });
    },
  };
}

/** `a/report.csv` is `a/report (2).csv`, or the next number that is free; cut so that the system takes it. */
export async function keepBothName(path: string, isTaken: (path: string) => Promise<boolean>): Promise<string> {
  const start = path.lastIndexOf('/') + 1;
  const [stem, kind] = atEnding(path.slice(start));
  for (let number = 2; ; number += 1) {
    const ending = ` (${number})${kind}`;
    const cut = cutToBytes(stem, MAX_NAME_BYTES - Buffer.byteLength(ending));
    const candidate = path.slice(0, start) + cut + ending;
    if (!(await isTaken(candidate))) return candidate;
  }
}

/** The files under names that are free on disk and in the plan (`all`), in their order. Throws the local errors. */
export async function freeNames(
  items: readonly DownloadItem[],
  all: readonly DownloadItem[],
  { root, platform }: Pick<Ports, 'root' | 'platform'>,
): Promise<{ item: DownloadItem; name: string }[]> {
  // Windows and macOS take `A` and `a` for one name, macOS two forms of one letter too.
  const compared = (path: string) => (platform === 'linux' ? path : path.normalize('NFC').toLowerCase());
  const taken = new Set(all.map((item) => compared(item.local)));
  const isTaken = async (path: string) => taken.has(compared(path)) || (await existingAt(root, path)) !== null;
  const renamed: { item: DownloadItem; name: string }[] = [];
  for (const item of items) {
    const local = await keepBothName(item.local, isTaken);
    taken.add(compared(local));
    renamed.push({ item: { ...item, local }, name: local });
  }
  return renamed;
}

/** Finds the objects of a download, gives each its local name, and finds out which of these exist. */
export async function planDownload(spec: DownloadSpec, ports: Ports): Promise<Plan<DownloadItem>> {
  const names = createLocalNames(ports.platform);
  const collector = createCollector(ports);

  const nameOf = (key: string) => (key.startsWith(spec.base) ? key.slice(spec.base.length) : key);

  async function take(object: ObjectEntry) {
    const name = nameOf(object.key);
    const isFolder = object.key.endsWith('/') && object.size === 0;
    if (!isFolder) return collector.file(object, name, names.pathFor(name));
    // The marker of the folder that is being shown is the chosen folder itself.
    if (name !== '') collector.folder(name, names.folderFor(name));
  }

  const { keys, prefixes } = distinctTargets(spec);
  const { found, refused } = await lookUp(keys, ports);
  for (const key of keys) {
    const object = found.get(key);
    if (object) await take(object);
    else ports.problem(nameOf(key), refused.get(key) ?? appError('not-found', 'it is not in the bucket any more').data);
  }
  for (const prefix of prefixes) {
    for await (const page of pagesBelow(prefix, ports)) for (const object of page.objects) await take(object);
  }
  return collector.plan;
}

/** `report.csv` of 14:02:33 is `report (2026-11-21 14.02.33).csv`, in local time as people read it. */
export function versionName(name: string, modified: string): string {
  const d = new Date(modified);
  const two = (n: number) => String(n).padStart(2, '0');
  const day = `${d.getFullYear()}-${two(d.getMonth() + 1)}-${two(d.getDate())}`;
  const time = `${two(d.getHours())}.${two(d.getMinutes())}.${two(d.getSeconds())}`;
  const [stem, ending] = atEnding(name);
  return `${stem} (${day} ${time})${ending}`;
}

/** The one item of a version's download. */
export async function planVersion(spec: DownloadVersionSpec, ports: Ports): Promise<Plan<DownloadItem>> {
  const { key, versionId } = spec;
  const address = { bucket: spec.bucket, key, versionId };
  const { size, modified, etag } = await ports.retrier.run(() => ports.store.head(address, ports.signal), ports.signal);
  const name = versionName(baseName(key), modified);
  const collector = createCollector(ports);
  const object = { key, versionId, size, modified, ...(etag === null ? {} : { etag }) };
  await collector.file(object, name, createLocalNames(ports.platform).pathFor(name));
  return collector.plan;
}
