import { type ReactNode, useId } from 'react';
import styles from './RuleFields.module.css';

/** Fields of a rule that belong together, under a heading, with what there is to know before choosing. */
export function FieldGroup({
  title,
  hint,
  children,
}: {
  title: string;
  hint?: string | undefined;
  children: ReactNode;
}) {
  const titleId = useId();
  return (
    <fieldset className={styles.group} aria-labelledby={titleId}>
      <h4 id={titleId} className="sectionHead">
        {title}
      </h4>
      {hint && <p className={styles.hint}>{hint}</p>}
      {children}
    </fieldset>
  );
}
