import { FileX } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ObjectEntry } from '../../../shared/contract/objects.ts';
import { visibleEntryName } from '../../../shared/visibleName.ts';
import { useInspector } from '../../stores/inspector.ts';
import { fileIcon } from '../../ui/grid/fileIcon.ts';
import { NameText } from '../../ui/grid/NameText.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import { useFormat } from '../../ui/useFormat.ts';
import { useSettled } from '../../ui/useSettled.ts';
import { nameWords } from '../../ui/visiblePath.ts';
import { AccessTab } from './access/AccessTab.tsx';
import { DetailsTab } from './DetailsTab.tsx';
import styles from './Inspector.module.css';
import { InspectorHead } from './InspectorHead.tsx';
import { useObjectRefresh } from './objectQueries.ts';
import { VersionsTab } from './VersionsTab.tsx';

const SETTLE_MS = 120;

/** One selected object: its details, its versions and who may read it. */
export function ObjectView({
  connectionId,
  bucket,
  base,
  object,
}: {
  connectionId: string;
  bucket: string;
  /** The prefix that is being shown. */
  base: string;
  object: ObjectEntry;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const { tab, select } = useInspector();
  const ref = { connectionId, bucket, key: object.key };
  useObjectRefresh(ref);
  const isSettled = useSettled(object.key, SETTLE_MS) === object.key;
  const { segments } = visibleEntryName(object.key, base, nameWords(t));
  const when = format.when(object.modified);
  return (
    <>
      <InspectorHead
        icon={object.deleted ? FileX : fileIcon(object.key)}
        title={<NameText className={styles.name} segments={segments} />}
      >
        {object.deleted ? t('inspector.deletedWhen', { when }) : `${format.bytes(object.size)} · ${when}`}
      </InspectorHead>
      <Tabs
        label={t('inspector.tabs')}
        selected={tab}
        onSelect={select}
        items={[
          {
            id: 'details',
            label: t('inspector.details'),
            content: <DetailsTab target={ref} object={object} isSettled={isSettled} />,
          },
          {
            id: 'versions',
            label: t('inspector.versions'),
            content: <VersionsTab key={object.key} target={ref} isSettled={isSettled} />,
          },
          {
            id: 'access',
            label: t('inspector.access'),
            content: (
              <AccessTab key={object.key} target={ref} isSettled={isSettled} isDeleted={object.deleted ?? false} />
            ),
          },
        ]}
      />
    </>
  );
}
