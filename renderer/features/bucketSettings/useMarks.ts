import { useQueries, useQuery } from '@tanstack/react-query';
import { absentSettingsQuery, type BucketRef, settingQuery } from '../../api/settings.ts';
import { type Mark, markOf } from './markOf.ts';
import { LISTED_SETTINGS, type ListedSetting } from './sections.ts';

/** How the settings stand as far as they have been read: to draw the list, no server is asked for anything. */
export function useMarks(place: BucketRef): ReadonlyMap<ListedSetting, Mark> {
  const absent = useQuery(absentSettingsQuery(place.connectionId)).data;
  const states = useQueries({
    queries: LISTED_SETTINGS.map((setting) => ({ ...settingQuery(place, setting), enabled: false })),
  });
  return new Map(
    LISTED_SETTINGS.map((setting, index) => [setting, markOf(setting, states[index]?.data, absent?.[setting])]),
  );
}
