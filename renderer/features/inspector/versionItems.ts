import type { TFunction } from 'i18next';
import { Copy, Download, RotateCcw, Share2, Trash2 } from 'lucide-react';
import type { ObjectVersion } from '../../../shared/contract/versions.ts';
import type { MenuItem } from '../../ui/Menu.tsx';
import type { VersionActions } from './useVersionActions.ts';

/** What can be done with one version: the row's buttons, and the first entries of its menu. */
export function versionButtons(
  version: ObjectVersion,
  actions: VersionActions,
  askDelete: (version: ObjectVersion) => void,
  t: TFunction,
) {
  const isMarker = version.kind === 'delete-marker';
  return [
    ...(isMarker
      ? []
      : [{ id: 'download', label: t('versions.download'), icon: Download, run: () => actions.download(version) }]),
    ...(!isMarker && !version.current
      ? [
          {
            id: 'makeCurrent',
            label: t('versions.makeCurrent'),
            icon: RotateCcw,
            run: () => actions.change('makeCurrent', version),
          },
        ]
      : []),
    ...(isMarker && version.current
      ? [
          {
            id: 'restore',
            label: t('versions.restore'),
            icon: RotateCcw,
            run: () => actions.change('restore', version),
          },
        ]
      : [
          {
            id: 'delete',
            label: t(isMarker ? 'versions.deleteMarker' : 'versions.delete'),
            icon: Trash2,
            danger: true,
            run: () => askDelete(version),
          },
        ]),
  ];
}

/** The row's menu: its buttons by name, and the ID to copy. */
export function versionMenu(
  buttons: ReturnType<typeof versionButtons>,
  version: ObjectVersion,
  actions: VersionActions,
  t: TFunction,
): MenuItem[] {
  const isMarker = version.kind === 'delete-marker';
  return [
    ...buttons.filter((item) => item.id !== 'delete'),
    ...(isMarker
      ? []
      : [{ id: 'share', label: t('objectAccess.shareVersion'), icon: Share2, run: () => actions.share(version) }]),
    { id: 'copyId', label: t('versions.copyId'), icon: Copy, run: () => actions.copyId(version) },
    ...buttons
      .filter((item) => item.id === 'delete')
      .flatMap((item) => [{ id: 'line', separator: true as const }, item]),
  ];
}
