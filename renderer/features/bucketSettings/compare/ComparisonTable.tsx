import { ArrowLeft, ArrowRight } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Comparison, compareSettings } from '../../../../shared/settings/compareSettings.ts';
import { isRemovable, isWritable, type WritableSettingId } from '../../../../shared/settings/documents.ts';
import type { BucketRef } from '../../../api/settings.ts';
import { Button } from '../../../ui/Button.tsx';
import { Checkbox } from '../../../ui/Checkbox.tsx';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { ProgressBar } from '../../../ui/ProgressBar.tsx';
import { LISTED_SETTINGS, type ListedSetting } from '../sections.ts';
import { type StatesReading, useStates } from '../useStates.ts';
import styles from './ComparePage.module.css';
import { ComparisonRow } from './ComparisonRow.tsx';
import { CopyDialog } from './CopyDialog.tsx';
import { CopyOutcomes } from './CopyOutcomes.tsx';
import { useSettingsCopy } from './useSettingsCopy.ts';

export type Direction = 'right' | 'left';

const isDifferent = ({ standing }: Comparison) =>
  standing === 'differs' || standing === 'only-left' || standing === 'only-right';

/** Whether a setting can be brought from one side to the other: put there, or taken away where the other has none. */
function canCopy({ setting, standing }: Comparison, direction: Direction, to: StatesReading<ListedSetting>): boolean {
  if (!isWritable(setting) || to.states[setting]?.state === 'absent') return false;
  const isRemoval = standing === (direction === 'right' ? 'only-right' : 'only-left');
  return !isRemoval || isRemovable(setting);
}

/** The settings of two buckets beside each other; those that differ can be chosen and copied either way. */
export function ComparisonTable({ left, right }: { left: BucketRef; right: BucketRef }) {
  const { t } = useTranslation();
  const mine = useStates(left, LISTED_SETTINGS);
  const theirs = useStates(right, LISTED_SETTINGS);
  const copy = useSettingsCopy();
  const [onlyDifferent, setOnlyDifferent] = useState(true);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [asked, setAsked] = useState<Direction | null>(null);

  const total = 2 * LISTED_SETTINGS.length;
  const pending = mine.pending + theirs.pending;
  const [failure] = [...mine.failures, ...theirs.failures];
  if (pending > 0) {
    return <ProgressBar label={t('settings.compare.reading')} value={(total - pending) / total} />;
  }

  const all = compareSettings(
    { bucket: left.bucket, states: mine.states },
    { bucket: right.bucket, states: theirs.states },
  );
  const different = all.filter(isDifferent);
  const shown = onlyDifferent ? all.filter((one) => isDifferent(one) || one.standing === 'unknown') : all;
  const copyable = (direction: Direction): WritableSettingId[] =>
    different
      .filter((one) => chosen.has(one.setting) && canCopy(one, direction, direction === 'right' ? theirs : mine))
      .map(({ setting }) => setting)
      .filter(isWritable);
  const sides = {
    left: { place: left, states: mine.states },
    right: { place: right, states: theirs.states },
  };

  return (
    <div className={styles.comparison}>
      {failure && (
        <ErrorNotice
          error={failure.error}
          onRetry={() => {
            mine.retry();
            theirs.retry();
          }}
        />
      )}
      <div className={styles.summary}>
        <p role="status">{t('settings.compare.differing', { count: different.length })}</p>
        <Checkbox isSelected={onlyDifferent} onChange={setOnlyDifferent}>
          {t('settings.compare.onlyDifferent')}
        </Checkbox>
      </div>
      {shown.length > 0 && (
        <table className={styles.table} aria-label={t('settings.compare.title')}>
          <thead>
            <tr>
              <th scope="col">{t('settings.compare.setting')}</th>
              <th scope="col">{left.bucket}</th>
              <th scope="col">{right.bucket}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((one) => (
              <ComparisonRow
                key={one.setting}
                comparison={one}
                left={mine.states[one.setting]}
                right={theirs.states[one.setting]}
                canChoose={isDifferent(one) && isWritable(one.setting)}
                isChosen={chosen.has(one.setting)}
                isDisabled={copy.isRunning}
                onChoose={(isChosen) =>
                  setChosen(new Set([...chosen].filter((id) => id !== one.setting).concat(isChosen ? one.setting : [])))
                }
              />
            ))}
          </tbody>
        </table>
      )}
      <CopyOutcomes outcomes={copy.outcomes} isRunning={copy.isRunning} />
      {different.length > 0 && (
        <div className={styles.buttons}>
          <Button
            icon={ArrowRight}
            isDisabled={copyable('right').length === 0}
            isPending={copy.isRunning}
            onPress={() => setAsked('right')}
          >
            {t('settings.compare.copyTo', { bucket: right.bucket })}
          </Button>
          <Button
            icon={ArrowLeft}
            isDisabled={copyable('left').length === 0}
            isPending={copy.isRunning}
            onPress={() => setAsked('left')}
          >
            {t('settings.compare.copyTo', { bucket: left.bucket })}
          </Button>
        </div>
      )}
      {asked && (
        <CopyDialog
          settings={copyable(asked)}
          from={asked === 'right' ? sides.left : sides.right}
          to={asked === 'right' ? right.bucket : left.bucket}
          onClose={() => setAsked(null)}
          onConfirm={() => {
            const settings = copyable(asked);
            const other = asked === 'right' ? 'left' : 'right';
            setAsked(null);
            setChosen(new Set());
            void copy.run(settings, sides[other], sides[asked]);
          }}
        />
      )}
    </div>
  );
}
