import { CircleCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import styles from './TestOutcome.module.css';
import type { TestState } from './useConnectionTest.ts';

/** What a test of the connection found. */
export function TestOutcome({ test }: { test: TestState }) {
  const { t } = useTranslation();
  if (test.state === 'idle') return null;
  if (test.state === 'running') {
    return (
      <div className={styles.outcome}>
        <ProgressBar label={t('connections.testing')} value={null} />
      </div>
    );
  }
  if (test.state === 'failed') {
    return (
      <div className={styles.outcome}>
        <ErrorNotice error={test.error} connectionId={null} />
      </div>
    );
  }
  const { buckets } = test.result;
  return (
    <div className={styles.outcome} role="status">
      <p className={styles.works}>
        <Icon of={CircleCheck} />
        {buckets === null ? t('connections.testNoList') : t('connections.testBuckets', { count: buckets })}
      </p>
    </div>
  );
}
