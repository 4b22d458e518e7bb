import { History, type LucideIcon } from 'lucide-react';
import type { ComponentType } from 'react';
import type { BucketRef } from '../../api/versioning.ts';
import { VersioningPanel } from './VersioningPanel.tsx';

/** Every setting of a bucket, in the order of the list. One line a setting; its title is `settings.<id>.title`. */
export const SETTINGS = [{ id: 'versioning', icon: History, Panel: VersioningPanel }] as const satisfies readonly {
  id: string;
  icon: LucideIcon;
  Panel: ComponentType<BucketRef>;
}[];

export type SettingId = (typeof SETTINGS)[number]['id'];
