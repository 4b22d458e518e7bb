import { ArrowLeft } from 'lucide-react';
import { useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { BucketRef } from '../../api/versioning.ts';
import { usePlace } from '../../stores/place.ts';
import { cx } from '../../ui/cx.ts';
import { Icon } from '../../ui/Icon.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import styles from './BucketSettings.module.css';
import { SETTINGS, type SettingId } from './registry.ts';

function SettingList({ selected, onSelect }: { selected: SettingId; onSelect: (id: SettingId) => void }) {
  const { t } = useTranslation();
  return (
    <nav className={styles.list} aria-label={t('settings.list')}>
      <ul>
        {SETTINGS.map(({ id, icon }) => (
          <li key={id}>
            <AriaButton
              className={cx(styles.item, id === selected && styles.selected)}
              {...(id === selected ? { 'aria-current': 'page' as const } : {})}
              onPress={() => onSelect(id)}
            >
              <Icon of={icon} />
              <span className="ellipsis">{t(`settings.${id}.title`)}</span>
            </AriaButton>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Page({ connectionId, bucket }: BucketRef) {
  const { t } = useTranslation();
  const up = usePlace((s) => s.up);
  const leave = usePlace((s) => s.leave);
  const [selected, setSelected] = useState<SettingId>(SETTINGS[0].id);
  const setting = SETTINGS.find(({ id }) => id === selected) ?? SETTINGS[0];
  return (
    <div className={styles.page}>
      <header className={styles.header}>
        <IconButton icon={ArrowLeft} label={t('settings.back')} onPress={up} />
        <h1 className={cx(styles.bucket, 'ellipsis')} title={bucket}>
          {bucket}
        </h1>
        <span className={styles.what}>{t('settings.title')}</span>
      </header>
      <div className={styles.columns}>
        <SettingList
          selected={selected}
          onSelect={(id) => {
            if (id !== selected) leave(() => setSelected(id));
          }}
        />
        <div className={styles.panel}>
          <setting.Panel key={setting.id} connectionId={connectionId} bucket={bucket} />
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
