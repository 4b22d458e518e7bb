import { Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { RULE_TEMPLATE_IDS, type RuleTemplate } from '../../../../shared/lifecycle/templates.ts';
import { MenuButton } from '../../../ui/Menu.tsx';

/** The button that adds a rule: from a template or an empty one (null). */
export function AddRuleMenu({
  onAdd,
  isDisabled,
}: {
  onAdd: (template: RuleTemplate | null) => void;
  isDisabled: boolean;
}) {
  const { t } = useTranslation();
  return (
    <MenuButton
      icon={Plus}
      label={t('settings.lifecycle.templates')}
      text={t('settings.lifecycle.addRule')}
      isDisabled={isDisabled}
      isFramed
      items={[
        ...RULE_TEMPLATE_IDS.map((id) => ({
          id,
          label: t(`settings.lifecycle.template.${id}`),
          run: () => onAdd(id),
        })),
        { id: 'separator', separator: true as const },
        { id: 'empty', label: t('settings.lifecycle.template.empty'), run: () => onAdd(null) },
      ]}
    />
  );
}
