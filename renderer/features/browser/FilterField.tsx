import { ListFilter, X } from 'lucide-react';
import type { RefObject } from 'react';
import { Button, Input, SearchField } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { cx } from '../../ui/cx.ts';
import { Icon } from '../../ui/Icon.tsx';
import styles from './FilterField.module.css';

/** Narrows the list to names that contain what is typed. Escape empties it, then leaves; Down and Enter go to the list. */
export function FilterField({
  inputRef,
  value,
  onChange,
  onLeave,
}: {
  inputRef: RefObject<HTMLInputElement | null>;
  value: string;
  onChange: (value: string) => void;
  onLeave: () => void;
}) {
  const { t } = useTranslation();
  return (
    <SearchField
      aria-label={t('browser.filter')}
      className={cx(styles.field)}
      value={value}
      onChange={onChange}
      onSubmit={onLeave}
      onKeyDown={(event) => {
        if (event.key === 'ArrowDown' || (event.key === 'Escape' && value === '')) onLeave();
        else event.continuePropagation();
      }}
    >
      <Icon of={ListFilter} size={14} className={styles.icon} />
      <Input ref={inputRef} className={cx(styles.input)} placeholder={t('browser.filter')} spellCheck="false" />
      <Button className={cx(styles.clear)} aria-label={t('browser.clearFilter')}>
        <Icon of={X} size={14} />
      </Button>
    </SearchField>
  );
}
