import { clipboard, nativeTheme, shell } from 'electron';
import { appError } from '../../shared/errors.ts';
import type { Desktop } from '../core/ports.ts';
import { setStartAtLogin } from './loginItem.ts';

type Deps = {
  /** Rebuilds what main shows in words. */
  onLanguage: (language: 'en' | 'ru') => void;
  onKeepInTray: (isOn: boolean) => void;
};

/** The system's shell: file manager, browser, clipboard, theme, start at login. */
export function createDesktop({ onLanguage, onKeepInTray }: Deps): Desktop {
  return {
    setKeepInTray: onKeepInTray,
    setStartAtLogin,
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
