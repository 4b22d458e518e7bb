import {
  Copy,
  Download,
  FolderOpen,
  FolderUp,
  History,
  Info,
  Link,
  type LucideIcon,
  RotateCcw,
  RotateCw,
  Share2,
  Trash2,
  Upload,
} from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type ShareTarget, useDialog } from '../../stores/dialog.ts';
import { useInspector } from '../../stores/inspector.ts';
import { type ListingPlace, useListing } from '../../stores/listing.ts';
import { usePlace } from '../../stores/place.ts';
import { usePreferences } from '../../stores/preferences.ts';
import type { Row, Selection } from '../../stores/selection.ts';
import type { RowAction } from '../../ui/grid/GridRow.tsx';
import { entryOf } from '../../ui/grid/rowTable.ts';
import type { MenuItem } from '../../ui/Menu.tsx';
import type { Targets } from './chunks.ts';
import { deleteKey, shortcut } from './shortcuts.ts';
import type { Actions } from './useActions.ts';

function isDeleted(row: Row): boolean {
  return row.kind === 'object' && row.object.deleted === true;
}

function targetsOf(row: Row): Targets {
  return row.kind === 'folder' ? { keys: [], prefixes: [row.prefix] } : { keys: [row.object.key], prefixes: [] };
}

function shareTarget({ connectionId, bucket }: ListingPlace, row: Row): ShareTarget {
  return { connectionId, bucket, key: entryOf(row), isFolder: row.kind === 'folder' };
}

/** Opens a folder; of an object it opens the inspector. */
export function openRow(place: ListingPlace, row: Row): void {
  if (row.kind === 'folder') {
    const { connectionId, bucket } = place;
    usePlace.getState().go({ view: 'bucket', connectionId, bucket, prefix: row.prefix });
  } else {
    void usePreferences.getState().change({ inspectorOpen: true });
  }
}

/** The quick actions at a row's right end. */
export function useRowActions(actions: Actions, remove: (targets: Targets) => void): readonly RowAction[] {
  const { t } = useTranslation();
  return useMemo(() => {
    const action = (
      id: string,
      icon: LucideIcon,
      label: string,
      appliesTo: RowAction['appliesTo'],
      run: (row: Row) => void,
    ) => ({ id, icon, label, appliesTo, run }) satisfies RowAction;
    const isThere = (row: Row) => !isDeleted(row);
    return [
      action('download', Download, t('browser.download'), isThere, (row) => actions.download(targetsOf(row))),
      action('delete', Trash2, t('browser.delete'), isThere, (row) => remove(targetsOf(row))),
      action('restore', RotateCcw, t('browser.restore'), isDeleted, (row) => actions.restore([entryOf(row)])),
    ];
  }, [t, actions.download, actions.restore, remove]);
}

/** The context menu of what is selected. */
export function useSelectionMenu(place: ListingPlace, actions: Actions, remove: (targets: Targets) => void) {
  const { t } = useTranslation();
  return (selection: Selection): MenuItem[] => {
    const { single } = selection;
    const targets = selection.targets();
    const deleted = selection.deletedKeys();
    const isNothingThere = targets.keys.length + targets.prefixes.length === 0;
    const ofSingle: MenuItem[] = single
      ? [
          { id: 'line-copy', separator: true },
          {
            id: 'copy-address',
            label: t('browser.copyAddress'),
            icon: Link,
            run: () => actions.copyAddress(entryOf(single)),
          },
          {
            id: 'copy-key',
            label: single.kind === 'folder' ? t('browser.copyPrefix') : t('browser.copyKey'),
            icon: Copy,
            run: () => actions.copyText(entryOf(single)),
          },
        ]
      : [];
    const open: MenuItem[] = single
      ? [
          single.kind === 'folder'
            ? {
                id: 'open',
                label: t('browser.open'),
                icon: FolderOpen,
                shortcut: '↵',
                run: () => openRow(place, single),
              }
            : {
                id: 'details',
                label: t('browser.details'),
                icon: Info,
                shortcut: '↵',
                run: () => openRow(place, single),
              },
        ]
      : [];
    const versions: MenuItem[] =
      single?.kind === 'object'
        ? [
            {
              id: 'versions',
              label: t('browser.showVersions'),
              icon: History,
              run: () => void useInspector.getState().show('versions'),
            },
          ]
        : [];
    const share: MenuItem[] =
      single && !isDeleted(single)
        ? [
            {
              id: 'share',
              label: t(single.kind === 'folder' ? 'browser.shareUpload' : 'browser.share'),
              icon: Share2,
              run: () => useDialog.getState().open({ kind: 'share', target: shareTarget(place, single) }),
            },
          ]
        : [];
    const restore: MenuItem[] =
      deleted.length > 0
        ? [{ id: 'restore', label: t('browser.restore'), icon: RotateCcw, run: () => actions.restore(deleted) }]
        : [];
    return [
      ...open,
      {
        id: 'download',
        label: t('browser.downloadTo'),
        icon: Download,
        shortcut: shortcut('D'),
        isDisabled: isNothingThere,
        run: () => actions.download(targets),
      },
      ...share,
      ...versions,
      ...restore,
      ...ofSingle,
      { id: 'line-delete', separator: true },
      {
        id: 'delete',
        label: t('browser.deleteAsk'),
        icon: Trash2,
        shortcut: deleteKey,
        danger: true,
        isDisabled: isNothingThere,
        run: () => remove(targets),
      },
    ];
  };
}

/** What uploads into the place, for the toolbar's menu. */
export function useUploadMenu(actions: Actions): MenuItem[] {
  const { t } = useTranslation();
  return [
    {
      id: 'upload-files',
      label: t('browser.uploadFiles'),
      icon: Upload,
      shortcut: shortcut('U'),
      run: actions.uploadFiles,
    },
    { id: 'upload-folder', label: t('browser.uploadFolder'), icon: FolderUp, run: actions.uploadFolder },
  ];
}

/** The context menu of the empty part of the list. */
export function usePlaceMenu(actions: Actions): MenuItem[] {
  const { t } = useTranslation();
  return [
    ...useUploadMenu(actions),
    { id: 'line', separator: true },
    {
      id: 'refresh',
      label: t('browser.refresh'),
      icon: RotateCw,
      shortcut: shortcut('R'),
      run: () => useListing.getState().refresh(),
    },
  ];
}
