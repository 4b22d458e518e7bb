/**
 * How many requests may be under way at once: halved when the server asks to slow down, growing back slowly while it
 * answers (additive increase, multiplicative decrease: RFC 5681, section 3.1).
 */
export type Aimd = {
  /** At least 1. */
  limit(): number;
  /** Whether it is as large as it can be. */
  isFull(): boolean;
  /** Which halving a request that begins now comes after. */
  epoch(): number;
  succeeded(): void;
  /**
   * A request that began in this epoch was told to slow down. False when the limit was halved since then: a server that
   * says so to all requests under way has said it once.
   */
  throttled(epoch: number): boolean;
};

export function createAimd(most: number): Aimd {
  let limit = most;
  let epoch = 0;
  return {
    limit: () => Math.floor(limit),
    isFull: () => limit === most,
    epoch: () => epoch,
    succeeded() {
      limit = Math.min(most, limit + 1 / Math.floor(limit));
    },
    throttled(began) {
      if (began !== epoch) return false;
      epoch += 1;
      limit = Math.max(1, Math.floor(limit / 2));
      return true;
    },
  };
}
