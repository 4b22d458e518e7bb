import { CircleCheck, TriangleAlert } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { isFocusLost } from '../../../ui/focus.ts';
import { Icon } from '../../../ui/Icon.tsx';
import styles from './ComparePage.module.css';
import type { CopyOutcome } from './useSettingsCopy.ts';

function Outcome({ setting, result }: CopyOutcome) {
  const { t } = useTranslation();
  const title = t(`settings.${setting}.title`);
  if (typeof result === 'object') {
    return (
      <li>
        <p className={styles.failed}>{t('settings.compare.failed', { title })}</p>
        <ErrorNotice error={result.error} />
      </li>
    );
  }
  const isGood = result === 'done';
  return (
    <li className={styles.outcome}>
      <Icon of={isGood ? CircleCheck : TriangleAlert} className={isGood ? styles.good : styles.warning} />
      {t(isGood ? 'settings.compare.copied' : 'settings.compare.copiedOtherwise', { title })}
    </li>
  );
}

/** What became of each setting that was copied. */
export function CopyOutcomes({ outcomes, isRunning }: { outcomes: readonly CopyOutcome[]; isRunning: boolean }) {
  const list = useRef<HTMLUListElement>(null);
  // Nothing is chosen any more, so that the button that was pressed is off: the focus goes to what came of it.
  useEffect(() => {
    if (!isRunning && isFocusLost()) list.current?.focus();
  }, [isRunning]);
  if (outcomes.length === 0) return null;
  return (
    <ul className={styles.outcomes} role="status" ref={list} tabIndex={-1}>
      {outcomes.map((outcome) => (
        <Outcome key={outcome.setting} {...outcome} />
      ))}
    </ul>
  );
}
