import { useMutation } from '@tanstack/react-query';
import {
  Archive,
  Cylinder,
  Ellipsis,
  FileText,
  FlaskConical,
  FolderOpen,
  History,
  ListChecks,
  Pencil,
  Play,
  Trash2,
} from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WatchRule } from '../../../shared/watch/rule.ts';
import { call } from '../../api/client.ts';
import { usePlace } from '../../stores/place.ts';
import { Button } from '../../ui/Button.tsx';
import { MenuButton, type MenuItem } from '../../ui/Menu.tsx';
import { DryRunDialog } from './dialogs/DryRunDialog.tsx';
import { RemoveRuleDialog } from './dialogs/RemoveRuleDialog.tsx';
import { SamplesDialog } from './dialogs/SamplesDialog.tsx';
import { openObject, openTarget } from './openObject.ts';
import styles from './RuleActions.module.css';

const DIALOGS = { dry: DryRunDialog, samples: SamplesDialog, remove: RemoveRuleDialog };

/** What can be done with a rule: the usual as buttons, the rest in a menu. */
export function RuleActions({ rule, onFailure }: { rule: WatchRule; onFailure: (failure: unknown) => void }) {
  const { t } = useTranslation();
  const [dialog, setDialog] = useState<keyof typeof DIALOGS | null>(null);
  const attempt = useMutation({
    mutationFn: (work: () => Promise<void>) => work(),
    onMutate: () => onFailure(null),
    onError: onFailure,
  });
  const show = (what: 'folder' | 'archive' | 'log') =>
    attempt.mutate(() => call('watch.show', { ruleId: rule.id, what }));
  const { logUpload } = rule;

  const items: MenuItem[] = [
    { id: 'folder', label: t('watch.page.action.folder'), icon: FolderOpen, run: () => show('folder') },
    ...(rule.afterwards.kind === 'archive'
      ? [{ id: 'archive', label: t('watch.page.action.archive'), icon: Archive, run: () => show('archive') }]
      : []),
    { id: 'log', label: t('watch.page.action.log'), icon: FileText, run: () => show('log') },
    { id: 'places', separator: true },
    { id: 'open', label: t('watch.page.action.open'), icon: Cylinder, run: () => openTarget(rule) },
    ...(logUpload
      ? [
          {
            id: 'versions',
            label: t('watch.page.action.versions'),
            icon: History,
            run: () => openObject(rule, logUpload.key, 'versions'),
          },
        ]
      : []),
    { id: 'end', separator: true },
    {
      id: 'remove',
      label: t('watch.page.action.remove'),
      icon: Trash2,
      danger: true,
      run: () => setDialog('remove'),
    },
  ];
  const Dialog = dialog && DIALOGS[dialog];
  return (
    <div role="toolbar" className={styles.actions} aria-label={t('watch.page.actions')}>
      <Button
        icon={Play}
        isPending={attempt.isPending}
        onPress={() => attempt.mutate(() => call('watch.runNow', { ruleId: rule.id }))}
      >
        {t('watch.page.action.run')}
      </Button>
      <Button icon={ListChecks} onPress={() => setDialog('dry')}>
        {t('watch.page.action.dry')}
      </Button>
      <Button icon={Pencil} onPress={() => usePlace.getState().go({ view: 'watchRule', ruleId: rule.id })}>
        {t('watch.page.action.edit')}
      </Button>
      <Button icon={FlaskConical} onPress={() => setDialog('samples')}>
        {t('watch.page.action.samples')}
      </Button>
      <MenuButton icon={Ellipsis} label={t('common.moreActions')} items={items} />
      {Dialog && <Dialog rule={rule} onClose={() => setDialog(null)} />}
    </div>
  );
}
