import { Braces } from 'lucide-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { mayClash, PLACEHOLDERS, placeholderText } from '../../../shared/watch/keyTemplate.ts';
import { MenuButton, type MenuItem } from '../../ui/Menu.tsx';
import { TextField } from '../../ui/TextField.tsx';
import styles from './KeyTemplateField.module.css';
import type { RuleEditor } from './useRuleEditor.ts';

/** The key each file gets: a text with placeholders, which a menu puts in where the cursor is. */
export function KeyTemplateField({ editor: { form, change, errorAt } }: { editor: RuleEditor }) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const insert = (placeholder: string) => {
    const { keyTemplate } = form;
    const from = input.current?.selectionStart ?? keyTemplate.length;
    const to = input.current?.selectionEnd ?? from;
    const next = `${keyTemplate.slice(0, from)}${placeholder}${keyTemplate.slice(to)}`;
    change({ keyTemplate: next });
    // After the menu has given the focus back, and the field has its new text.
    requestAnimationFrame(() => {
      input.current?.focus();
      input.current?.setSelectionRange(from + placeholder.length, from + placeholder.length);
    });
  };
  const item = (placeholder: string, what: string): MenuItem => ({
    id: placeholder,
    label: what,
    shortcut: placeholder,
    run: () => insert(placeholder),
  });
  const items = [
    ...PLACEHOLDERS.map((name) => item(placeholderText(name), t(`watch.rule.placeholder.${name}`))),
    ...form.constants
      .filter(({ name }) => name !== '')
      .map(({ name }) => item(`{${name}}`, t('watch.rule.placeholder.constant'))),
  ];
  return (
    <div className={styles.row}>
      <TextField
        label={t('watch.rule.key')}
        value={form.keyTemplate}
        onChange={(keyTemplate) => change({ keyTemplate })}
        inputRef={input}
        description={t('watch.rule.keyHint')}
        error={errorAt('keyTemplate')}
        warning={mayClash(form.keyTemplate, form.subfolders) ? t('watch.rule.mayClash') : undefined}
      />
      <MenuButton
        icon={Braces}
        label={t('watch.rule.placeholder.insert')}
        text={t('watch.rule.placeholder.button')}
        items={items}
        isFramed
      />
    </div>
  );
}
