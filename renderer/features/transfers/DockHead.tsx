import { ChevronDown, ChevronUp, CircleAlert, CircleHelp } from 'lucide-react';
import { useId, useMemo } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/client.ts';
import { useTransfers } from '../../stores/transfers.ts';
import { Button } from '../../ui/Button.tsx';
import { cx } from '../../ui/cx.ts';
import { Icon } from '../../ui/Icon.tsx';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import { errorText } from '../../ui/useAppError.ts';
import { useFormat } from '../../ui/useFormat.ts';
import styles from './Dock.module.css';
import { jobTitle } from './jobWords.ts';
import { percentOf, type Summary, summarize } from './progress.ts';

/** "2 transfers, 62 %, 84 MB/s, 12 s left". */
function useSummaryText(summary: Summary): string {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const failed = summary.failed.length;
  const failures = failed > 0 ? [t('transfers.summary.failed', { count: failed })] : [];
  if (summary.total === 0) return t('transfers.title');
  if (summary.active > 0) {
    const { fraction, speed, etaSeconds } = summary;
    return [
      t('transfers.summary.active', { count: summary.active }),
      ...(summary.asking > 0 ? [t('transfers.summary.asking', { count: summary.asking })] : []),
      ...(fraction === null ? [] : [t('transfers.percent', { percent: percentOf(fraction) })]),
      ...(speed === null ? [] : [t('transfers.perSecond', { size: format.bytes(speed) })]),
      ...(etaSeconds === null ? [] : [t('transfers.summary.left', { time: format.duration(etaSeconds) })]),
      ...failures,
    ].join(', ');
  }
  const [only, ...others] = summary.failed;
  if (only?.error && others.length === 0) return `${jobTitle(only, t)}: ${errorText(i18n, only.error)}`;
  return failures[0] ?? t('transfers.summary.done');
}

/** The dock's first line, and all of it when it is collapsed. */
export function DockHead({ isOpen, bodyId, onToggle }: { isOpen: boolean; bodyId: string; onToggle: () => void }) {
  const { t } = useTranslation();
  const jobs = useTransfers((s) => s.jobs);
  const summary = useMemo(() => summarize([...jobs.values()]), [jobs]);
  const text = useSummaryText(summary);
  const textId = useId();
  return (
    <header className={styles.head}>
      <AriaButton
        className={cx(styles.toggle)}
        aria-label={isOpen ? t('transfers.hide') : t('transfers.show')}
        aria-describedby={textId}
        aria-expanded={isOpen}
        {...(isOpen ? { 'aria-controls': bodyId } : {})}
        onPress={onToggle}
      >
        <Icon of={isOpen ? ChevronDown : ChevronUp} />
        {summary.asking > 0 && <Icon of={CircleHelp} size={14} className={styles.warning} />}
        {summary.failed.length > 0 && <Icon of={CircleAlert} size={14} className={styles.danger} />}
        <span id={textId} className="ellipsis numbers">
          {text}
        </span>
      </AriaButton>
      {summary.active > 0 && (
        <div className={styles.overall}>
          <ProgressBar label={t('transfers.overall')} value={summary.fraction} />
        </div>
      )}
      {summary.total > summary.active && (
        <Button variant="plain" isSmall onPress={() => void call('transfers.clear', {})}>
          {t('transfers.clearEnded')}
        </Button>
      )}
    </header>
  );
}
