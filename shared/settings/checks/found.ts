import type { Problem } from '../problems.ts';

type Values = Problem['values'];

/** Stands in the way of saving. */
export function wrong(code: Problem['code'], path: Problem['path'], values?: Values): Problem {
  return { severity: 'error', code, path, ...(values ? { values } : {}) };
}

/** Worth knowing, but some servers take it. */
export function doubtful(code: Problem['code'], path: Problem['path'], values?: Values): Problem {
  return { severity: 'warning', code, path, ...(values ? { values } : {}) };
}

/** A problem for each name that an earlier one has taken; what has no name, or an empty one, is no problem. */
export function repeated(names: readonly (string | number | undefined)[], pathOf: (index: number) => Problem['path']) {
  return names.flatMap((name, index) =>
    name !== undefined && name !== '' && names.indexOf(name) < index
      ? [wrong('repeated', pathOf(index), { name })]
      : [],
  );
}
