import { useQueryClient } from '@tanstack/react-query';
import { Copy, FolderOpen, FolderSearch, Pencil, Plus, RotateCw, Settings, Trash2, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { BucketSummary } from '../../../shared/contract/buckets.ts';
import type { ConnectionSummary } from '../../../shared/contract/connections.ts';
import { call } from '../../api/client.ts';
import { queryKeys } from '../../api/query.ts';
import { useDialog } from '../../stores/dialog.ts';
import { useExpanded } from '../../stores/expanded.ts';
import { usePlace } from '../../stores/place.ts';
import type { MenuItem } from '../../ui/Menu.tsx';

/** What can be done with the rows of the connection tree. A failure is told by features/shell/useUnhandledErrors. */
export function useTreeActions() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const open = useDialog((s) => s.open);
  const expand = useExpanded((s) => s.expand);
  const go = usePlace((s) => s.go);

  const openBucket = (connectionId: string, bucket: string) => {
    go({ view: 'bucket', connectionId, bucket, prefix: '' });
  };

  const forget = async (connectionId: string, bucket: string) => {
    await call('buckets.forget', { connectionId, bucket });
    await client.invalidateQueries({ queryKey: queryKeys.buckets(connectionId) });
    const { place } = usePlace.getState();
    if ('connectionId' in place && place.connectionId === connectionId && place.bucket === bucket) {
      go({ view: 'welcome' });
    }
  };

  const connectionItems = ({ id }: ConnectionSummary): MenuItem[] => [
    {
      id: 'create',
      label: t('buckets.createAction'),
      icon: Plus,
      run: () => open({ kind: 'createBucket', connectionId: id }),
    },
    {
      id: 'open',
      label: t('buckets.openByNameAction'),
      icon: FolderSearch,
      run: () => open({ kind: 'openBucket', connectionId: id }),
    },
    {
      id: 'refresh',
      label: t('connections.refresh'),
      icon: RotateCw,
      run: () => {
        expand(id);
        void client.invalidateQueries({ queryKey: queryKeys.buckets(id) });
      },
    },
    { id: 'line', separator: true },
    {
      id: 'edit',
      label: t('connections.editAction'),
      icon: Pencil,
      run: () => open({ kind: 'connection', connectionId: id }),
    },
    {
      id: 'remove',
      label: t('connections.removeAction'),
      icon: Trash2,
      danger: true,
      run: () => open({ kind: 'removeConnection', connectionId: id }),
    },
  ];

  const bucketItems = (connectionId: string, { name, openedByName }: BucketSummary): MenuItem[] => [
    { id: 'open', label: t('buckets.open'), icon: FolderOpen, run: () => openBucket(connectionId, name) },
    {
      id: 'settings',
      label: t('buckets.settings'),
      icon: Settings,
      run: () => go({ view: 'bucketSettings', connectionId, bucket: name }),
    },
    {
      id: 'copy',
      label: t('buckets.copyName'),
      icon: Copy,
      run: () => void call('clipboard.write', { text: name }),
    },
    { id: 'line', separator: true },
    ...(openedByName
      ? [{ id: 'forget', label: t('buckets.forget'), icon: X, run: () => void forget(connectionId, name) }]
      : []),
    {
      id: 'delete',
      label: t('buckets.deleteAction'),
      icon: Trash2,
      danger: true,
      run: () => open({ kind: 'deleteBucket', connectionId, bucket: name }),
    },
  ];

  return { openBucket, connectionItems, bucketItems };
}
