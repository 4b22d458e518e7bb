import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { s3Uri } from '../../../shared/key.ts';
import { call, grantDropped } from '../../api/client.ts';
import type { ListingPlace } from '../../stores/listing.ts';
import { useListing } from '../../stores/listing.ts';
import { useToasts } from '../../stores/toasts.ts';
import { grantChunks, keyChunks, type Targets, targetChunks } from './chunks.ts';

export type Actions = {
  uploadFiles(): void;
  uploadFolder(): void;
  /** Uploads what was dropped below a prefix. The files must be those of the drop event itself. */
  uploadDropped(prefix: string, files: readonly File[]): void;
  download(targets: Targets): void;
  restore(keys: readonly string[]): void;
  copyAddress(entry: string): void;
  copyText(text: string): void;
  /** What went wrong last; null when nothing did, or it was dismissed. */
  problem: unknown;
  dismiss(): void;
};

/** What can be done in a place besides looking at it. Deleting is asked about first: DeleteDialog.tsx. */
export function useActions({ connectionId, bucket, prefix }: ListingPlace): Actions {
  const { t } = useTranslation();
  const [problem, setProblem] = useState<unknown>(null);

  const run = useCallback((work: () => Promise<void>) => {
    setProblem(null);
    work().catch(setProblem);
  }, []);

  return useMemo(() => {
    const place = { connectionId, bucket };
    const upload = async (below: string, grants: readonly string[]) => {
      for (const chunk of grantChunks(grants))
        await call('transfers.upload', { ...place, prefix: below, grants: chunk });
    };
    const choose = (channel: 'dialogs.chooseFiles' | 'dialogs.chooseUploadFolder') =>
      run(async () => {
        const chosen = await call(channel, {});
        await upload(
          prefix,
          chosen.map((path) => path.grant),
        );
      });
    const copyText = (text: string) => run(() => call('clipboard.write', { text }));
    return {
      uploadFiles: () => choose('dialogs.chooseFiles'),
      uploadFolder: () => choose('dialogs.chooseUploadFolder'),
      uploadDropped(below, files) {
        const granted = grantDropped(files);
        run(async () => upload(below, await granted));
      },
      download: (targets) =>
        run(async () => {
          const folder = await call('dialogs.chooseDownloadFolder', {});
          if (!folder) return;
          for (const chunk of targetChunks(targets)) {
            await call('transfers.download', { ...place, ...chunk, base: prefix, folder: folder.grant });
          }
        }),
      restore: (keys) =>
        run(async () => {
          let count = 0;
          for (const chunk of keyChunks(keys))
            count += (await call('versions.undelete', { ...place, keys: chunk })).restored;
          useToasts.getState().show({ message: t('browser.restored', { count }), tone: 'success' });
          useListing.getState().refresh();
        }),
      copyAddress: (entry) => copyText(s3Uri(bucket, entry)),
      copyText,
      problem,
      dismiss: () => setProblem(null),
    };
  }, [connectionId, bucket, prefix, problem, run, t]);
}
