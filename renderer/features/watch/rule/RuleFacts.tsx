import { History } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { RuleSnapshot } from '../../../../shared/watch/state.ts';
import { cx } from '../../../ui/cx.ts';
import { IconButton } from '../../../ui/IconButton.tsx';
import { useFormat } from '../../../ui/useFormat.ts';
import { openObject } from '../openObject.ts';
import { openCounts } from '../status.ts';
import styles from './RuleFacts.module.css';

type Fact = { label: string; value: string; title?: string; isWarning?: boolean; action?: ReactNode };

function useFacts({ rule, counts, bytesDone, log }: RuleSnapshot): Fact[] {
  const { t } = useTranslation();
  const format = useFormat();
  const logWhen = log.uploadedAt;
  const { logUpload } = rule;
  return [
    { label: t('watch.page.fact.done'), value: t('watch.page.files', { count: counts.done }) },
    { label: t('watch.page.fact.bytes'), value: format.bytes(bytesDone), title: format.exactBytes(bytesDone) },
    ...openCounts(counts).map(({ name, count }) => ({
      label: t(`watch.page.fact.${name}`),
      value: format.count(count),
      isWarning: name === 'needsYou',
    })),
    ...(logUpload
      ? [
          {
            label: t('watch.page.fact.log'),
            value: logWhen
              ? t('watch.page.logUploads', { count: log.uploads, when: format.when(logWhen) })
              : t('watch.page.logNever'),
            ...(logWhen
              ? {
                  title: format.exactWhen(logWhen),
                  action: (
                    <IconButton
                      isSmall
                      icon={History}
                      label={t('watch.page.action.versions')}
                      onPress={() => openObject(rule, logUpload.key, 'versions')}
                    />
                  ),
                }
              : {}),
          },
        ]
      : []),
  ];
}

/** What a rule has done and has still to do, in figures. */
export function RuleFacts({ snapshot }: { snapshot: RuleSnapshot }) {
  const facts = useFacts(snapshot);
  return (
    <dl className={styles.facts}>
      {facts.map((fact) => (
        <div key={fact.label} className={styles.fact}>
          <dt>{fact.label}</dt>
          <dd className={cx('numbers', fact.isWarning && styles.warning)} title={fact.title}>
            {fact.value}
            {fact.action}
          </dd>
        </div>
      ))}
    </dl>
  );
}
