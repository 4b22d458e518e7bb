import type { Socket } from 'node:net';

const LOOK_MS = 500;

/**
 * Keeps a socket from running into its idle timeout while it is we who let it wait (a bandwidth limit, a slow disk), not
 * the server. The answer ends that.
 */
export function allowOwnPauses(socketOf: () => Socket | null | undefined, isOurs: () => boolean): () => void {
  const timer = setInterval(() => {
    const socket = socketOf();
    // Set again, the timeout starts anew.
    if (socket?.timeout && isOurs()) socket.setTimeout(socket.timeout);
  }, LOOK_MS);
  timer.unref();
  return () => clearInterval(timer);
}
