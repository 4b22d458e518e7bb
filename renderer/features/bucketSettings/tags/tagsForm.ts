import type { Tag } from '../../../../shared/settings/documents/common.ts';
import type { SettingDocument } from '../../../../shared/settings/documents.ts';

/** Tags of AWS's own have to be sent again as they are (S3 User Guide, "Tagging restrictions"). */
export function isKeptByAws(tag: Tag, server: SettingDocument<'tags'> | null): boolean {
  const isSame = (one: Tag) => one.Key === tag.Key && one.Value === tag.Value;
  return tag.Key.startsWith('aws:') && (server?.TagSet ?? []).some(isSame);
}
