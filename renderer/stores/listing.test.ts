import { beforeEach, expect, test, vi } from 'vitest';
import type { ObjectEntry } from '../../shared/contract/objects.ts';
import type { Reply } from '../../shared/transport.ts';
import { entryOf } from '../ui/grid/rowTable.ts';
import { isSelected } from '../ui/grid/selection.ts';
import type { ListingPlace } from './listing.ts';

/** A listing the page asked for, answered by the test in the main process's place. */
type Asked = {
  prefix: string;
  showDeleted: boolean;
  isCancelled: boolean;
  page(objects: string[], prefixes?: string[]): void;
  end(objects: number, prefixes?: number): void;
  fail(): void;
};

const asked: Asked[] = [];
const listeners = new Map<string, Set<(payload: unknown) => void>>();
const tell = (topic: string, payload: unknown) => {
  for (const listener of listeners.get(topic) ?? []) listener(payload);
};
const object = (key: string): ObjectEntry => ({ key, size: 1, modified: '2026-11-21T10:00:00.000Z' });

type ListInput = { listingId: string; prefix: string; showDeleted: boolean };
const byCall = new Map<string, Asked>();

const bridge = {
  platform: 'linux',
  invoke: (_: string, { listingId, prefix, showDeleted }: ListInput, callId: string) =>
    new Promise<Reply>((resolve) => {
      const listing: Asked = {
        prefix,
        showDeleted,
        isCancelled: false,
        page: (objects, prefixes = []) => tell('listing.page', { listingId, objects: objects.map(object), prefixes }),
        end: (objects, prefixes = 0) => resolve({ ok: true, value: { objects, prefixes } }),
        fail: () => resolve({ ok: false, error: { code: 'network', message: 'broke off', retryable: true } }),
      };
      byCall.set(callId, listing);
      asked.push(listing);
    }),
  cancel(callId: string) {
    const listing = byCall.get(callId);
    if (listing) listing.isCancelled = true;
  },
  subscribe(topic: string, listener: (payload: unknown) => void) {
    const all = listeners.get(topic) ?? new Set();
    listeners.set(topic, all.add(listener));
    return () => all.delete(listener);
  },
};

vi.stubGlobal('window', { stave: bridge, setTimeout, clearTimeout });
vi.stubGlobal('document', { hidden: false });
vi.stubGlobal('requestAnimationFrame', (run: () => void) => setTimeout(run, 1));
vi.stubGlobal('cancelAnimationFrame', clearTimeout);
// The bridge must be there before the client is loaded.
const { keptScroll, noteViewport, useListing } = await import('./listing.ts');
const { useSelection } = await import('./selection.ts');

/** Each test has a bucket of its own: what is kept of places is kept for all of them. */
let bucket = '';
let tests = 0;
const at = (prefix: string): ListingPlace => ({ connectionId: 'c', bucket, prefix });
const now = () => useListing.getState();
const names = () =>
  [...now().shown.view].map((id) => {
    const row = now().shown.table.rows[id];
    return row ? entryOf(row) : '';
  });
const selected = () => names().filter((_, index) => isSelected(now().shown.selection, index));
const click = (entry: string) => now().select({ do: 'at', index: names().indexOf(entry), how: 'only' });
const last = () => {
  const listing = asked.at(-1);
  if (!listing) throw new Error('nothing was listed');
  return listing;
};
const shows = (...entries: string[]) => vi.waitFor(() => expect(names()).toEqual(entries));
const isDone = () => vi.waitFor(() => expect(now().isListing).toBe(false));

beforeEach(() => {
  now().close();
  tests += 1;
  bucket = `bucket-${tests}`;
  asked.length = 0;
});

test('pages are shown as they arrive; the answer may overtake the last of them', async () => {
  now().open(at(''));
  expect(now()).toMatchObject({ isListing: true, isFirst: true });
  last().page(['b'], ['f/']);
  await shows('f/', 'b');
  expect(now()).toMatchObject({ isListing: true, isFirst: false });
  last().end(2, 1);
  last().page(['a']);
  await shows('f/', 'a', 'b');
  await isDone();
});

