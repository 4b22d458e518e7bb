import { CircleAlert, TriangleAlert } from 'lucide-react';
import { FieldError, Text } from 'react-aria-components';
import { cx } from './cx.ts';
import styles from './Field.module.css';
import { Icon } from './Icon.tsx';

type FieldNotesProps = {
  description?: string | undefined;
  error?: string | undefined;
  warning?: string | undefined;
};

/** The line below a field: its error, else its warning, else its description. Bound to the field for screen readers. */
export function FieldNotes({ description, error, warning }: FieldNotesProps) {
  if (error) {
    return (
      <FieldError className={cx(styles.error)}>
        <Icon of={CircleAlert} size={14} />
        {error}
      </FieldError>
    );
  }
  if (warning) {
    return (
      <Text slot="description" className={cx(styles.warning)}>
        <Icon of={TriangleAlert} size={14} />
        {warning}
      </Text>
    );
  }
  if (!description) return null;
  return (
    <Text slot="description" className={cx(styles.hint)}>
      {description}
    </Text>
  );
}
