import { ArrowRight } from 'lucide-react';
import { useId } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { RuleSnapshot } from '../../../../shared/watch/state.ts';
import { cx } from '../../../ui/cx.ts';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { ProgressBar } from '../../../ui/ProgressBar.tsx';
import { Switch } from '../../../ui/Switch.tsx';
import { useFormat } from '../../../ui/useFormat.ts';
import { visiblePath } from '../../../ui/visiblePath.ts';
import { RuleStatus } from '../RuleStatus.tsx';
import { pathEnd, templateAddress } from '../sentence.ts';
import { openCounts, progressOf } from '../status.ts';
import { STEP_LOOK } from '../stepLook.ts';
import { useEnabled } from '../useEnabled.ts';
import styles from './RuleItem.module.css';

/** The file a step was last logged of, and when. */
function LastFile({ snapshot: { lastFile } }: { snapshot: RuleSnapshot }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (!lastFile) return <span className={styles.line}>{t('watch.page.noFile')}</span>;
  const file = visiblePath(lastFile.file, t).plain;
  const step = t(`watch.log.is.${lastFile.step}`);
  return (
    <span className={styles.line}>
      <span className={styles.step} title={step}>
        <Icon of={STEP_LOOK[lastFile.step].icon} size={14} />
      </span>
      <span className="ellipsis" title={file}>
        {file}
      </span>
      <span className="spoken">{step}</span>
      <span className={styles.when} title={format.exactWhen(lastFile.at)}>
        {format.when(lastFile.at)}
      </span>
    </span>
  );
}

function Counts({ snapshot }: { snapshot: RuleSnapshot }) {
  const { t } = useTranslation();
  const counts = openCounts(snapshot.counts);
  if (counts.length === 0) return null;
  return (
    <span className={cx(styles.line, styles.counts)}>
      {counts.map(({ name, count }) => (
        <span key={name} className={cx(name === 'needsYou' && styles.needsYou)}>
          {t(`watch.page.counts.${name}`, { count })}
        </span>
      ))}
    </span>
  );
}

/** A rule in the list: its name, what it does, from where to where, its last file, what is still to be done. */
export function RuleItem({
  snapshot,
  isChosen,
  isTabStop,
  onChoose,
  onFocus,
}: {
  snapshot: RuleSnapshot;
  isChosen: boolean;
  isTabStop: boolean;
  onChoose: () => void;
  onFocus: () => void;
}) {
  const { t } = useTranslation();
  const id = useId();
  const { rule } = snapshot;
  const { isEnabled, setEnabled, error } = useEnabled(rule);
  const progress = progressOf(snapshot);
  const address = templateAddress(rule);
  return (
    <li className={styles.item}>
      <AriaButton
        className={cx(styles.rule, isChosen && styles.chosen)}
        data-rule={rule.id}
        aria-labelledby={`${id}-name`}
        aria-describedby={`${id}-facts`}
        excludeFromTabOrder={!isTabStop}
        onPress={onChoose}
        onFocus={onFocus}
        {...(isChosen ? { 'aria-current': 'true' as const } : {})}
      >
        <span id={`${id}-name`} className={cx(styles.name, 'ellipsis')} title={rule.name}>
          {rule.name}
        </span>
        <span id={`${id}-facts`} className={styles.facts}>
          <span className={styles.status}>
            <RuleStatus snapshot={snapshot} />
            {progress !== undefined && (
              <span className={styles.progress}>
                <ProgressBar label={t('watch.page.progressOf', { what: rule.name })} value={progress} />
              </span>
            )}
          </span>
          <span className={styles.line} title={`${rule.folder} → ${address}`}>
            <span className={cx(styles.folder, 'ellipsis')}>{visiblePath(pathEnd(rule.folder), t).plain}</span>
            <Icon of={ArrowRight} size={12} />
            <span className="ellipsis">{visiblePath(address, t).plain}</span>
          </span>
          <LastFile snapshot={snapshot} />
          <Counts snapshot={snapshot} />
        </span>
      </AriaButton>
      <div className={styles.switch}>
        <Switch label={t('watch.page.enabled', { name: rule.name })} isSelected={isEnabled} onChange={setEnabled} />
      </div>
      {error !== null && (
        <div className={styles.failure}>
          <ErrorNotice error={error} connectionId={rule.connectionId} />
        </div>
      )}
    </li>
  );
}
