import { type Link, type LinkDeps, type OpenLink, openLink } from './link.ts';
import type { Wait } from './stillness.ts';

/** A link in use; `release` gives it back and is called once. */
export type Lease = { link: Link; release(): void };

/** The links of the jobs that run: one a connection, shared by all its jobs, closed with the last that uses it. */
export type Links = {
  /**
   * Waits for the connection's secret as long as it takes; `onWaiting` hears of it. Rejects with the signal's reason, and
   * with `not-found` or another error when there is no such connection or no client can be made for it.
   */
  lease(connectionId: string, signal: AbortSignal, onWaiting?: (wait: Wait | null) => void): Promise<Lease>;
  /** A connection was edited, or its secret typed again: who waits for it goes on. */
  connectionChanged(connectionId: string): void;
  close(): void;
};

export function createLinks(deps: LinkDeps): Links {
  const links = new Map<string, { open: OpenLink; users: number }>();

  function enter(connectionId: string) {
    const known = links.get(connectionId);
    if (known) {
      known.users += 1;
      return known;
    }
    const made = {
      users: 1,
      open: openLink(connectionId, deps, () => {
        // Whoever comes next asks anew.
        if (links.get(connectionId) === made) links.delete(connectionId);
      }),
    };
    links.set(connectionId, made);
    return made;
  }

  return {
    async lease(connectionId, signal, onWaiting = () => undefined) {
      const entry = enter(connectionId);
      const release = () => {
        entry.users -= 1;
        if (entry.users > 0) return;
        if (links.get(connectionId) === entry) links.delete(connectionId);
        entry.open.close();
      };
      try {
        await entry.open.ready(signal, onWaiting);
        return { link: entry.open.link, release };
      } catch (error) {
        release();
        throw error;
      }
    },
    connectionChanged(connectionId) {
      links.get(connectionId)?.open.changed();
    },
    close() {
      for (const { open } of links.values()) open.close();
      links.clear();
    },
  };
}
