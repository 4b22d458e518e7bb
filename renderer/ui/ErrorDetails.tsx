import { Check, Copy } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ErrorData } from '../../shared/errors.ts';
import { Button } from './Button.tsx';
import { cx } from './cx.ts';
import styles from './ErrorDetails.module.css';
import { useCopy } from './useCopy.ts';

function useDetails(data: ErrorData): { label: string; value: string }[] {
  const { t } = useTranslation();
  const rows = [
    { label: t('common.errorCode'), value: data.code },
    { label: t('common.errorServerCode'), value: data.s3Code },
    { label: t('common.errorStatus'), value: data.status?.toString() },
    { label: t('common.errorRequestId'), value: data.requestId },
    { label: t('common.errorMessage'), value: data.message },
  ];
  return rows.flatMap(({ label, value }) => (value ? [{ label, value }] : []));
}

/** What "Details" opens to: the code, status, request id and words of an error, to be copied. */
export function ErrorDetails({ data }: { data: ErrorData }) {
  const { t } = useTranslation();
  const { isCopied, copy } = useCopy();
  const rows = useDetails(data);
  return (
    <div className={styles.details}>
      <dl className={cx(styles.rows, 'selectable')}>
        {rows.map((row) => (
          <div key={row.label} className={styles.row}>
            <dt>{row.label}</dt>
            <dd>{row.value}</dd>
          </div>
        ))}
      </dl>
      <Button
        variant="secondary"
        isSmall
        icon={isCopied ? Check : Copy}
        onPress={() => void copy(rows.map((row) => `${row.label}: ${row.value}`).join('\n'))}
      >
        {isCopied ? t('common.copied') : t('common.copyDetails')}
      </Button>
    </div>
  );
}
