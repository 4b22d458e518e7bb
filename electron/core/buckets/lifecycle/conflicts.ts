import type { RuleConflict } from '../../../../shared/contract/lifecycle.ts';
import { canMove } from '../../../../shared/lifecycle/storageClasses.ts';
import type { Circumstances } from './keyFuture.ts';
import { type ActiveRule, isAbout, type SeenVersion } from './rules.ts';
import { bestMove, type Move, movesOf, removalsOf, type Wish } from './wishes.ts';

/** So many pairs of rules at most are told of: a thousand rules would make half a million. */
const MOST_CONFLICTS = 1000;

/** What one rule wants of a version as it stands today. `removal` is when (ms). */
type Wants = { rule: number; removal: number | null; moves: Move[] };

/** The winner's place, or null where both are carried out. */
type Winner = number | null;

/** Who wins between deleting or hiding at a moment and moving. Nothing when the move comes first: then both are done. */
function removalAgainst(remover: Wants, mover: Wants, leavesMarker: boolean): Winner[] {
  const { removal, rule } = remover;
  if (removal === null) return [];
  return mover.moves.flatMap(({ due }) => {
    if (due < removal) return [];
    // Moved today, hidden tomorrow.
    return due === removal && leavesMarker ? [null] : [rule];
  });
}

function moveAgainst(one: Move, other: Move): Winner[] {
  const [first, second] = one.due <= other.due ? [one, other] : [other, one];
  if (first.storageClass === second.storageClass) return first.due === second.due ? [] : [first.rule];
  const chosen = bestMove([one, other]);
  if (first.due === second.due) return chosen ? [chosen.rule] : [];
  const isMovedOn = chosen === second && canMove(first.storageClass, second.storageClass);
  return isMovedOn ? [] : [first.rule];
}

function winners(one: Wants, other: Wants, leavesMarker: boolean): Set<Winner> {
  const found: Winner[] = [
    ...removalAgainst(one, other, leavesMarker),
    ...removalAgainst(other, one, leavesMarker),
    ...one.moves.flatMap((move) => other.moves.flatMap((against) => moveAgainst(move, against))),
  ];
  if (one.removal !== null && other.removal !== null && one.removal !== other.removal) {
    found.push(one.removal < other.removal ? one.rule : other.rule);
  }
  return new Set(found);
}

/**
 * Collects what two rules want differently of the same versions, each as it stands today: current, or noncurrent with as
 * many newer ones as now. What is overdue is due now, so two ages that a version has both reached are no conflict.
 */
export function createConflicts({ versioning, now, small }: Circumstances) {
  const found = new Map<string, RuleConflict>();

  const note = (rules: [number, number], winner: Winner, key: string) => {
    const name = `${rules.join()} ${winner}`;
    const known = found.get(name);
    if (known) known.versions += 1;
    else if (found.size < MOST_CONFLICTS) found.set(name, { rules, winner, versions: 1, example: key });
  };

  return {
    /** Adds all versions of a key, newest first, with the rules that may be about them. */
    add(versions: readonly SeenVersion[], rules: readonly ActiveRule[]): void {
      if (rules.length < 2) return;
      for (const [index, version] of versions.entries()) {
        if (version.isMarker) continue;
        const since = index === 0 ? null : (versions[index - 1]?.modified ?? 0);
        const isPossible = ({ keep }: Wish) => keep <= index - 1 || since === null;
        const wants = rules.flatMap((rule): Wants[] => {
          if (!isAbout(rule, version)) return [];
          const standing = { version, since, storageClass: version.storageClass, rules: [rule] };
          const dues = removalsOf(standing).filter(isPossible);
          const removal = dues.length === 0 ? null : Math.max(now, Math.min(...dues.map(({ due }) => due)));
          const moves = movesOf(standing, small)
            .filter((move) => isPossible(move) && move.storageClass !== version.storageClass)
            .map((move) => ({ ...move, due: Math.max(now, move.due) }));
          return removal === null && moves.length === 0 ? [] : [{ rule: rule.place, removal, moves }];
        });
        const leavesMarker = index === 0 && versioning !== 'never';
        for (const [at, one] of wants.entries()) {
          for (const other of wants.slice(at + 1)) {
            for (const winner of winners(one, other, leavesMarker)) note([one.rule, other.rule], winner, version.key);
          }
        }
      }
    },
    /** Those about most versions first. */
    list: (): RuleConflict[] => [...found.values()].toSorted((a, b) => b.versions - a.versions),
  };
}
