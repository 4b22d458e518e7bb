import { useMutation } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { RuleSnapshot } from '../../../../shared/watch/state.ts';
import { call } from '../../../api/client.ts';
import { IconButton } from '../../../ui/IconButton.tsx';
import { ProgressBar } from '../../../ui/ProgressBar.tsx';
import { visiblePath } from '../../../ui/visiblePath.ts';
import styles from './Filtering.module.css';

/** The data that is being filtered just now, and how far; each file can be cancelled. */
export function Filtering({ snapshot: { rule, filtering } }: { snapshot: RuleSnapshot }) {
  const { t } = useTranslation();
  const cancel = useMutation({ mutationFn: (fileId: number) => call('watch.cancel', { ruleId: rule.id, fileId }) });
  if (filtering.length === 0) return null;
  return (
    <ul className={styles.list} aria-label={t('watch.page.filtering')}>
      {filtering.map(({ fileId, file, fraction }) => {
        const name = visiblePath(file, t).plain;
        return (
          <li key={fileId} className={styles.item}>
            <span className="ellipsis" title={name}>
              {name}
            </span>
            <ProgressBar label={t('watch.page.progressOf', { what: name })} value={fraction} />
            <span className={styles.percent}>
              {fraction !== null && t('watch.page.percent', { percent: Math.floor(fraction * 100) })}
            </span>
            <IconButton
              isSmall
              icon={X}
              label={t('watch.page.cancelFiltering', { file: name })}
              onPress={() => cancel.mutate(fileId)}
            />
          </li>
        );
      })}
    </ul>
  );
}
