import type { JobSnapshot } from '../../../../shared/transfer.ts';

/** Of two texts that are the same but for case or for how accents are composed, one. SQLite knows only the case of ASCII. */
export const folded = (text: string) => text.normalize('NFC').toLowerCase().normalize('NFC');

/** What a search looks at. */
export function searchText({ name, bucket, prefix, localFolder, rule, error, problems }: JobSnapshot): string {
  const failed = problems.flatMap((it) => [it.name, it.error.message]);
  const texts = [name, bucket, prefix, localFolder, rule, error?.message, ...failed];
  return folded(texts.filter((it) => typeof it === 'string').join('\n'));
}
