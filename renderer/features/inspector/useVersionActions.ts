import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ObjectVersion } from '../../../shared/contract/versions.ts';
import { call } from '../../api/client.ts';
import { queryKeys } from '../../api/query.ts';
import { useDialog } from '../../stores/dialog.ts';
import { momentInWords } from './moments.ts';
import type { ObjectRef } from './objectQueries.ts';
import { useDownload } from './useDownload.ts';

export type VersionChange = 'makeCurrent' | 'restore' | 'delete';

export type VersionActions = {
  download(version: ObjectVersion): void;
  /** Opens the dialog that makes a link to it. */
  share(version: ObjectVersion): void;
  /** Copies the version's ID. */
  copyId(version: ObjectVersion): void;
  /** `makeCurrent` copies an older version, `restore` removes the delete markers on top, `delete` is for ever. */
  change(what: VersionChange, version: ObjectVersion): void;
  isWorking: boolean;
  error: Error | null;
  /** What was done last, for screen readers. */
  done: string;
};

/** What can be done with the versions of one object. */
export function useVersionActions({ connectionId, bucket, key }: ObjectRef): VersionActions {
  const { t, i18n } = useTranslation();
  const client = useQueryClient();
  const openDialog = useDialog((s) => s.open);
  const [done, setDone] = useState('');

  const download = useDownload((version: ObjectVersion, folder) =>
    call('transfers.downloadVersion', {
      connectionId,
      bucket,
      key,
      versionId: version.versionId,
      folder: folder.grant,
    }),
  );
  const copy = useMutation({
    mutationFn: (version: ObjectVersion) => call('clipboard.write', { text: version.versionId }),
    onSuccess: () => setDone(t('versions.done.copied')),
  });
  const change = useMutation({
    mutationFn: async ({ what, version }: { what: VersionChange; version: ObjectVersion }) => {
      const { versionId } = version;
      if (what === 'makeCurrent') await call('versions.restore', { connectionId, bucket, key, versionId });
      else if (what === 'restore') await call('versions.undelete', { connectionId, bucket, keys: [key] });
      else await call('versions.delete', { connectionId, bucket, key, versionId });
    },
    onSuccess: (_, { what, version }) =>
      setDone(t(`versions.done.${what}`, { moment: momentInWords(version.modified, i18n.language) })),
    // After a failure too: it may have been done all the same.
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: queryKeys.versions(connectionId, bucket, key) }),
        client.invalidateQueries({ queryKey: queryKeys.object(connectionId, bucket, key) }),
      ]),
  });

  return {
    download: (version) => download.mutate(version),
    share: ({ versionId }) =>
      openDialog({ kind: 'share', target: { connectionId, bucket, key, versionId, isFolder: false } }),
    copyId: (version) => copy.mutate(version),
    change: (what, version) => change.mutate({ what, version }),
    isWorking: change.isPending,
    error: change.error ?? download.error ?? copy.error,
    done,
  };
}
