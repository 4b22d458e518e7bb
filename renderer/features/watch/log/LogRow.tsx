// biome-ignore-all lint/a11y/useSemanticElements: virtual rows cannot be a table: they are placed one by one
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid is the one tab stop and points here by aria-activedescendant
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { AppError } from '../../../../shared/errors.ts';
import type { WatchRule } from '../../../../shared/watch/rule.ts';
import type { LogEntry } from '../../../../shared/watch/state.ts';
import { cx } from '../../../ui/cx.ts';
import { Icon } from '../../../ui/Icon.tsx';
import { useAppError } from '../../../ui/useAppError.ts';
import { useFormat } from '../../../ui/useFormat.ts';
import { visiblePath } from '../../../ui/visiblePath.ts';
import { STEP_LOOK } from '../stepLook.ts';
import styles from './LogTable.module.css';
import { lineFacts } from './lineFacts.ts';
import { useLineTime } from './lineTime.ts';

type Props = {
  id: string;
  entry: LogEntry;
  index: number;
  /** CSS pixels from the top of all lines. */
  top: number;
  /** Undefined: it is removed. */
  rule: WatchRule | undefined;
  showsRule: boolean;
  isActive: boolean;
  onActive: (entry: LogEntry) => void;
  onOpen: (entry: LogEntry) => void;
};

/** The key of an object, that leads to it; only words where the rule is gone, and with it the way. */
function Key({ entry, hasWay, onOpen }: { entry: LogEntry; hasWay: boolean; onOpen: (entry: LogEntry) => void }) {
  const { t } = useTranslation();
  const { key } = entry.facts;
  if (key === undefined) return null;
  const shown = visiblePath(key, t).plain;
  if (!hasWay || entry.step === 'uploading') return <span>{shown}</span>;
  // Reached by the keyboard as Enter on the line: the table is one tab stop.
  return (
    <button type="button" tabIndex={-1} className={styles.key} title={shown} onClick={() => onOpen(entry)}>
      {shown}
    </button>
  );
}

/** One line of the log. */
export const LogRow = memo(function LogRow(props: Props) {
  const { id, entry, index, top, rule, showsRule, isActive, onActive, onOpen } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const time = useLineTime();
  const toError = useAppError();
  const { icon, tone } = STEP_LOOK[entry.step];
  const { bytes, versionId } = entry.facts;
  const facts = lineFacts(entry, { t, errorText: (data) => toError(new AppError(data)).text, when: format.when });
  const file = entry.file === null ? '' : visiblePath(entry.file, t).plain;
  const said = facts.join(' · ');
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid answers the keys
    <div
      id={id}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isActive}
      className={cx(styles.row, isActive && styles.active)}
      style={{ translate: `0 ${top}px` }}
      onClick={() => onActive(entry)}
      onDoubleClick={() => onOpen(entry)}
    >
      <span role="gridcell" className={styles.time} title={format.exactWhen(entry.at)}>
        {time(entry.at)}
      </span>
      <span role="gridcell" className={cx(styles.step, tone && styles[tone])}>
        <Icon of={icon} size={14} />
        {t(`watch.log.is.${entry.step}`)}
      </span>
      {showsRule && (
        <span role="gridcell" className={styles.rule}>
          {rule?.name ?? t('watch.log.ruleRemoved')}
        </span>
      )}
      <span role="gridcell" className={styles.file} title={file}>
        {file}
      </span>
      <span role="gridcell" className={styles.facts} title={said}>
        <Key entry={entry} hasWay={rule !== undefined} onOpen={onOpen} />
        {said}
      </span>
      <span role="gridcell" className={styles.version} title={versionId}>
        {versionId}
      </span>
      <span role="gridcell" className={styles.size} title={bytes === undefined ? undefined : format.exactBytes(bytes)}>
        {bytes === undefined ? '' : format.bytes(bytes)}
      </span>
    </div>
  );
});
