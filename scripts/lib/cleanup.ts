import { constants } from 'node:os';

type Cleanup = () => void;

const cleanups = new Set<Cleanup>();
let installed = false;

/**
 * Runs `cleanup` when this process ends, by itself or by Ctrl+C, SIGTERM or a closed terminal. It must be synchronous.
 * Gives a function that takes it off the list again.
 */
export function onProcessEnd(cleanup: Cleanup): () => void {
  install();
  cleanups.add(cleanup);
  return () => {
    cleanups.delete(cleanup);
  };
}

function install(): void {
  if (installed) return;
  installed = true;
  process.on('exit', runAll);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => process.exit(128 + constants.signals[signal]));
  }
}

function runAll(): void {
  // Newest first: what was started last may depend on what was started before it.
  for (const cleanup of [...cleanups].reverse()) {
    try {
      cleanup();
    } catch (error) {
      // One that fails must not keep the others from running.
      console.error(`While cleaning up: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  cleanups.clear();
}
