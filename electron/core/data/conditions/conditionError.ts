import { type AppError, appError } from '../../../../shared/errors.ts';
import type { ConditionProblem } from '../../../../shared/watch/data.ts';

/** A problem as the error of a call: what is known of it stands in `details`. A column that is not there is `column-missing`. */
export function conditionError(problem: ConditionProblem): AppError {
  if (problem.kind === 'no-such-column' && problem.name !== null) {
    return appError('column-missing', problem.message, { details: { column: problem.name } });
  }
  const { kind, message, name, line, column } = problem;
  const known = { kind, message, name, line: line?.toString(), column: column?.toString() };
  const details = Object.fromEntries(
    Object.entries(known).flatMap(([field, value]) => (value ? [[field, value]] : [])),
  );
  return appError('condition-invalid', message, { details });
}
