import { Info, type LucideIcon, Plus, TriangleAlert } from 'lucide-react';
import { createContext, Fragment, type ReactNode, type RefObject, use, useEffect, useMemo, useRef } from 'react';
import { Button } from './Button.tsx';
import { Checkbox } from './Checkbox.tsx';
import { cx } from './cx.ts';
import styles from './FormParts.module.css';
import { focusFirstField, focusRemoveButton, isFocusLost } from './focus.ts';
import { Icon } from './Icon.tsx';
import { ProblemLine } from './ProblemLine.tsx';

// What forms are made of, besides their fields.

type Stack = { form: RefObject<HTMLDivElement | null>; isAdding: RefObject<boolean> };

/** What the lists of a form and its buttons know of each other, for the focus to follow what is added and removed. */
const FormContext = createContext<Stack | null>(null);

/** The parts of a form, one below the other. */
export function FormStack({ children }: { children: ReactNode }) {
  const form = useRef<HTMLDivElement>(null);
  const isAdding = useRef(false);
  const stack = useMemo(() => ({ form, isAdding }), []);
  return (
    <FormContext value={stack}>
      <div className={styles.form} ref={form}>
        {children}
      </div>
    </FormContext>
  );
}

/** Goes to a new item's first field; when the last item is removed, to the one before it, or to what adds one. */
function useFollowingFocus(count: number): RefObject<HTMLDivElement | null> {
  const list = useRef<HTMLDivElement>(null);
  const before = useRef(count);
  const stack = use(FormContext);
  useEffect(() => {
    const change = count - before.current;
    before.current = count;
    const last = list.current?.lastElementChild;
    if (change > 0 && stack?.isAdding.current) focusFirstField(last);
    if (change < 0 && isFocusLost()) {
      if (last) focusRemoveButton(last);
      else stack?.form.current?.querySelector<HTMLElement>('[data-adds] button')?.focus();
    }
    if (change !== 0 && stack) stack.isAdding.current = false;
  }, [count, stack]);
  return list;
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
  const list = useFollowingFocus(items.length);
  if (items.length === 0) return null;
  return (
    <div className={styles.items} ref={list}>
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
  adds = false,
  isDisabled,
}: {
  label: string;
  choices: readonly Choice[];
  icon?: LucideIcon;
  /** Each adds an item to a list of the form. */
  adds?: boolean;
  isDisabled: boolean;
}) {
  return (
    <fieldset className={styles.choices} {...(adds ? { 'data-adds': true } : {})}>
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

/** Gives what runs an addition to a list of the form, so that the focus goes to the new item. */
export function useAdding(): (add: () => void) => void {
  const stack = use(FormContext);
  return (add) => {
    if (stack) stack.isAdding.current = true;
    add();
  };
}

/** A small button that adds an item to a list of the form. */
export function AddButton({ children, onPress }: { children: ReactNode; onPress: () => void }) {
  const adding = useAdding();
  return (
    <div data-adds>
      <Button icon={Plus} isSmall onPress={() => adding(onPress)}>
        {children}
      </Button>
    </div>
  );
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
