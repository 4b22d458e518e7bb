/** A function that is not run more often than that: at once, and once more after the pause if it was called meanwhile. */
export function paced(pauseMs: number, run: () => void): { call(): void; cancel(): void } {
  let pause: NodeJS.Timeout | null = null;
  let isCalled = false;

  function call() {
    if (pause) {
      isCalled = true;
      return;
    }
    pause = setTimeout(() => {
      pause = null;
      if (!isCalled) return;
      isCalled = false;
      call();
    }, pauseMs);
    run();
  }

  return {
    call,
    cancel() {
      if (pause) clearTimeout(pause);
      pause = null;
      isCalled = false;
    },
  };
}
