import type { TFunction } from 'i18next';
import type { PublicAccessBlockDocument } from '../../../../shared/settings/documents/access.ts';
import { sentencesAndRest } from '../sentencesAndRest.ts';
import { BLOCKS, readBlocks } from './publicAccessBlockForm.ts';

/** A sentence for each block that is switched on or off. */
export function publicAccessBlockChanges(
  t: TFunction,
  before: PublicAccessBlockDocument | null,
  after: PublicAccessBlockDocument | null,
): string[] {
  const [was, is] = [readBlocks(before), readBlocks(after)];
  const sentences = BLOCKS.filter((block) => was[block] !== is[block]).map((block) =>
    is[block] ? t(`settings.publicAccessBlock.on.${block}`) : t(`settings.publicAccessBlock.off.${block}`),
  );
  return after === null ? sentences : sentencesAndRest(t, sentences, { before, told: after, after });
}
