import { Check } from 'lucide-react';
import { ListBox, ListBoxItem, Popover } from 'react-aria-components';
import { cx } from './cx.ts';
import { Icon } from './Icon.tsx';
import styles from './ListBox.module.css';

export type Option = { id: string; label: string };

/** The floating list of a Select or a ComboBox. */
export function Options({ options }: { options?: readonly Option[] }) {
  return (
    <Popover className={cx(styles.popover)} offset={4}>
      <ListBox className={cx(styles.list)} {...(options ? { items: options } : {})}>
        {(option: Option) => (
          <ListBoxItem id={option.id} textValue={option.label} className={cx(styles.option)}>
            {({ isSelected }) => (
              <>
                <span className={styles.check}>{isSelected && <Icon of={Check} size={14} />}</span>
                <span className={styles.text}>{option.label}</span>
              </>
            )}
          </ListBoxItem>
        )}
      </ListBox>
    </Popover>
  );
}
