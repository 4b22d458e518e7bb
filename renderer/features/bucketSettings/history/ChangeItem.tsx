import { TriangleAlert, Undo2 } from 'lucide-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { SettingChange } from '../../../../shared/contract/settings.ts';
import { Button } from '../../../ui/Button.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { useFormat } from '../../../ui/useFormat.ts';
import styles from './HistoryPage.module.css';
import { pastLines } from './pastLines.ts';

type What = 'rolledBack' | 'set' | 'removed' | 'changed';

function whatOf({ rollsBack, before, after }: SettingChange): What {
  if (rollsBack !== null) return 'rolledBack';
  if (before === null) return 'set';
  return after === null ? 'removed' : 'changed';
}

/** One change: when, what, the values that differ, and the way back. */
export function ChangeItem({
  change,
  isPending,
  isDisabled,
  onRollBack,
}: {
  change: SettingChange;
  isPending: boolean;
  isDisabled: boolean;
  onRollBack: () => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const titleId = useId();
  const { at, setting, outcome } = change;
  const title = t(`settings.history.${whatOf(change)}`, { title: t(`settings.${setting}.title`) });
  return (
    <li className={styles.item} aria-labelledby={titleId}>
      <time className={styles.when} dateTime={at} title={format.exactWhen(at)}>
        {format.when(at)}
      </time>
      <div>
        <p id={titleId} className={styles.title}>
          {title}
        </p>
        {outcome !== 'done' && (
          <p className={styles.outcome}>
            <Icon of={TriangleAlert} size={14} />
            {t(`settings.history.${outcome}`)}
          </p>
        )}
        {pastLines(t, change).map((line) => (
          <p key={line} className={styles.lines}>
            {line}
          </p>
        ))}
      </div>
      {outcome !== 'failed' && (
        <Button icon={Undo2} isSmall isPending={isPending} isDisabled={isDisabled && !isPending} onPress={onRollBack}>
          {t('settings.history.rollBack')}
        </Button>
      )}
    </li>
  );
}
