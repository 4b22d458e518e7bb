import { Check, Copy } from 'lucide-react';
import type { ReactNode } from 'react';
import { TextField as AriaTextField, TextArea } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Button } from './Button.tsx';
import styles from './CopyField.module.css';
import { cx } from './cx.ts';
import fieldStyles from './Field.module.css';
import { useCopy } from './useCopy.ts';

export type CopyFieldProps = {
  /** Names the text for screen readers, as "Link". */
  label: string;
  text: string;
  /** Stands before the copy button: what the text is, or a choice of it. */
  head: ReactNode;
  /** Height in lines. */
  rows?: number | undefined;
};

/** A text to take away: shown as it is, selected as a whole when it gets the focus, with a button that copies it. */
export function CopyField({ label, text, head, rows = 5 }: CopyFieldProps) {
  const { t } = useTranslation();
  const { isCopied, copy } = useCopy();
  return (
    <div className={styles.field}>
      <div className={styles.head}>
        <div className={styles.chooser}>{head}</div>
        <Button icon={isCopied ? Check : Copy} onPress={() => void copy(text)}>
          {isCopied ? t('common.copied') : t('objectAccess.copy')}
        </Button>
      </div>
      <AriaTextField className={cx(fieldStyles.field)} value={text} isReadOnly aria-label={label}>
        <TextArea
          className={cx(fieldStyles.control, styles.text)}
          rows={rows}
          spellCheck={false}
          onFocus={(event) => event.currentTarget.select()}
        />
      </AriaTextField>
    </div>
  );
}
