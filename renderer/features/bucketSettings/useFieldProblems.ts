import type { Problem } from '../../../shared/settings/problems.ts';
import { useProblemText } from './useProblemText.ts';

/** The sentence of the first problem at a place of the document or inside it; undefined where there is none. */
export type ProblemAt = (...path: Problem['path']) => string | undefined;

/** Finds what a field can show beside it. All problems stand in the list of the frame too. */
export function useFieldProblems(problems: readonly Problem[], severity: Problem['severity'] = 'error'): ProblemAt {
  const sentence = useProblemText();
  return (...path) => {
    const problem = problems.find(
      (one) => one.severity === severity && path.every((step, index) => one.path[index] === step),
    );
    return problem && sentence(problem);
  };
}
