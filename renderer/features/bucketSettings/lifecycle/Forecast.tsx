import { TriangleAlert } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Forecast as ForecastData } from '../../../../shared/contract/lifecycle.ts';
import { hasErrors } from '../../../../shared/settings/checkDocument.ts';
import type { LifecycleRule } from '../../../../shared/settings/documents/lifecycle.ts';
import { sameDocument } from '../../../../shared/settings/sameDocument.ts';
import { Button } from '../../../ui/Button.tsx';
import { cx } from '../../../ui/cx.ts';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { ProgressBar } from '../../../ui/ProgressBar.tsx';
import { useFormat } from '../../../ui/useFormat.ts';
import type { FormProps } from '../settingForm.ts';
import styles from './Forecast.module.css';
import { Conflicts, Gaps } from './ForecastNotes.tsx';
import { ForecastTable } from './ForecastTable.tsx';
import { useForecast } from './useForecast.ts';

function Running({ seen }: { seen: number | null }) {
  const { t } = useTranslation();
  return (
    <div className={styles.running}>
      <ProgressBar label={t('settings.lifecycle.forecast.progress')} value={null} />
      <p className={cx(styles.what, 'numbers')} role="status">
        {seen === null
          ? t('settings.lifecycle.forecast.starting')
          : t('settings.lifecycle.forecast.seen', { count: seen })}
      </p>
    </div>
  );
}

function Result({
  forecast,
  rules,
  isStale,
}: {
  forecast: ForecastData;
  rules: readonly LifecycleRule[];
  isStale: boolean;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const { versions, markers, uploads, bytes } = forecast.scanned;
  return (
    <div className={styles.result}>
      {isStale && (
        <p className={styles.stale} role="status">
          <Icon of={TriangleAlert} />
          {t('settings.lifecycle.forecast.stale')}
        </p>
      )}
      <Gaps gaps={forecast.gaps} />
      <div className={cx(styles.result, isStale && styles.old)}>
        <ForecastTable forecast={forecast} rules={rules} />
        <Conflicts conflicts={forecast.conflicts} />
        <p className={styles.scanned} title={format.exactWhen(forecast.at)}>
          {t('settings.lifecycle.forecast.scanned', {
            when: format.when(forecast.at),
            versions: t('settings.lifecycle.forecast.versions', { count: versions }),
            markers: t('settings.lifecycle.forecast.markers', { count: markers }),
            uploads: t('settings.lifecycle.forecast.uploads', { count: uploads }),
            bytes: format.bytes(bytes),
          })}{' '}
          {t('settings.lifecycle.forecast.bars')}
        </p>
      </div>
    </div>
  );
}

/** What the rules of the draft would do to the objects that are there; asked for, as it lists the whole bucket. */
export function Forecast({ place, draft, problems }: FormProps<'lifecycle'>) {
  const { t } = useTranslation();
  const { status, seen, error, result, start, stop } = useForecast(place);
  const section = useRef<HTMLElement>(null);
  // It stands below all rules: what was asked for should be in sight.
  useEffect(() => {
    if (result) section.current?.scrollIntoView({ block: 'start' });
  }, [result]);
  if (draft === null || draft.Rules.length === 0) return null;
  const isWrong = hasErrors(problems);
  const isRunning = status === 'running';
  return (
    <section ref={section} className={styles.forecast} aria-label={t('settings.lifecycle.forecast.title')}>
      <div className={styles.intro}>
        <div>
          <h3 className={styles.head}>{t('settings.lifecycle.forecast.title')}</h3>
          <p className={styles.what}>{t('settings.lifecycle.forecast.what')}</p>
          {isWrong && <p className={styles.what}>{t('settings.lifecycle.forecast.errors')}</p>}
        </div>
        <Button isDisabled={isWrong && !isRunning} onPress={isRunning ? stop : () => void start(draft)}>
          {isRunning
            ? t('settings.lifecycle.forecast.stop')
            : t(result ? 'settings.lifecycle.forecast.again' : 'settings.lifecycle.forecast.run')}
        </Button>
      </div>
      {isRunning && <Running seen={seen} />}
      {status === 'stopped' && (
        <p className={styles.what} role="status">
          {t('settings.lifecycle.forecast.stopped')}
        </p>
      )}
      {status === 'failed' && <ErrorNotice error={error} onRetry={() => void start(draft)} />}
      {result && !isRunning && (
        <Result
          forecast={result.forecast}
          rules={result.document.Rules}
          isStale={!sameDocument(result.document, draft)}
        />
      )}
    </section>
  );
}
