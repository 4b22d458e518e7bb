import { clipboard, nativeTheme, shell } from 'electron';
import { appError } from '../../shared/errors.ts';
import type { Desktop } from '../core/ports.ts';

/** The system's shell: file manager, browser, clipboard, theme. `onLanguage` rebuilds what main shows in words. */
export function createDesktop(onLanguage: (language: 'en' | 'ru') => void): Desktop {
  return {
    showInFolder: (path) => shell.showItemInFolder(path),
    async openExternal(url) {
      if (!URL.canParse(url) || new URL(url).protocol !== 'https:')
        throw appError('invalid-request', 'only https addresses are opened');
      await shell.openExternal(url);
    },
    // A promise since Electron 45, nothing before.
    writeClipboard: async (text) => clipboard.writeText(text),
    applyAppearance({ language, theme }) {
      nativeTheme.themeSource = theme;
      onLanguage(language);
    },
  };
}
