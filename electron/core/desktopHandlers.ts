import { basename } from 'node:path';
import { appError } from '../../shared/errors.ts';
import type { PathGrants } from './pathGrants.ts';
import type { Desktop, Dialogs, Handlers } from './ports.ts';
import type { Engine } from './transfers/engine.ts';

type DesktopHandlers = Pick<
  Handlers,
  | 'dialogs.chooseFiles'
  | 'dialogs.chooseUploadFolder'
  | 'dialogs.chooseDownloadFolder'
  | 'dialogs.chooseFolder'
  | 'shell.showDownload'
  | 'shell.openExternal'
  | 'clipboard.write'
>;

type Deps = { dialogs: Dialogs; desktop: Desktop; grants: PathGrants; engine: Engine };

/** What the page may ask of the system. Chosen paths become grants. */
export function createDesktopHandlers({ dialogs, desktop, grants, engine }: Deps): DesktopHandlers {
  const readable = (paths: string[]) =>
    paths.map((path) => ({ grant: grants.grant(path, 'read'), name: basename(path) }));
  return {
    'dialogs.chooseFiles': async () => readable(await dialogs.chooseFiles()),
    'dialogs.chooseUploadFolder': async () => readable(await dialogs.chooseUploadFolders()),
    async 'dialogs.chooseDownloadFolder'() {
      const path = await dialogs.chooseDownloadFolder();
      return path === null ? null : { grant: grants.grant(path, 'write'), name: basename(path) };
    },
    async 'dialogs.chooseFolder'({ use }) {
      const path = await dialogs.chooseFolder(use);
      return path === null ? null : { grant: grants.grant(path, 'write'), name: basename(path), path };
    },
    async 'shell.showDownload'({ jobId }) {
      const path = await engine.downloadedPath(jobId);
      if (path === null) throw appError('local-not-found', 'this job has left nothing to show');
      desktop.showInFolder(path);
    },
    'shell.openExternal': ({ url }) => desktop.openExternal(url),
    'clipboard.write': async ({ text }) => desktop.writeClipboard(text),
  };
}
