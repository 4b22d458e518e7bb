import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RuleSnapshot } from '../../../../shared/watch/state.ts';
import { RuleItem } from './RuleItem.tsx';
import styles from './RuleList.module.css';

const NAMES = 'button[data-rule]';

function stepTo(key: string, index: number, count: number): number | null {
  if (key === 'ArrowDown') return Math.min(index + 1, count - 1);
  if (key === 'ArrowUp') return Math.max(index - 1, 0);
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  return null;
}

function onKeyDown(event: KeyboardEvent<HTMLElement>) {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>(NAMES)];
  const index = document.activeElement instanceof HTMLElement ? buttons.indexOf(document.activeElement) : -1;
  const next = index === -1 ? null : stepTo(event.key, index, buttons.length);
  if (next === null) return;
  event.preventDefault();
  buttons[next]?.focus();
}

/** All rules with how they stand. One of their names is the tab stop, arrows, Home and End go through them, Enter chooses. */
export function RuleList({
  rules,
  chosenId,
  onChoose,
}: {
  rules: readonly RuleSnapshot[];
  chosenId: string;
  onChoose: (ruleId: string) => void;
}) {
  const { t } = useTranslation();
  const [focusedId, setFocusedId] = useState<string | null>(null);
  return (
    <nav
      className={styles.list}
      aria-label={t('watch.page.rules')}
      onKeyDown={onKeyDown}
      onBlur={() => setFocusedId(null)}
    >
      <ul className={styles.items}>
        {rules.map((snapshot) => (
          <RuleItem
            key={snapshot.rule.id}
            snapshot={snapshot}
            isChosen={snapshot.rule.id === chosenId}
            isTabStop={snapshot.rule.id === (focusedId ?? chosenId)}
            onChoose={() => onChoose(snapshot.rule.id)}
            onFocus={() => setFocusedId(snapshot.rule.id)}
          />
        ))}
      </ul>
    </nav>
  );
}
