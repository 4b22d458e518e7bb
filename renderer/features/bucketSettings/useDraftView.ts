import { useState } from 'react';
import type { TextRange } from '../../ui/code/readJson.ts';
import { type FoundProblem, rangeOfProblem } from './draft.ts';

export type ViewId = 'form' | 'json';

export type DraftView = {
  selected: ViewId;
  select: (view: ViewId) => void;
  /** Opens the JSON where the problem is. */
  show: (problem: FoundProblem) => void;
  /** What the JSON view is to lead to; anew for each time it is asked. */
  reveal: TextRange | null;
};

/** Which of the two views of a draft is shown; without a form there is only the JSON. */
export function useDraftView(hasForm: boolean, text: string): DraftView {
  const [selected, setSelected] = useState<ViewId>(hasForm ? 'form' : 'json');
  const [reveal, setReveal] = useState<TextRange | null>(null);
  return {
    selected,
    select(view) {
      setReveal(null);
      setSelected(view);
    },
    show(problem) {
      setReveal({ ...rangeOfProblem(text, problem) });
      setSelected('json');
    },
    reveal,
  };
}
