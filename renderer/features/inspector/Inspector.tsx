import { Files, PanelRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { usePlace } from '../../stores/place.ts';
import { useSelection } from '../../stores/selection.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { useFormat } from '../../ui/useFormat.ts';
import { FolderView } from './FolderView.tsx';
import styles from './Inspector.module.css';
import { InspectorHead } from './InspectorHead.tsx';
import { ObjectView } from './ObjectView.tsx';

function Several({ count, bytes }: { count: number; bytes: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <InspectorHead icon={Files} title={t('inspector.items', { count })}>
      <span title={format.exactBytes(bytes)}>{t('inspector.bytes', { size: format.bytes(bytes) })}</span>
    </InspectorHead>
  );
}

function Content() {
  const { t } = useTranslation();
  const place = usePlace((s) => s.place);
  const selection = useSelection((s) => s.selection);
  const { single, count, bytes } = selection;
  if (place.view !== 'bucket' || count === 0) return <EmptyState icon={PanelRight} text={t('inspector.nothing')} />;
  const { connectionId, bucket } = place;
  if (!single) return <Several count={count} bytes={bytes} />;
  if (single.kind === 'folder') {
    return <FolderView connectionId={connectionId} bucket={bucket} base={place.prefix} prefix={single.prefix} />;
  }
  return <ObjectView connectionId={connectionId} bucket={bucket} base={place.prefix} object={single.object} />;
}

/** The right pane: what is known of the selection. */
export function Inspector() {
  const { t } = useTranslation();
  return (
    <aside className={styles.inspector} aria-label={t('inspector.title')}>
      <Content />
    </aside>
  );
}
