import { CONFLICT_STRATEGIES } from '../transfer.ts';
import { z } from '../zod.ts';
import { call } from './call.ts';

export const LANGUAGES = ['en', 'ru'] as const;
export type Language = (typeof LANGUAGES)[number];

/** What the window remembers. Widths and heights in CSS pixels. */
export const preferences = z.strictObject({
  language: z.enum(LANGUAGES),
  theme: z.enum(['system', 'light', 'dark']),
  sidebarWidth: z.number().min(140).max(600),
  inspectorWidth: z.number().min(220).max(800),
  inspectorOpen: z.boolean(),
  dockOpen: z.boolean(),
  dockHeight: z.number().min(60).max(600),
  /** What transfers do with names that exist already. */
  conflicts: z.enum(CONFLICT_STRATEGIES),
  /** What becomes of transfers that were interrupted when the program ended. */
  interrupted: z.enum(['resume', 'ask']),
  /** Bytes per second of all transfers together; null for no limit. */
  bandwidthLimit: z.number().int().min(1024).max(1e12).nullable(),
  /** Closing the window leaves the program at work while folders are watched, where the system has a tray (or a dock). */
  keepInTray: z.boolean(),
  /** The program starts, without its window, when the user logs in. */
  startAtLogin: z.boolean(),
});
export type Preferences = z.infer<typeof preferences>;

/** What the window begins with, but for the language, which is the system's. */
export const FIRST_PREFERENCES: Omit<Preferences, 'language'> = {
  theme: 'system',
  sidebarWidth: 220,
  inspectorWidth: 320,
  inspectorOpen: true,
  dockOpen: true,
  dockHeight: 140,
  conflicts: 'ask',
  interrupted: 'resume',
  bandwidthLimit: null,
  keepInTray: true,
  startAtLogin: false,
};

export type AppInfo = {
  version: string;
  electron: string;
  platform: string;
  /** Set by `npm run demo`: the connection and bucket to open at once. */
  startAt: { connectionId: string; bucket: string } | null;
};

/** A path chosen in a dialog: the page holds the token and the name to show, never the path. */
export type GrantedPath = { grant: string; name: string };

/** A folder chosen for a rule. `path` is for showing only: no call takes one. */
export type GrantedFolder = GrantedPath & { path: string };

/** What a folder of a rule is for, which the dialog's title says. */
export const FOLDER_USES = ['watch', 'archive', 'log'] as const;
export type FolderUse = (typeof FOLDER_USES)[number];

export const appCalls = {
  'app.info': call<AppInfo>()(z.strictObject({})),
  /** Whether the system has a place for icons of programs that have no window open. */
  'app.hasTray': call<boolean>()(z.strictObject({})),
  'preferences.get': call<Preferences>()(z.strictObject({})),
  'preferences.set': call<Preferences>()(preferences.partial()),
  /** Opens the system's dialog; empty when the user closed it. */
  'dialogs.chooseFiles': call<GrantedPath[]>()(z.strictObject({})),
  'dialogs.chooseUploadFolder': call<GrantedPath[]>()(z.strictObject({})),
  'dialogs.chooseDownloadFolder': call<GrantedPath | null>()(z.strictObject({})),
  'dialogs.chooseFolder': call<GrantedFolder | null>()(z.strictObject({ use: z.enum(FOLDER_USES) })),
  /** Shows what a finished download wrote in the system's file manager. */
  'shell.showDownload': call<void>()(z.strictObject({ jobId: z.string().min(1).max(64) })),
  /** Opens a page in the system's browser; https only. */
  'shell.openExternal': call<void>()(z.strictObject({ url: z.url({ protocol: /^https$/ }).max(2000) })),
  'clipboard.write': call<void>()(z.strictObject({ text: z.string().max(20_000) })),
} as const;
