import { TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Forecast, RuleConflict } from '../../../../shared/contract/lifecycle.ts';
import { Icon } from '../../../ui/Icon.tsx';
import { visiblePath } from '../../../ui/visiblePath.ts';
import styles from './Forecast.module.css';

function useConflictText(): (conflict: RuleConflict) => string {
  const { t } = useTranslation();
  return ({ rules: [first, second], versions, example, winner }) => {
    const conflict = t('settings.lifecycle.forecast.conflict', {
      first: first + 1,
      second: second + 1,
      count: versions,
      example: visiblePath(example, t).plain,
    });
    if (winner === null) return t('settings.lifecycle.forecast.conflictBoth', { conflict });
    return t('settings.lifecycle.forecast.conflictWinner', { conflict, winner: winner + 1 });
  };
}

/** Where two rules want different things. */
export function Conflicts({ conflicts }: Pick<Forecast, 'conflicts'>) {
  const { t } = useTranslation();
  const textOf = useConflictText();
  if (conflicts.length === 0) return null;
  return (
    <div className={styles.notes}>
      <h4 className={styles.head}>{t('settings.lifecycle.forecast.conflicts')}</h4>
      <ul className={styles.notes}>
        {conflicts.map((conflict) => (
          <li key={`${conflict.rules.join(' ')} ${conflict.example}`} className={styles.conflict}>
            {textOf(conflict)}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** What the forecast could not see. */
export function Gaps({ gaps }: Pick<Forecast, 'gaps'>) {
  const { t } = useTranslation();
  return gaps.map((gap) => (
    <p key={gap} className={styles.gap}>
      <Icon of={TriangleAlert} />
      <span>{t(`settings.lifecycle.forecast.gap.${gap}`)}</span>
    </p>
  ));
}
