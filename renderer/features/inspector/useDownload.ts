import { useMutation } from '@tanstack/react-query';
import type { GrantedPath } from '../../../shared/contract/app.ts';
import { call } from '../../api/client.ts';

/** Asks for a folder, then starts the download into it; closing the dialog is no error. */
export function useDownload<What>(start: (what: What, folder: GrantedPath) => Promise<unknown>) {
  return useMutation({
    mutationFn: async (what: What) => {
      const folder = await call('dialogs.chooseDownloadFolder', {});
      if (folder) await start(what, folder);
    },
  });
}
