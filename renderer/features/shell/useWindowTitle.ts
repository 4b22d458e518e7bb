import type { TFunction } from 'i18next';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useConnection } from '../../api/connections.ts';
import { type Place, usePlace } from '../../stores/place.ts';

/** What the place is called, before the name of the connection or the program. */
function subjectOf(place: Place, t: TFunction): string | null {
  if ('bucket' in place) return place.bucket;
  return place.view === 'welcome' ? null : t('watch.page.title');
}

/** The window's title: the bucket shown and its connection, or what else is shown. Also tells the system's window list. */
export function useWindowTitle(): string {
  const { t } = useTranslation();
  const place = usePlace((s) => s.place);
  const connection = useConnection('connectionId' in place ? place.connectionId : null);
  const name = t('app.name');
  const subject = subjectOf(place, t);
  const title = subject === null ? name : [subject, connection?.name ?? name].join(' — ');
  useEffect(() => {
    document.title = title;
  }, [title]);
  return title;
}
