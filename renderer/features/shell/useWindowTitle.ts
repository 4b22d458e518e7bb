import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useConnection } from '../../api/connections.ts';
import { usePlace } from '../../stores/place.ts';

/** The window's title: the bucket shown and its connection. Also tells the system's window list. */
export function useWindowTitle(): string {
  const { t } = useTranslation();
  const place = usePlace((s) => s.place);
  const connection = useConnection(place.view === 'welcome' ? null : place.connectionId);
  const name = t('app.name');
  const title = place.view === 'welcome' ? name : [place.bucket, connection?.name ?? name].join(' — ');
  useEffect(() => {
    document.title = title;
  }, [title]);
  return title;
}
