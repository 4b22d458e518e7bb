import { useTranslation } from 'react-i18next';
import type { ActivityHour } from '../../../../shared/watch/state.ts';
import { useActivity } from '../../../api/watch.ts';
import { type Bar, BarChart } from '../../../ui/BarChart.tsx';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { useFormat } from '../../../ui/useFormat.ts';
import styles from './ActivityChart.module.css';

const HOUR_MS = 3_600_000;

/** Gives the words for what was done in some time: "12 files, 3.4 MB, 1 failed". */
function useWords(): (done: Omit<ActivityHour, 'hour'>) => string {
  const { t } = useTranslation();
  const format = useFormat();
  return ({ files, bytes, failed }) => {
    const parts = [
      ...(files > 0 ? [t('watch.page.files', { count: files }), format.bytes(bytes)] : []),
      ...(failed > 0 ? [t('watch.page.chart.failed', { count: failed })] : []),
    ];
    return parts.length === 0 ? t('watch.page.chart.nothing') : parts.join(', ');
  };
}

/** Files that a rule uploaded in each of the last 24 hours, and those that failed. */
export function ActivityChart({ ruleId }: { ruleId: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useWords();
  const { data: hours = [], error, refetch } = useActivity(ruleId);
  if (error) return <ErrorNotice error={error} connectionId={null} onRetry={() => void refetch()} />;

  const timeAt = (index: number) => {
    const hour = hours[index]?.hour;
    return hour === undefined ? '' : format.time(hour);
  };
  const bars = hours.map((one): Bar => {
    const to = new Date(Date.parse(one.hour) + HOUR_MS).toISOString();
    const text = t('watch.page.chart.hour', { from: format.time(one.hour), to: format.time(to), what: words(one) });
    return { id: one.hour, good: one.files, bad: one.failed, text };
  });
  const sum = hours.reduce(
    (all, { files, bytes, failed }) => ({
      files: all.files + files,
      bytes: all.bytes + bytes,
      failed: all.failed + failed,
    }),
    { files: 0, bytes: 0, failed: 0 },
  );
  return (
    <div className={styles.chart}>
      {hours.length > 0 && (
        <BarChart
          title={t('watch.page.chart.title')}
          label={t('watch.page.chart.label')}
          summary={words(sum)}
          bars={bars}
          ticks={[timeAt(0), timeAt(Math.floor(hours.length / 2)), t('watch.page.chart.now')]}
        />
      )}
    </div>
  );
}
