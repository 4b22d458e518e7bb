import { lookUp } from './lookUp.ts';
import type { PlanPorts } from './plan.ts';
import type { UploadItem } from './planUpload.ts';

/** A path before and from the ending of its name; a leading dot begins a name, no ending. */
export function atEnding(path: string): [stem: string, ending: string] {
  const dot = path.lastIndexOf('.');
  const end = dot > path.lastIndexOf('/') + 1 ? dot : path.length;
  return [path.slice(0, end), path.slice(end)];
}

/** `report.csv` is `report (2).csv` at the second try. `path` may have folders. */
export function numbered(path: string, number: number): string {
  const [stem, ending] = atEnding(path);
  return `${stem} (${number})${ending}`;
}

/** The items under keys that are free on the server and in the plan, in their order. Throws what the server throws. */
export async function freeKeys(items: readonly UploadItem[], all: readonly UploadItem[], ports: PlanPorts) {
  const taken = new Set(all.map((item) => item.key));
  const found = new Map<UploadItem, { item: UploadItem; name: string }>();
  for (let number = 2; found.size < items.length; number += 1) {
    const open = items.filter((item) => !found.has(item));
    const candidates = new Map(open.map((item) => [item, numbered(item.key, number)]));
    const there = await lookUp([...candidates.values()], ports);
    for (const [item, key] of candidates) {
      if (there.found.has(key) || taken.has(key)) continue;
      taken.add(key);
      found.set(item, { item: { ...item, key }, name: numbered(item.name, number) });
    }
  }
  return items.flatMap((item) => found.get(item) ?? []);
}
