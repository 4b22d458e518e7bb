import { Search, X } from 'lucide-react';
import { Button, Input, SearchField } from 'react-aria-components';
import { cx } from './cx.ts';
import { Icon } from './Icon.tsx';
import styles from './SearchInput.module.css';

/** A field to search a list in; Escape and the cross empty it. */
export function SearchInput({
  label,
  clearLabel,
  value,
  onChange,
  isSmall = false,
}: {
  label: string;
  clearLabel: string;
  value: string;
  onChange: (value: string) => void;
  /** For a head of 28 px. */
  isSmall?: boolean;
}) {
  return (
    <SearchField
      aria-label={label}
      className={cx(styles.field, isSmall && styles.small)}
      value={value}
      onChange={onChange}
    >
      <Icon of={Search} size={14} className={styles.icon} />
      <Input className={cx(styles.input)} placeholder={label} spellCheck="false" />
      <Button className={cx(styles.clear)} aria-label={clearLabel}>
        <Icon of={X} size={14} />
      </Button>
    </SearchField>
  );
}
