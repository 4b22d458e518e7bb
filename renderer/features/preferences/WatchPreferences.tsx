import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Preferences } from '../../../shared/contract/app.ts';
import { call } from '../../api/client.ts';
import { queryKeys } from '../../api/query.ts';
import { Checkbox } from '../../ui/Checkbox.tsx';

type Props = { preferences: Preferences; set: (part: Partial<Preferences>) => void };

/** How the program goes on watching when nobody looks at it. */
export function WatchPreferences({ preferences, set }: Props) {
  const { t } = useTranslation();
  const tray = useQuery({ queryKey: queryKeys.hasTray, queryFn: ({ signal }) => call('app.hasTray', {}, { signal }) });
  const hasTray = tray.data ?? true;
  return (
    <>
      <Checkbox
        isSelected={preferences.keepInTray && hasTray}
        isDisabled={!hasTray}
        onChange={(keepInTray) => set({ keepInTray })}
        description={hasTray ? undefined : t('preferences.noTray')}
      >
        {t('preferences.keepInTray')}
      </Checkbox>
      <Checkbox isSelected={preferences.startAtLogin} onChange={(startAtLogin) => set({ startAtLogin })}>
        {t('preferences.startAtLogin')}
      </Checkbox>
    </>
  );
}
