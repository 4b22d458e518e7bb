import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WatchRule } from '../../../../shared/watch/rule.ts';
import type { LogEntry, RuleSnapshot } from '../../../../shared/watch/state.ts';
import { cx } from '../../../ui/cx.ts';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { ProgressBar } from '../../../ui/ProgressBar.tsx';
import { useSettled } from '../../../ui/useSettled.ts';
import { openObject } from '../openObject.ts';
import { LineDetails } from './LineDetails.tsx';
import styles from './Log.module.css';
import { LogTable } from './LogTable.tsx';
import { stepsOf } from './logLines.ts';
import { useLog } from './useLog.ts';
import type { ShownFilter } from './useLogFilter.ts';

/** Milliseconds after the last key before what was typed is searched for. */
const TYPING_PAUSE = 200;
/** The contract takes no longer text. */
const LONGEST = 200;

/** What the rules do and did, line by line, the newest first. */
export function Log({ rule, rules, filter }: { rule: WatchRule; rules: readonly RuleSnapshot[]; filter: ShownFilter }) {
  const { t } = useTranslation();
  const query = useSettled(filter.search.trim().slice(0, LONGEST), TYPING_PAUSE);
  const steps = useMemo(() => stepsOf(filter.group), [filter.group]);
  const log = useLog({ ruleId: filter.isOfAll ? null : rule.id, query, steps });
  const [active, setActive] = useState<LogEntry | null>(null);
  const rulesById = useMemo(() => new Map(rules.map((one) => [one.rule.id, one.rule])), [rules]);

  const grid = useRef<HTMLDivElement>(null);
  // What is closed may have had the focus.
  const leave = () => {
    setActive(null);
    grid.current?.focus({ preventScroll: true });
  };

  const open = ({ ruleId, step, facts }: LogEntry) => {
    const owner = rulesById.get(ruleId);
    if (owner && facts.key !== undefined) {
      openObject(owner, facts.key, step === 'log-uploaded' ? 'versions' : 'object');
    }
  };
  // A line that is no longer among those looked for is no longer told of.
  const shown = active && log.lines.some(({ id }) => id === active.id) ? active : null;
  const isFiltered = query !== '' || steps.length > 0;
  return (
    <div className={styles.log}>
      {log.isFetching && (
        <div className={styles.reading}>
          <ProgressBar label={t('watch.log.loading')} value={null} />
        </div>
      )}
      {log.error && (
        <div className={styles.note}>
          <ErrorNotice error={log.error} connectionId={null} onRetry={() => void log.refetch()} />
        </div>
      )}
      {!log.isPending && !log.error && log.lines.length === 0 && (
        <p className={cx(styles.note, 'secondary')}>{t(isFiltered ? 'watch.log.nothing' : 'watch.log.empty')}</p>
      )}
      {log.lines.length > 0 && (
        <LogTable
          lines={log.lines}
          rules={rulesById}
          showsRule={filter.isOfAll}
          hasMore={log.hasMore}
          activeId={shown?.id ?? null}
          grid={grid}
          onActive={setActive}
          onLeave={leave}
          onOpen={open}
          onNearEnd={log.loadMore}
        />
      )}
      {shown && (
        <LineDetails entry={shown} owner={rulesById.get(shown.ruleId)} onOpen={() => open(shown)} onClose={leave} />
      )}
    </div>
  );
}
