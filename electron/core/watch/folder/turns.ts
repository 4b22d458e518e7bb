/** Work that is done in turns: one at a time, and once more for what came up meanwhile. */
export type Turns = {
  /** There is something to do. */
  poke(): void;
  /** Resolves when no turn runs. Aborted, no other begins. */
  rest(): Promise<void>;
};

/** `afterwards` is called when there is nothing more to do for now. A turn that fails does not end the work. */
export function createTurns(
  turn: () => Promise<void>,
  { signal, failed, afterwards }: { signal: AbortSignal; failed(error: unknown): void; afterwards(): void },
): Turns {
  let isTurning = false;
  let isPoked = false;
  let running = Promise.resolve();

  async function run() {
    isTurning = true;
    while (isPoked && !signal.aborted) {
      isPoked = false;
      await turn().catch((error: unknown) => {
        if (!signal.aborted) failed(error);
      });
    }
    isTurning = false;
    if (!signal.aborted) afterwards();
  }

  return {
    poke() {
      isPoked = true;
      if (!isTurning && !signal.aborted) running = run();
    },
    rest: () => running,
  };
}
