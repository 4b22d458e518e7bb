import { useTranslation } from 'react-i18next';
import type { RuleSnapshot } from '../../../shared/watch/state.ts';
import { cx } from '../../ui/cx.ts';
import { Icon } from '../../ui/Icon.tsx';
import styles from './RuleStatus.module.css';
import { statusOf } from './status.ts';

/** What a rule is doing, as an icon with words. */
export function RuleStatus({ snapshot }: { snapshot: RuleSnapshot }) {
  const { t } = useTranslation();
  const { text, icon, tone } = statusOf(snapshot, t);
  return (
    <span className={cx(styles.status, styles[tone])}>
      <Icon of={icon} size={14} />
      <span className="ellipsis" title={text}>
        {text}
      </span>
    </span>
  );
}
