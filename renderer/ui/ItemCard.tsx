import { Trash2 } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { IconButton } from './IconButton.tsx';
import styles from './ItemCard.module.css';

export type ItemCardProps = {
  title: ReactNode;
  /** Stands before the remove button, as a switch or an edit button. */
  actions?: ReactNode;
  /** Names the item too, as "Remove rule 2"; without `onRemove` there is no button. */
  removeLabel?: string | undefined;
  onRemove?: (() => void) | undefined;
  isDisabled?: boolean | undefined;
  children?: ReactNode;
};

/** One of several like it (a rule, a grant, a configuration): a frame with a title, its fields, and a way to remove it. */
export function ItemCard({ title, actions, removeLabel, onRemove, isDisabled = false, children }: ItemCardProps) {
  const titleId = useId();
  return (
    <section className={styles.card} aria-labelledby={titleId}>
      <header className={styles.head}>
        <h3 id={titleId} className={styles.title}>
          {title}
        </h3>
        {actions}
        {onRemove && removeLabel && (
          <IconButton icon={Trash2} label={removeLabel} isSmall isDisabled={isDisabled} onPress={onRemove} />
        )}
      </header>
      {children && <div className={styles.body}>{children}</div>}
    </section>
  );
}