test('leaving cancels, and what comes late is not taken', async () => {
  now().open(at(''));
  const first = last();
  first.page(['a']);
  await shows('a');
  now().close();
  expect(first.isCancelled).toBe(true);
  now().open(at('x/'));
  first.page(['late']);
  last().page(['x/here']);
  await shows('x/here');
});

test('a refresh keeps the old rows until the new reach down to what is on screen, and the selection by key', async () => {
  now().open(at(''));
  last().page(['a', 'b', 'c']);
  last().end(3);
  await isDone();
  noteViewport(0, 2);
  click('c');
  now().refresh();
  last().page(['a0']);
  last().page(['a']);
  expect(names()).toEqual(['a', 'b', 'c']);
  last().page(['c']);
  await shows('a', 'a0', 'c');
  expect(selected()).toEqual(['c']);
  last().end(3);
  await isDone();
  expect(useSelection.getState().selection.targets().keys).toEqual(['c']);
});

test('rows that are there stay when a listing fails, the first as well as a later one', async () => {
  now().open(at(''));
  last().page(['a']);
  last().fail();
  await isDone();
  expect(names()).toEqual(['a']);
  expect(now().error).toMatchObject({ data: { code: 'network' } });
  now().refresh();
  expect(now().error).toBeNull();
  noteViewport(0, 1);
  last().fail();
  await isDone();
  expect(names()).toEqual(['a']);
  expect(now().error).not.toBeNull();
});

test('a listing that failed is tried again when a connection was changed, one that did not is not', async () => {
  now().open(at(''));
  last().fail();
  await isDone();
  tell('connections.changed', {});
  expect(asked).toHaveLength(2);
  last().end(0);
  await isDone();
  tell('connections.changed', {});
  expect(asked).toHaveLength(2);
});

test('what Stave changed here is listed anew, what it changed elsewhere is not', async () => {
  now().open(at('x/'));
  last().page(['x/a']);
  last().end(1);
  await isDone();
  tell('objects.changed', { connectionId: 'c', bucket, prefix: 'y/' });
  tell('objects.changed', { connectionId: 'c', bucket: 'other', prefix: 'x/' });
  tell('objects.changed', { connectionId: 'c', bucket, prefix: 'x/deep/' });
  tell('objects.changed', { connectionId: 'c', bucket, prefix: '' });
  await vi.waitFor(() => expect(asked).toHaveLength(2));
  last().page(['x/a', 'x/b']);
  tell('objects.changed', { connectionId: 'c', bucket, prefix: 'x/' });
  last().end(2);
  await shows('x/a', 'x/b');
  // A change during a listing is not lost.
  await vi.waitFor(() => expect(asked).toHaveLength(3));
});

test('going up selects the folder come from', async () => {
  now().open(at('a/b/'));
  last().end(0);
  await isDone();
  now().close();
  now().open(at(''));
  last().page(['z'], ['a/', 'c/']);
  await shows('a/', 'c/', 'z');
  expect(selected()).toEqual(['a/']);
  expect(now().shown.reveal).not.toBeNull();
});

test('a place left is shown again at once, where it was, and listed anew behind it', async () => {
  now().open(at('x/'));
  last().page(['x/a', 'x/b']);
  last().end(2);
  await isDone();
  noteViewport(420, 30);
  now().close();
  now().open(at('y/'));
  now().close();
  now().open(at('x/'));
  expect(names()).toEqual(['x/a', 'x/b']);
  expect(keptScroll()).toBe(420);
  expect(now()).toMatchObject({ isListing: true, isFirst: false });
  noteViewport(420, 30);
  last().page(['x/b']);
  last().end(1);
  await shows('x/b');
});

test('an entry to be revealed is selected when its place is shown', async () => {
  now().reveal(at('x/'), 'x/b');
  now().open(at('x/'));
  last().page(['x/a']);
  await shows('x/a');
  expect(selected()).toEqual([]);
  last().page(['x/b']);
  await shows('x/a', 'x/b');
  expect(selected()).toEqual(['x/b']);
});

test('deleted objects are asked for throughout a bucket, and not in the next', async () => {
  now().open(at(''));
  now().setShowDeleted(true);
  expect(last().showDeleted).toBe(true);
  now().close();
  now().open(at('x/'));
  expect(last().showDeleted).toBe(true);
  now().close();
  bucket = 'another';
  now().open(at(''));
  expect(last().showDeleted).toBe(false);
});
