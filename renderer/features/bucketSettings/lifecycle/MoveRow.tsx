import { Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ComboBox } from '../../../ui/ComboBox.tsx';
import { IconButton } from '../../../ui/IconButton.tsx';
import styles from './RuleFields.module.css';
import { LOWER_CLASSES } from './storageClasses.ts';

/** One move to a storage class: when (two fields, the children), which class, and a way to remove it. */
export function MoveRow({
  number,
  storageClass,
  onStorageClass,
  error,
  onRemove,
  isDisabled,
  children,
}: {
  number: number;
  storageClass: string;
  onStorageClass: (storageClass: string) => void;
  error: string | undefined;
  onRemove: () => void;
  isDisabled: boolean;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  return (
    <div className={styles.move}>
      {children}
      <ComboBox
        label={t('settings.lifecycle.field.storageClass')}
        value={storageClass}
        onChange={onStorageClass}
        suggestions={LOWER_CLASSES}
        error={error}
        isDisabled={isDisabled}
      />
      <IconButton
        icon={Trash2}
        label={t('settings.lifecycle.field.removeMove', { number })}
        onPress={onRemove}
        isDisabled={isDisabled}
      />
    </div>
  );
}
