import { ArrowLeft } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BucketRef } from '../../api/settings.ts';
import { usePlace } from '../../stores/place.ts';
import { cx } from '../../ui/cx.ts';
import { ErrorBoundary } from '../../ui/ErrorBoundary.tsx';
import { isFocusLost } from '../../ui/focus.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { AccessBadge } from './access/AccessBadge.tsx';
import styles from './BucketSettings.module.css';
import { FIRST_ITEM, type ItemId } from './items.ts';
import { LocationPanel } from './LocationPanel.tsx';
import { PAGES } from './pages.ts';
import { SettingList } from './SettingList.tsx';
import { SettingPanel } from './SettingPanel.tsx';
import type { ListedSetting } from './sections.ts';
import { ShowItem } from './showItem.ts';

function Panel({ id, place }: { id: ItemId; place: BucketRef }) {
  const page = PAGES.find((one) => one.id === id);
  if (page) return <page.Page {...place} />;
  // What is no page is a setting.
  const setting = id as ListedSetting;
  return setting === 'location' ? <LocationPanel place={place} /> : <SettingPanel id={setting} place={place} />;
}

function Page(place: BucketRef) {
  const { t } = useTranslation();
  const up = usePlace((s) => s.up);
  const leave = usePlace((s) => s.leave);
  const [selected, setSelected] = useState<ItemId>(FIRST_ITEM);
  const page = useRef<HTMLDivElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const takesFocus = useRef(false);
  const open = (id: ItemId, fromPanel: boolean) => {
    if (id === selected) return;
    leave(() => {
      takesFocus.current = fromPanel;
      setSelected(id);
    });
  };
  // The button that has opened this page is gone with its own: the focus goes on to the list.
  useEffect(() => {
    if (isFocusLost()) page.current?.querySelector<HTMLElement>('nav [aria-current]')?.focus();
  }, []);
  // A link within the panel is gone with what it stood in: the focus goes on to what it has opened.
  useEffect(() => {
    if (takesFocus.current) panel.current?.focus();
    takesFocus.current = false;
  });
  return (
    <div className={styles.page} ref={page}>
      <header className={styles.header}>
        <IconButton icon={ArrowLeft} label={t('settings.back')} onPress={up} />
        <h1 className={cx(styles.bucket, 'ellipsis')} title={place.bucket}>
          {place.bucket}
        </h1>
        <span className={styles.what}>{t('settings.title')}</span>
        {selected !== 'access' && <AccessBadge place={place} onPress={() => open('access', true)} />}
      </header>
      <div className={styles.columns}>
        <SettingList place={place} selected={selected} onSelect={(id) => open(id, false)} />
        <div className={styles.panel} ref={panel} tabIndex={-1}>
          <ShowItem value={(id) => open(id, true)}>
            <ErrorBoundary resetOn={selected}>
              <Panel key={selected} id={selected} place={place} />
            </ErrorBoundary>
          </ShowItem>
        </div>
      </div>
    </div>
  );
}

/** The settings of one bucket, as a page of its own: a list on the left, one panel each. */
export function BucketSettings() {
  const place = usePlace((s) => s.place);
  if (place.view !== 'bucketSettings') return null;
  const { connectionId, bucket } = place;
  return <Page key={`${connectionId} ${bucket}`} connectionId={connectionId} bucket={bucket} />;
}
