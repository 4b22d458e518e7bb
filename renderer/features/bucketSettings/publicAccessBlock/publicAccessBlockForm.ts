import type { PublicAccessBlockDocument } from '../../../../shared/settings/documents/access.ts';
import { flagAfter, withProperty } from '../property.ts';

export const BLOCKS = ['BlockPublicAcls', 'IgnorePublicAcls', 'BlockPublicPolicy', 'RestrictPublicBuckets'] as const;
export type Block = (typeof BLOCKS)[number];
export type Blocks = Record<Block, boolean>;

/** Which of the four are on; one that is not there is off. */
export function readBlocks(document: PublicAccessBlockDocument | null): Blocks {
  const isOn = (block: Block) => document?.[block] ?? false;
  return {
    BlockPublicAcls: isOn('BlockPublicAcls'),
    IgnorePublicAcls: isOn('IgnorePublicAcls'),
    BlockPublicPolicy: isOn('BlockPublicPolicy'),
    RestrictPublicBuckets: isOn('RestrictPublicBuckets'),
  };
}

export function writeBlocks(document: PublicAccessBlockDocument | null, blocks: Blocks): PublicAccessBlockDocument {
  return BLOCKS.reduce(
    (after, block) => withProperty(after, block, flagAfter(after[block], blocks[block])),
    document ?? {},
  );
}

/** All four, on or off. */
export function allBlocks(isOn: boolean): Blocks {
  return { BlockPublicAcls: isOn, IgnorePublicAcls: isOn, BlockPublicPolicy: isOn, RestrictPublicBuckets: isOn };
}
