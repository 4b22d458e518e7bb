import type { AnswerHead, Fault, FaultAction, Outgoing, Rewrite, SeenRequest } from './faults.ts';

/** A fault that met a request. */
export type Met<A extends FaultAction = FaultAction> = {
  action: A;
  /** Counts that it happened. */
  fire(): void;
  before(request: SeenRequest): Promise<void>;
  after(request: SeenRequest): Promise<void>;
};

/** All that one request meets. */
export type Meeting = { fault: Met<Exclude<FaultAction, Rewrite>>; rewrites: Met<Rewrite>[] };

/** The faults of a test, and what happened of them. */
export type Script = {
  /** Adds a fault; the function answers how often it has happened. */
  inject(fault: Fault): () => number;
  meet(request: SeenRequest): Meeting;
  /** Throws, naming them, when faults never happened; also when a fault's own function threw. */
  assertAllFired(): void;
  clear(): void;
};

type Armed = { fault: Fault; action: FaultAction; left: number; skip: number; fired: number };

function describe({ action, fault }: Armed): string {
  const { kind, ...details } = action;
  const hooks = [fault.before && 'before', fault.after && 'after'].filter(Boolean).join(' and ');
  return [kind, Object.keys(details).length > 0 && JSON.stringify(details), hooks, String(fault.on)]
    .filter(Boolean)
    .join(' ');
}

export function createScript(): Script {
  let armed: Armed[] = [];
  let failures: unknown[] = [];

  /** What a test's own function throws must not be taken for a broken connection. */
  async function own(run: () => Promise<void> | undefined): Promise<void> {
    try {
      await run();
    } catch (error) {
      failures.push(error);
      throw error;
    }
  }

  function wants(it: Armed, request: SeenRequest): boolean {
    try {
      return it.fault.on(request);
    } catch (error) {
      failures.push(error);
      throw error;
    }
  }

  /** Whether it meets a request that it wants. */
  function takes(it: Armed): boolean {
    if (it.skip > 0) {
      it.skip -= 1;
      return false;
    }
    it.left -= 1;
    return true;
  }

  function met<A extends FaultAction>(it: Armed, action: A): Met<A> {
    const { before, after } = it.fault;
    return {
      action,
      fire: () => {
        it.fired += 1;
      },
      before: (request) => own(() => before?.(request)),
      after: (request) => own(() => after?.(request)),
    };
  }

  const nothing: Meeting['fault'] = {
    action: { kind: 'pass' },
    fire() {},
    before: async () => {},
    after: async () => {},
  };

  return {
    inject(fault) {
      const { action = { kind: 'pass' }, times = 1, skip = 0 } = fault;
      const it: Armed = { fault, action, left: times, skip, fired: 0 };
      armed.push(it);
      return () => it.fired;
    },
    meet(request) {
      const meeting: Meeting = { fault: nothing, rewrites: [] };
      for (const it of armed) {
        const { action } = it;
        if (it.left === 0 || (action.kind !== 'rewrite' && meeting.fault !== nothing)) continue;
        if (!wants(it, request) || !takes(it)) continue;
        if (action.kind === 'rewrite') meeting.rewrites.push(met(it, action));
        else meeting.fault = met(it, action);
      }
      return meeting;
    },
    assertAllFired() {
      if (failures.length > 0) throw new AggregateError(failures, `A fault's function threw: ${failures.join('; ')}`);
      const missing = armed.filter((it) => it.fired === 0).map(describe);
      if (missing.length > 0) throw new Error(`Faults that never happened:\n${missing.join('\n')}`);
    },
    clear() {
      armed = [];
      failures = [];
    },
  };
}

/** The request as the rewrites want it. */
export function rewriteRequest(rewrites: readonly Met<Rewrite>[], outgoing: Outgoing): Outgoing {
  let current = outgoing;
  for (const { action, fire } of rewrites) {
    const changed = action.request?.(current) ?? current;
    if (changed !== current) fire();
    current = changed;
  }
  return current;
}

/** An answer as the rewrites want it; `document` is its XML, null for any other answer. */
export function rewriteAnswer(
  rewrites: readonly Met<Rewrite>[],
  request: SeenRequest,
  answer: { head: AnswerHead; document: string | null },
): { head: AnswerHead; document: string | null } {
  let { head, document } = answer;
  for (const { action, fire } of rewrites) {
    const changedHead = action.head?.(head, request) ?? head;
    const changed = document === null ? null : (action.xml?.(document, request) ?? document);
    if (changedHead !== head || changed !== document) fire();
    head = changedHead;
    document = changed;
  }
  return { head, document };
}
