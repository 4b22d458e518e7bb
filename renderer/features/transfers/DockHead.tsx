import { ChevronDown, ChevronUp, CircleAlert, CircleHelp, CircleX, ListX, Pause, Play, RotateCw } from 'lucide-react';
import { type ReactNode, useId, useMemo, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useTransfers } from '../../stores/transfers.ts';
import { cx } from '../../ui/cx.ts';
import { Icon } from '../../ui/Icon.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import { errorText } from '../../ui/useAppError.ts';
import { useFormat } from '../../ui/useFormat.ts';
import { BandwidthMenu } from './BandwidthMenu.tsx';
import { CancelDialog } from './CancelDialog.tsx';
import styles from './DockHead.module.css';
import { useJobActions } from './jobActions.ts';
import { jobTitle } from './jobWords.ts';
import { percentOf, type Summary, summarize } from './progress.ts';
import { useWaitText } from './useWaitText.ts';

/** "2 transfers, 62 %, 84 MB/s, 12 s left". */
function useSummaryText(summary: Summary): string {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const waiting = useWaitText(summary.waiting?.waiting ?? null);
  const failed = summary.failed.length;
  const failures = failed > 0 ? [t('transfers.summary.failed', { count: failed })] : [];
  if (summary.total === 0) return t('transfers.title');
  if (summary.active > 0) {
    const { fraction, speed, etaSeconds, active, paused } = summary;
    const words = [
      t('transfers.summary.active', { count: active }),
      ...(paused === active ? [t('transfers.summary.allPaused')] : []),
      ...(paused > 0 && paused < active ? [t('transfers.summary.paused', { count: paused })] : []),
      ...(summary.asking > 0 ? [t('transfers.summary.asking', { count: summary.asking })] : []),
      ...(fraction === null ? [] : [t('transfers.percent', { percent: percentOf(fraction) })]),
      ...(speed === null ? [] : [t('transfers.perSecond', { size: format.bytes(speed) })]),
      ...(etaSeconds === null ? [] : [t('transfers.summary.left', { time: format.duration(etaSeconds) })]),
      ...failures,
    ].join(', ');
    return waiting === null ? words : `${words}. ${waiting}`;
  }
  const [only, ...others] = summary.failed;
  if (only?.error && others.length === 0) return `${jobTitle(only, t)}: ${errorText(i18n, only.error)}`;
  return failures[0] ?? t('transfers.summary.done');
}

/** What can be done with all jobs at once. The buttons keep their places: those that mean nothing now are dimmed. */
function AllActions({ summary }: { summary: Summary }) {
  const { t } = useTranslation();
  const runAll = useJobActions((s) => s.runAll);
  const [isAsking, setAsking] = useState(false);
  const { active, paused, pausable, retryable, total } = summary;
  return (
    <div className={styles.actions}>
      <IconButton
        isSmall
        icon={Pause}
        label={t('transfers.all.pause')}
        isDisabled={pausable === 0}
        onPress={() => void runAll('pause')}
      />
      <IconButton
        isSmall
        icon={Play}
        label={t('transfers.all.resume')}
        isDisabled={paused === 0}
        onPress={() => void runAll('resume')}
      />
      <IconButton
        isSmall
        icon={RotateCw}
        label={t('transfers.all.retry')}
        isDisabled={retryable === 0}
        onPress={() => void runAll('retry')}
      />
      <IconButton
        isSmall
        icon={CircleX}
        label={t('transfers.all.cancel')}
        isDisabled={active === 0}
        onPress={() => setAsking(true)}
      />
      <IconButton
        isSmall
        icon={ListX}
        label={t('transfers.all.clear')}
        isDisabled={total === active}
        onPress={() => void runAll('clear')}
      />
      {isAsking && (
        <CancelDialog count={active} onClose={() => setAsking(false)} onConfirm={() => void runAll('cancel')} />
      )}
    </div>
  );
}

type Props = {
  isOpen: boolean;
  onToggle: () => void;
  /** Stand in place of what concerns the jobs at work, while the history is shown. */
  historyTools: ReactNode | null;
  /** Chooses what the dock shows. */
  views: ReactNode;
};

/** The dock's first line, and all of it when it is collapsed. */
export function DockHead({ isOpen, onToggle, historyTools, views }: Props) {
  const { t } = useTranslation();
  const ids = useTransfers((s) => s.ids);
  const jobs = useTransfers((s) => s.jobs);
  const summary = useMemo(() => summarize(ids.flatMap((id) => jobs.get(id) ?? [])), [ids, jobs]);
  const text = useSummaryText(summary);
  const textId = useId();
  return (
    <header className={styles.head}>
      <AriaButton
        className={cx(styles.toggle)}
        aria-label={isOpen ? t('transfers.hide') : t('transfers.show')}
        aria-describedby={textId}
        aria-expanded={isOpen}
        onPress={onToggle}
      >
        <Icon of={isOpen ? ChevronDown : ChevronUp} />
        {summary.asking > 0 && <Icon of={CircleHelp} size={14} className={styles.warning} />}
        {summary.failed.length > 0 && <Icon of={CircleAlert} size={14} className={styles.danger} />}
        <span id={textId} className="ellipsis numbers" title={text}>
          {text}
        </span>
      </AriaButton>
      {historyTools ?? (
        <>
          {summary.active > 0 && (
            <div className={styles.overall}>
              <ProgressBar
                label={t('transfers.overall')}
                value={summary.fraction}
                tone={summary.paused === summary.active ? 'quiet' : 'accent'}
              />
            </div>
          )}
          {(isOpen || summary.active > 0) && <BandwidthMenu />}
          {summary.total > 0 && (isOpen || summary.active > 0) && <AllActions summary={summary} />}
        </>
      )}
      {views}
    </header>
  );
}
