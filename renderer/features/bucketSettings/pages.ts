import { Columns2, FileOutput, type LucideIcon, ShieldCheck, Undo2 } from 'lucide-react';
import type { ComponentType } from 'react';
import type { Texts } from '../../../shared/i18n/index.ts';
import type { SettingId } from '../../../shared/settings/documents.ts';
import type { BucketRef } from '../../api/settings.ts';
import { AccessPage } from './access/AccessPage.tsx';
import { ComparePage } from './compare/ComparePage.tsx';
import { ExportPage } from './export/ExportPage.tsx';
import { HistoryPage } from './history/HistoryPage.tsx';

type Settings = Texts['settings'];
type Titled = { [Id in keyof Settings]: Settings[Id] extends { title: string } ? Id : never }[keyof Settings];
/** What has a title of its own in the texts and is no setting. */
type PageId = Exclude<Titled, SettingId | 'leave' | 'removal' | 'absent' | 'denied'>;

/** A page about all settings of a bucket together; its title is `settings.<id>.title`. */
export type SettingsPage = { id: PageId; icon: LucideIcon; Page: ComponentType<BucketRef> };

/** The pages that stand above the settings: one line each. The first is what opens first. */
export const PAGES: readonly SettingsPage[] = [
  { id: 'access', icon: ShieldCheck, Page: AccessPage },
  { id: 'history', icon: Undo2, Page: HistoryPage },
  { id: 'compare', icon: Columns2, Page: ComparePage },
  { id: 'export', icon: FileOutput, Page: ExportPage },
];
