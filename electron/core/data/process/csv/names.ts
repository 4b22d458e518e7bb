import { folded } from '../../conditions/typedColumn.ts';

/** Names longer than this are cut: a rule holds 500 characters. */
const MAX_LENGTH = 480;

/**
 * A name of its own for each column: `column3` where the title is empty, `name_2` where another column has it. DuckDB
 * takes no notice of the case of ASCII letters, so `A` and `a` are the same name.
 */
export function uniqueNames(titles: readonly string[]): string[] {
  const taken = new Set<string>();
  // Titles that stand there are kept by those who have them, so that `a,a,a_2` is not `a,a_2,a_2_2`.
  const wanted = titles.map((title, index) => title.trim().slice(0, MAX_LENGTH) || `column${index + 1}`);
  const firsts = new Set(wanted.map(folded));
  return wanted.map((name) => {
    let own = name;
    for (let number = 2; taken.has(folded(own)) || (own !== name && firsts.has(folded(own))); number += 1) {
      own = `${name}_${number}`;
    }
    taken.add(folded(own));
    return own;
  });
}
