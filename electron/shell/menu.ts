import { app, Menu, type MenuItemConstructorOptions } from 'electron';
import type { i18n } from 'i18next';
import type { MenuCommand } from '../../shared/events.ts';

type Run = (command: MenuCommand) => void;

function fileMenu(texts: i18n, item: Item): MenuItemConstructorOptions {
  return {
    label: texts.t('menu.file'),
    submenu: [
      item('new-connection', texts.t('menu.newConnection'), 'CmdOrCtrl+N'),
      { type: 'separator' },
      item('upload-files', texts.t('menu.uploadFiles'), 'CmdOrCtrl+U'),
      item('upload-folder', texts.t('menu.uploadFolder'), 'CmdOrCtrl+Shift+U'),
      item('download', texts.t('menu.download'), 'CmdOrCtrl+D'),
      // Shown only: the grid hears the key itself, and elsewhere (a text field) it means something else.
      {
        ...item('delete', texts.t('menu.delete'), process.platform === 'darwin' ? 'Cmd+Backspace' : 'Delete'),
        registerAccelerator: false,
      },
      { type: 'separator' },
      ...(process.platform === 'darwin'
        ? []
        : [
            item('preferences', texts.t('menu.preferences'), 'CmdOrCtrl+,'),
            { type: 'separator' as const },
            { role: 'quit' as const, label: texts.t('menu.quit') },
          ]),
    ],
  };
}

function editMenu(texts: i18n, item: Item): MenuItemConstructorOptions {
  return {
    label: texts.t('menu.edit'),
    submenu: [
      { role: 'undo', label: texts.t('menu.undo') },
      { role: 'redo', label: texts.t('menu.redo') },
      { type: 'separator' },
      { role: 'cut', label: texts.t('menu.cut') },
      { role: 'copy', label: texts.t('menu.copy') },
      { role: 'paste', label: texts.t('menu.paste') },
      item('select-all', texts.t('menu.selectAll'), 'CmdOrCtrl+A'),
      { type: 'separator' },
      item('find', texts.t('menu.find'), 'CmdOrCtrl+F'),
    ],
  };
}

function viewMenu(texts: i18n, item: Item): MenuItemConstructorOptions {
  return {
    label: texts.t('menu.view'),
    submenu: [
      item('refresh', texts.t('menu.refresh'), 'CmdOrCtrl+R'),
      item('toggle-inspector', texts.t('menu.toggleInspector'), 'CmdOrCtrl+I'),
      item('toggle-transfers', texts.t('menu.toggleTransfers'), 'CmdOrCtrl+J'),
      { type: 'separator' },
      { role: 'resetZoom', label: texts.t('menu.actualSize') },
      { role: 'zoomIn', label: texts.t('menu.zoomIn') },
      { role: 'zoomOut', label: texts.t('menu.zoomOut') },
      ...(app.isPackaged ? [] : [{ role: 'toggleDevTools' as const }]),
    ],
  };
}

function goMenu(texts: i18n, item: Item): MenuItemConstructorOptions {
  const mac = process.platform === 'darwin';
  return {
    label: texts.t('menu.go'),
    submenu: [
      item('back', texts.t('menu.back'), mac ? 'Cmd+[' : 'Alt+Left'),
      item('forward', texts.t('menu.forward'), mac ? 'Cmd+]' : 'Alt+Right'),
      item('up', texts.t('menu.up'), mac ? 'Cmd+Up' : 'Alt+Up'),
      item('go-to', texts.t('menu.goTo'), 'CmdOrCtrl+L'),
      { type: 'separator' },
      item('watched-folders', texts.t('menu.watchedFolders'), 'CmdOrCtrl+Shift+W'),
    ],
  };
}

function macAppMenu(texts: i18n, item: Item): MenuItemConstructorOptions {
  return {
    label: app.name,
    submenu: [
      { role: 'about' },
      { type: 'separator' },
      item('preferences', texts.t('menu.preferences'), 'Cmd+,'),
      { type: 'separator' },
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      { type: 'separator' },
      { role: 'quit', label: texts.t('menu.quit') },
    ],
  };
}

type Item = (command: MenuCommand, label: string, accelerator: string) => MenuItemConstructorOptions;

/**
 * The application menu in the language of `texts`; the page carries out its commands. The page hears a key first, and
 * the menu only what the page left alone, so nothing runs twice.
 */
export function setApplicationMenu(texts: i18n, run: Run): void {
  const item: Item = (command, label, accelerator) => ({ label, accelerator, click: () => run(command) });
  const template: MenuItemConstructorOptions[] = [
    ...(process.platform === 'darwin' ? [macAppMenu(texts, item)] : []),
    fileMenu(texts, item),
    editMenu(texts, item),
    viewMenu(texts, item),
    goMenu(texts, item),
    ...(process.platform === 'darwin' ? [{ role: 'windowMenu' as const }] : []),
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
