import { useQuery } from '@tanstack/react-query';
import { TriangleAlert } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { freeRuleId, type RuleTemplate, ruleFromTemplate } from '../../../../shared/lifecycle/templates.ts';
import type { LifecycleRule } from '../../../../shared/settings/documents/lifecycle.ts';
import { settingQuery, versioningOf } from '../../../api/settings.ts';
import { Button } from '../../../ui/Button.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { MoreInJson } from '../MoreInJson.tsx';
import type { FormProps } from '../settingForm.ts';
import { useItemKeys } from '../useItemKeys.ts';
import { AddRuleMenu } from './AddRuleMenu.tsx';
import styles from './LifecycleForm.module.css';
import { growsWithoutEnd } from './noncurrentGrowth.ts';
import { RuleCard } from './RuleCard.tsx';

function newRule(template: RuleTemplate | null, rules: readonly LifecycleRule[]): LifecycleRule {
  if (template !== null) return ruleFromTemplate(template, rules);
  return { ID: freeRuleId('rule', rules), Status: 'Enabled', Filter: { Prefix: '' } };
}

/** The rules of a bucket's lifecycle, in words; each opens to its fields in place. */
export function LifecycleForm({ place, draft, onChange, server, problems, isDisabled }: FormProps<'lifecycle'>) {
  const { t } = useTranslation();
  const versioning = versioningOf(useQuery(settingQuery(place, 'versioning')).data);
  const rules = draft?.Rules ?? [];
  const { keys, inserted, removed } = useItemKeys(rules.length);
  const [openKey, setOpenKey] = useState<number | null>(null);
  // A server may put rules in another order when they are saved: the place of the open one is then another rule's.
  const [shown, setShown] = useState(server);
  if (shown !== server) {
    setShown(server);
    setOpenKey(null);
  }
  const list = useRef<HTMLDivElement>(null);
  const focusAfter = useRef<number | null>(null);

  // The button that removed a rule is gone with it: the focus goes to the next rule, or to the one before.
  useEffect(() => {
    if (focusAfter.current === null) return;
    const cards = list.current?.querySelectorAll('section') ?? [];
    const next = cards[Math.min(focusAfter.current, cards.length - 1)];
    focusAfter.current = null;
    const buttons = [...((next ?? list.current)?.querySelectorAll<HTMLElement>('header button') ?? [])];
    (buttons.at(-1) ?? list.current?.querySelector('button'))?.focus();
  });

  const minimum = draft?.TransitionDefaultMinimumObjectSize;
  // Without rules there is no lifecycle: S3 takes no empty list.
  const setRules = (next: LifecycleRule[]) =>
    onChange(next.length > 0 || minimum !== undefined ? { ...draft, Rules: next } : null);
  const insert = (index: number, rule: LifecycleRule) => {
    setRules(rules.toSpliced(index, 0, rule));
    setOpenKey(inserted(index));
  };

  return (
    <div className={styles.form} ref={list}>
      {rules.length === 0 && <p className={styles.empty}>{t('settings.lifecycle.empty')}</p>}
      {rules.map((rule, index) => (
        <RuleCard
          key={keys[index]}
          index={index}
          rule={rule}
          onChange={(next) => setRules(rules.with(index, next))}
          onDuplicate={() => insert(index + 1, { ...structuredClone(rule), ID: freeRuleId(rule.ID ?? 'rule', rules) })}
          onRemove={() => {
            focusAfter.current = index;
            removed(index);
            setRules(rules.toSpliced(index, 1));
          }}
          isOpen={keys[index] === openKey}
          onToggle={() => setOpenKey(keys[index] === openKey ? null : (keys[index] ?? null))}
          problems={problems}
          versioning={versioning}
          isDisabled={isDisabled}
        />
      ))}
      {rules.length > 0 && growsWithoutEnd(rules, versioning) && (
        <div className={styles.note}>
          <Icon of={TriangleAlert} />
          <p>{t('settings.lifecycle.grows')}</p>
          <Button
            isSmall
            isDisabled={isDisabled}
            onPress={() => insert(rules.length, ruleFromTemplate('keep-5-noncurrent-30-days', rules))}
          >
            {t('settings.lifecycle.keepFive')}
          </Button>
        </div>
      )}
      <div>
        <AddRuleMenu onAdd={(template) => insert(rules.length, newRule(template, rules))} isDisabled={isDisabled} />
      </div>
      {minimum !== undefined && <MoreInJson />}
    </div>
  );
}
