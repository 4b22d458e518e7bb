import { app, type BrowserWindow, dialog } from 'electron';
import type { i18n } from 'i18next';
import type { Dialogs } from '../core/ports.ts';

/** The dialogs of the core, and the question asked before quitting. */
export type ShellDialogs = Dialogs & {
  /** True: quit, and let what still runs go on at the next start. */
  confirmQuit(running: number): Promise<boolean>;
};

/** An answer a test has prepared: paths for the choosers, true or false for the question. */
type PreparedAnswer = string[] | boolean;

declare global {
  // Filled by end-to-end tests, which cannot drive the system's own dialogs. Read in unpackaged builds only.
  var staveDialogAnswers: PreparedAnswer[] | undefined;
}

function prepared(): PreparedAnswer | undefined {
  if (app.isPackaged || globalThis.staveDialogAnswers === undefined) return undefined;
  const answer = globalThis.staveDialogAnswers.shift();
  if (answer === undefined) throw new Error('a dialog opened for which the test has prepared no answer');
  return answer;
}

type Property = 'openFile' | 'openDirectory' | 'multiSelections' | 'createDirectory';

/** The system's dialogs, as sheets of the window where the system has that. */
export function createDialogs(window: () => BrowserWindow | null, texts: i18n): ShellDialogs {
  async function choose(properties: Property[], title: string, buttonLabel: string): Promise<string[]> {
    const answer = prepared();
    if (Array.isArray(answer)) return answer;
    const parent = window();
    const options = { title, buttonLabel, properties };
    const result = await (parent ? dialog.showOpenDialog(parent, options) : dialog.showOpenDialog(options));
    return result.canceled ? [] : result.filePaths;
  }
  return {
    chooseFiles: () =>
      choose(['openFile', 'multiSelections'], texts.t('dialogs.chooseFiles'), texts.t('dialogs.upload')),
    chooseUploadFolders: () =>
      choose(['openDirectory', 'multiSelections'], texts.t('dialogs.chooseFolder'), texts.t('dialogs.upload')),
    async chooseDownloadFolder() {
      const label = texts.t('dialogs.download');
      const [folder] = await choose(['openDirectory', 'createDirectory'], texts.t('dialogs.chooseTarget'), label);
      return folder ?? null;
    },
    async chooseFolder(use) {
      const [folder] = await choose(
        ['openDirectory', 'createDirectory'],
        texts.t(`dialogs.${use}Folder`),
        texts.t('dialogs.choose'),
      );
      return folder ?? null;
    },
    async confirmQuit(running) {
      const answer = prepared();
      if (typeof answer === 'boolean') return answer;
      const parent = window();
      const options = {
        type: 'warning' as const,
        message: texts.t('dialogs.quitMessage', { count: running }),
        detail: texts.t('dialogs.quitDetail'),
        buttons: [texts.t('dialogs.quitStay'), texts.t('dialogs.quitConfirm')],
        defaultId: 0,
        cancelId: 0,
      };
      const result = await (parent ? dialog.showMessageBox(parent, options) : dialog.showMessageBox(options));
      return result.response === 1;
    },
  };
}
