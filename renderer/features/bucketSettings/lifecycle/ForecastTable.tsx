import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type Forecast, HORIZONS } from '../../../../shared/contract/lifecycle.ts';
import type { LifecycleRule } from '../../../../shared/settings/documents/lifecycle.ts';
import { usePreferences } from '../../../stores/preferences.ts';
import { cx } from '../../../ui/cx.ts';
import { useFormat } from '../../../ui/useFormat.ts';
import styles from './ForecastTable.module.css';
import { type ForecastRow, forecastRows, LATER_HORIZONS, leftRows } from './forecastRows.ts';
import { ruleSentence } from './ruleWords.ts';

type Cell = ForecastRow['cells'][number];

/** A number of things and their bytes; the bar shows which part they are of all bytes in the bucket. */
function Figure({ count, bytes, allBytes }: Cell & { allBytes: number }) {
  const format = useFormat();
  const share = bytes === null || allBytes === 0 ? 0 : Math.min(1, bytes / allBytes);
  return (
    <td className={cx(styles.figure, 'numbers', count === 0 && styles.none)}>
      {format.count(count)}
      {bytes !== null && count > 0 && <span className="spoken">, </span>}
      {/* A column of figures needs its blanks: without bytes the place stays empty. */}
      <span className={styles.bytes} title={bytes ? format.exactBytes(bytes) : undefined}>
        {bytes !== null && count > 0 ? format.bytes(bytes) : ''}
      </span>
      {share > 0 && <span className={styles.bar} style={{ scale: `${share} 1` }} />}
    </td>
  );
}

function Row({ name, cells, allBytes }: { name: string; cells: readonly Cell[]; allBytes: number }) {
  return (
    <tr>
      <th scope="row" className={styles.effect}>
        {name}
      </th>
      {cells.map((cell, at) => (
        <Figure key={HORIZONS[at]} {...cell} allBytes={allBytes} />
      ))}
    </tr>
  );
}

function Group({ title, hint, children }: { title: ReactNode; hint?: string; children: ReactNode }) {
  return (
    <tbody>
      <tr>
        <th scope="rowgroup" colSpan={HORIZONS.length + 1} className={styles.group}>
          {title}
          {hint && <span className={styles.hint}>{hint}</span>}
        </th>
      </tr>
      {children}
    </tbody>
  );
}

/** A row that has words in place of figures. */
function Words({ children }: { children: ReactNode }) {
  return (
    <tr>
      <td colSpan={HORIZONS.length + 1} className={styles.nothing}>
        {children}
      </td>
    </tr>
  );
}

function Effects({ rows, allBytes }: { rows: readonly ForecastRow[]; allBytes: number }) {
  const { t } = useTranslation();
  if (rows.length === 0) return <Words>{t('settings.lifecycle.forecast.nothing')}</Words>;
  return rows.map(({ kind, storageClass, cells }) => (
    <Row
      key={`${kind} ${storageClass}`}
      name={t(`settings.lifecycle.forecast.row.${kind}`, { storageClass })}
      cells={cells}
      allBytes={allBytes}
    />
  ));
}

/** What rules would do by today, in 30 and in 365 days: each of them, all together, and what stays behind. */
export function ForecastTable({ forecast, rules }: { forecast: Forecast; rules: readonly LifecycleRule[] }) {
  const { t } = useTranslation();
  const language = usePreferences((s) => s.preferences.language);
  const { versioning, total } = forecast;
  const allBytes = forecast.scanned.bytes;
  const left = leftRows(forecast);
  return (
    <table className={styles.table} aria-label={t('settings.lifecycle.forecast.table')}>
      <thead>
        <tr>
          <th scope="col">
            <span className="spoken">{t('settings.lifecycle.forecast.effect')}</span>
          </th>
          <th scope="col">{t('settings.lifecycle.forecast.today')}</th>
          {LATER_HORIZONS.map((count) => (
            <th scope="col" key={count}>
              {t('settings.lifecycle.forecast.inDays', { count })}
            </th>
          ))}
        </tr>
      </thead>
      {forecast.rules.map(({ rule: index, effects }) => {
        const rule = rules[index];
        return (
          <Group
            key={index}
            title={
              <span className={styles.rule}>
                <span className={cx(styles.number, 'numbers')}>{index + 1}</span>
                <span>{rule && ruleSentence(t, language, rule, versioning)}</span>
              </span>
            }
          >
            {rule?.Status === 'Disabled' ? (
              <Words>{t('settings.lifecycle.forecast.off')}</Words>
            ) : (
              <Effects rows={forecastRows(effects, versioning)} allBytes={allBytes} />
            )}
          </Group>
        );
      })}
      {forecast.rules.length > 1 && (
        <Group title={t('settings.lifecycle.forecast.total')} hint={t('settings.lifecycle.forecast.totalHint')}>
          <Effects rows={forecastRows(total, versioning)} allBytes={allBytes} />
        </Group>
      )}
      {left && (
        <Group title={t('settings.lifecycle.forecast.left')} hint={t('settings.lifecycle.forecast.leftHint')}>
          <Row name={t('settings.lifecycle.forecast.leftVersions')} cells={left.versions} allBytes={allBytes} />
          <Row
            name={t('settings.lifecycle.forecast.leftMarkers')}
            cells={left.markers.map((count) => ({ count, bytes: null }))}
            allBytes={allBytes}
          />
        </Group>
      )}
    </table>
  );
}
