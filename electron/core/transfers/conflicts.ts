import type { ConflictStrategy, JobNotice } from '../../../shared/transfer.ts';
import type { Answer, Job } from './job.ts';
import type { Conflict, Plan } from './plan.ts';

/** What becomes of the items of a plan. An item in none of the sets is new at its target. */
export type Settled<Item> = {
  /** All items, those that are kept beside the existing ones under their new names. */
  items: Item[];
  replaced: Set<Item>;
  skipped: Map<Item, JobNotice>;
};

type Ways<Item> = {
  nameOf(item: Item): string;
  /** The items under names that are free, in the same order; `taken` says what the plan itself has taken. */
  renamed(items: readonly Item[], all: readonly Item[]): Promise<{ item: Item; name: string }[]>;
};

const isChanged = <Item>({ existing, incoming }: Conflict<Item>) =>
  incoming.size !== existing.size || Date.parse(incoming.modified) > Date.parse(existing.modified);

/** Decides about each name that exists already: by the strategy, or by asking until an answer is for all of them. */
export async function settleConflicts<Item>(
  job: Job,
  plan: Plan<Item>,
  strategy: ConflictStrategy,
  ways: Ways<Item>,
): Promise<Settled<Item>> {
  const { conflicts } = plan;
  const replaced = new Set<Item>();
  const skipped = new Map<Item, JobNotice>();
  const beside: Item[] = [];
  let given: Answer | null = strategy === 'ask' ? null : { answer: strategy, forAll: true };
  for (const [i, conflict] of conflicts.entries()) {
    const { item, existing, incoming } = conflict;
    const name = ways.nameOf(item);
    if (!given?.forAll) given = await job.ask({ name, existing, incoming, others: conflicts.length - i - 1 });
    const { answer } = given;
    if (answer === 'keep-both') beside.push(item);
    else if (answer === 'skip') skipped.set(item, { kind: 'exists-skipped', name });
    else if (answer === 'overwrite' || isChanged(conflict)) replaced.add(item);
    else skipped.set(item, { kind: 'unchanged-skipped', name });
  }
  if (beside.length === 0) return { items: plan.items, replaced, skipped };

  const others = new Map<Item, Item>();
  for (const [i, { item, name }] of (await ways.renamed(beside, plan.items)).entries()) {
    const former = beside[i];
    if (former === undefined) continue;
    others.set(former, item);
    job.notice({ kind: 'kept-both', name: ways.nameOf(former), detail: name });
  }
  return { items: plan.items.map((item) => others.get(item) ?? item), replaced, skipped };
}
