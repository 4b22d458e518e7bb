import { Ban, Check, type LucideIcon, Minus, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { PROBE_ACTIONS, type Probe, type ProbeWho, type Trial } from '../../../../shared/contract/access.ts';
import type { PolicyDocument } from '../../../../shared/settings/documents/policy.ts';
import { cx } from '../../../ui/cx.ts';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { Note } from '../../../ui/FormParts.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { differenceOf, policySays } from './policySays.ts';
import styles from './TrialTable.module.css';

const WHO: readonly ProbeWho[] = ['anonymous', 'connection'];

const ICONS: Record<Probe['answer'], LucideIcon> = {
  allowed: Check,
  refused: Ban,
  failed: TriangleAlert,
  'not-tried': Minus,
};

export type TrialTableProps = {
  trial: Trial;
  bucket: string;
  /** The policy that is shown, be it saved or not. */
  policy: PolicyDocument | null;
  isSaved: boolean;
  /** The public access block is on: it overrules what the policy allows. */
  isBlocked: boolean;
};

function Answer({ probe }: { probe: Probe }) {
  const { t } = useTranslation();
  return (
    <span className={cx(styles.answer, styles[probe.answer])}>
      <Icon of={ICONS[probe.answer]} size={14} />
      <span>
        {t(`settings.access.answer.${probe.answer}`)}
        {probe.status !== null && <span className={cx(styles.httpStatus, 'numbers')}> {probe.status}</span>}
      </span>
    </span>
  );
}

function Differences({ trial, bucket, policy, isSaved, isBlocked }: TrialTableProps) {
  const { t } = useTranslation();
  return trial.probes.flatMap((probe) => {
    const says = policySays(policy, bucket, trial, probe);
    const difference = differenceOf(probe, says, { isSaved, isBlocked });
    if (!difference) return [];
    return [
      <Note key={`${probe.who} ${probe.action}`} isWarning>
        {t('settings.access.differs', {
          action: t(`settings.access.action.${probe.action}`),
          who: t(`settings.access.who.${probe.who}`),
          why: t(`settings.access.why.${difference}`),
        })}
      </Note>,
    ];
  });
}

/** The reasons why something was not tried, each once. */
function Reasons({ probes }: { probes: readonly Probe[] }) {
  const { t } = useTranslation();
  const reasons = [...new Set(probes.flatMap(({ reason }) => reason ?? []))];
  return reasons.map((reason) => <Note key={reason}>{t(`settings.access.notTried.${reason}`)}</Note>);
}

/** What the server answered, beside what the policy says. */
export function TrialTable(props: TrialTableProps) {
  const { trial, bucket, policy } = props;
  const { t } = useTranslation();
  const failed = trial.probes.filter(({ error }) => error !== null);
  return (
    <div className={styles.result}>
      <table className={styles.table} aria-label={t('settings.access.answers')}>
        <thead>
          <tr>
            <th scope="col">
              <span className="spoken">{t('settings.access.asked')}</span>
            </th>
            {WHO.map((who) => (
              <th key={who} scope="col">
                {t(`settings.access.who.${who}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {PROBE_ACTIONS.map((action) => (
            <tr key={action}>
              <th scope="row">{t(`settings.access.action.${action}`)}</th>
              {WHO.map((who) => {
                const probe = trial.probes.find((one) => one.who === who && one.action === action);
                if (!probe) return <td key={who} />;
                const says = policySays(policy, bucket, trial, probe);
                return (
                  <td key={who}>
                    <Answer probe={probe} />
                    <span className={styles.says}>{t(`settings.access.says.${who}.${says}`)}</span>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <Differences {...props} />
      <Reasons probes={trial.probes} />
      {failed.map(({ who, action, error }) => (
        <div key={`${who} ${action}`}>
          <p className="secondary">
            {t('settings.access.failed', {
              action: t(`settings.access.action.${action}`),
              who: t(`settings.access.who.${who}`),
            })}
          </p>
          <ErrorNotice error={error} isQuiet />
        </div>
      ))}
      {trial.left.length > 0 && (
        <div>
          <Note isWarning>{t('settings.access.left', { count: trial.left.length, key: trial.probeKey })}</Note>
          {trial.left.map(({ versionId, error }) => (
            <ErrorNotice key={versionId} error={error} isQuiet />
          ))}
        </div>
      )}
    </div>
  );
}
