import { useTranslation } from 'react-i18next';
import type { Comparison } from '../../../../shared/settings/compareSettings.ts';
import type { SettingState } from '../../../../shared/settings/state.ts';
import { Checkbox } from '../../../ui/Checkbox.tsx';
import { cx } from '../../../ui/cx.ts';
import { pathWords } from '../pathWords.ts';
import styles from './ComparePage.module.css';

const MOST_LINES = 8;

function valueText(value: unknown): string {
  return value === undefined ? '–' : JSON.stringify(value);
}

function StateWord({ state }: { state: SettingState | undefined }) {
  const { t } = useTranslation();
  if (!state) return <span className="secondary">{t('settings.compare.unread')}</span>;
  return <span className={cx(state.state !== 'set' && 'secondary')}>{t(`settings.compare.state.${state.state}`)}</span>;
}

/** One setting of both buckets, and the values in which they differ. */
export function ComparisonRow({
  comparison,
  left,
  right,
  canChoose,
  isChosen,
  isDisabled,
  onChoose,
}: {
  comparison: Comparison;
  left: SettingState | undefined;
  right: SettingState | undefined;
  canChoose: boolean;
  isChosen: boolean;
  isDisabled: boolean;
  onChoose: (isChosen: boolean) => void;
}) {
  const { t } = useTranslation();
  const { setting, standing, differences } = comparison;
  const title = t(`settings.${setting}.title`);
  const lines = standing === 'differs' ? differences.slice(0, MOST_LINES) : [];
  return (
    <>
      <tr className={styles.row}>
        <th scope="row">
          {canChoose ? (
            <Checkbox isSelected={isChosen} onChange={onChoose} isDisabled={isDisabled}>
              {title}
            </Checkbox>
          ) : (
            <span className={styles.unchoosable}>{title}</span>
          )}
        </th>
        <td>
          <StateWord state={left} />
        </td>
        <td>
          <StateWord state={right} />
        </td>
      </tr>
      {lines.map(({ path, before, after }) => (
        <tr key={pathWords(path)} className={styles.detail}>
          <td className={styles.path}>{pathWords(path)}</td>
          <td className="mono">{valueText(after)}</td>
          <td className="mono">{valueText(before)}</td>
        </tr>
      ))}
      {standing === 'differs' && differences.length > MOST_LINES && (
        <tr className={styles.detail}>
          <td className={styles.path} colSpan={3}>
            {t('settings.more', { count: differences.length - MOST_LINES })}
          </td>
        </tr>
      )}
    </>
  );
}
