import { Info, type LucideIcon, Plus, TriangleAlert } from 'lucide-react';
import { Fragment, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { cx } from '../../ui/cx.ts';
import { Icon } from '../../ui/Icon.tsx';
import styles from './FormParts.module.css';
import { ProblemLine } from './ProblemLine.tsx';

// What the forms of settings are made of, besides the fields of renderer/ui.

/** The parts of a form, one below the other. */
export function FormStack({ children }: { children: ReactNode }) {
  return <div className={styles.form}>{children}</div>;
}

/** What depends on the checkbox above it. */
export function Indented({ children }: { children: ReactNode }) {
  return <div className={styles.indented}>{children}</div>;
}

/** Several alike, one below the other. They have no identity but their place: two may be the same on the way. */
export function ItemList<T>({
  items,
  children,
}: {
  items: readonly T[];
  children: (item: T, index: number) => ReactNode;
}) {
  if (items.length === 0) return null;
  return (
    <div className={styles.items}>
      {items.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <Fragment key={index}>{children(item, index)}</Fragment>
      ))}
    </div>
  );
}

export type Choice = { id: string; label: string; run: () => void };

/** Buttons under a label, one for each choice. */
export function ChoiceButtons({
  label,
  choices,
  icon,
  isDisabled,
}: {
  label: string;
  choices: readonly Choice[];
  icon?: LucideIcon;
  isDisabled: boolean;
}) {
  return (
    <fieldset className={styles.choices}>
      <legend className={styles.label}>{label}</legend>
      <div className={styles.buttons}>
        {choices.map((choice) => (
          <Button key={choice.id} icon={icon} isSmall onPress={choice.run} isDisabled={isDisabled}>
            {choice.label}
          </Button>
        ))}
      </div>
    </fieldset>
  );
}

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
  const label = t(isEmpty ? 'settings.form.begin' : 'settings.form.add');
  return <ChoiceButtons label={label} choices={choices} icon={Plus} isDisabled={isDisabled} />;
}

/** A sentence to know before deciding. */
export function Note({ children, isWarning = false }: { children: ReactNode; isWarning?: boolean }) {
  return (
    <p className={cx(styles.note, isWarning && styles.warning)}>
      <Icon of={isWarning ? TriangleAlert : Info} size={14} />
      <span>{children}</span>
    </p>
  );
}

/** Said where the document has more than the form shows. */
export function MoreInJson() {
  const { t } = useTranslation();
  return <Note>{t('settings.form.more')}</Note>;
}

/** Any of a few, side by side. */
export function Choices<Id extends string>({
  label,
  options,
  value,
  onChange,
  error,
  isDisabled,
}: {
  label: string;
  options: readonly Id[];
  value: readonly Id[];
  onChange: (value: Id[]) => void;
  error: string | undefined;
  isDisabled: boolean;
}) {
  return (
    <fieldset className={styles.choices}>
      <legend className={styles.label}>{label}</legend>
      <div className={styles.row}>
        {options.map((option) => (
          <Checkbox
            key={option}
            isSelected={value.includes(option)}
            onChange={(isOn) => onChange(isOn ? [...value, option] : value.filter((one) => one !== option))}
            isDisabled={isDisabled}
          >
            {option}
          </Checkbox>
        ))}
      </div>
      {error && <ProblemLine severity="error" text={error} />}
    </fieldset>
  );
}
