import { Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { type Choice, ChoiceButtons, useAdding } from '../../ui/FormParts.tsx';

/** One button for each thing that can be added; says so where there is nothing yet. */
export function AddButtons({
  isEmpty,
  choices,
  isDisabled,
}: {
  isEmpty: boolean;
  choices: readonly Choice[];
  isDisabled: boolean;
}) {
  const { t } = useTranslation();
  const adding = useAdding();
  const label = t(isEmpty ? 'settings.form.begin' : 'settings.form.add');
  const buttons = choices.map(({ run, ...choice }) => ({ ...choice, run: () => adding(run) }));
  return <ChoiceButtons label={label} choices={buttons} icon={Plus} adds isDisabled={isDisabled} />;
}
