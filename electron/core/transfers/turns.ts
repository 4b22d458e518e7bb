/** What waits, by owner; owners take turns, whatever each of them has waiting. */
export type Turns<T> = {
  add(owner: unknown, item: T): void;
  remove(owner: unknown, item: T): void;
  /** Whose turn it is; undefined when nothing waits. */
  first(): T | undefined;
  /** Takes the first off; its owner's next one goes behind those of all others. */
  take(): T | undefined;
  isEmpty(): boolean;
};

export function createTurns<T>(): Turns<T> {
  /** The owner at the front of the map is next. */
  const queues = new Map<unknown, T[]>();
  return {
    add(owner, item) {
      const queue = queues.get(owner);
      if (queue) queue.push(item);
      else queues.set(owner, [item]);
    },
    remove(owner, item) {
      const rest = (queues.get(owner) ?? []).filter((other) => other !== item);
      if (rest.length > 0) queues.set(owner, rest);
      else queues.delete(owner);
    },
    first() {
      for (const [item] of queues.values()) return item;
      return undefined;
    },
    take() {
      for (const [owner, queue] of queues) {
        const item = queue.shift();
        queues.delete(owner);
        if (queue.length > 0) queues.set(owner, queue);
        return item;
      }
      return undefined;
    },
    isEmpty: () => queues.size === 0,
  };
}
