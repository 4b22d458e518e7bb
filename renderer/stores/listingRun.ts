import type { ListingPage } from '../../shared/contract/objects.ts';
import type { Input } from '../../shared/contract.ts';
import { call, on } from '../api/client.ts';

export type ListingRequest = Omit<Input<'objects.list'>, 'listingId'>;

export type ListingHandlers = {
  /** A page arrived. */
  onPage(page: Pick<ListingPage, 'objects' | 'prefixes'>): void;
  /** It is time to show what has arrived: at most once a frame. */
  onShow(): void;
  /** After the last of them, once; with the error when the listing failed (what arrived before it is good). */
  onEnd(error: unknown): void;
};

/** Showing rows takes at most this share of the time, so that the window answers while a million keys stream in. */
const SHARE = 0.25;
/** A hidden window draws no frames. */
const HIDDEN_MS = 200;

function nextFrame(run: () => void, afterMs: number): () => void {
  let frame = 0;
  const timer = window.setTimeout(
    () => {
      if (document.hidden) run();
      else frame = requestAnimationFrame(run);
    },
    document.hidden ? HIDDEN_MS : afterMs,
  );
  return () => {
    window.clearTimeout(timer);
    cancelAnimationFrame(frame);
  };
}

/** Lists a place. The returned function aborts: then nothing is called any more. */
export function runListing(request: ListingRequest, handlers: ListingHandlers): () => void {
  const listingId = crypto.randomUUID();
  const abort = new AbortController();
  const received = { objects: 0, prefixes: 0 };
  let outcome: { error: unknown } | null = null;
  let expected = { objects: 0, prefixes: 0 };
  let cancelShow: (() => void) | null = null;
  let restMs = 0;

  const show = () => {
    cancelShow = null;
    const begun = performance.now();
    handlers.onShow();
    // A timer runs after React has drawn the rows, so it sees what they cost.
    window.setTimeout(() => {
      restMs = (performance.now() - begun) * (1 / SHARE - 1);
    });
  };

  const stop = () => {
    cancelShow?.();
    stopListening();
  };

  const endIfComplete = () => {
    if (!outcome) return;
    // The answer may overtake the last pages.
    const isAllThere = received.objects >= expected.objects && received.prefixes >= expected.prefixes;
    if (outcome.error === null && !isAllThere) return;
    stop();
    handlers.onShow();
    handlers.onEnd(outcome.error);
  };

  const stopListening = on('listing.page', (page) => {
    if (page.listingId !== listingId) return;
    received.objects += page.objects.length;
    received.prefixes += page.prefixes.length;
    handlers.onPage(page);
    cancelShow ??= nextFrame(show, restMs);
    endIfComplete();
  });

  call('objects.list', { ...request, listingId }, { signal: abort.signal }).then(
    (totals) => {
      expected = totals;
      outcome = { error: null };
      if (!abort.signal.aborted) endIfComplete();
    },
    (error: unknown) => {
      outcome = { error };
      if (!abort.signal.aborted) endIfComplete();
    },
  );

  return () => {
    abort.abort();
    stop();
  };
}
