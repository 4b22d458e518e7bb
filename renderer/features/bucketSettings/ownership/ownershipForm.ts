import type { SettingDocument } from '../../../../shared/settings/documents.ts';

type OwnershipDocument = SettingDocument<'ownership'>;

export const OWNERSHIPS = ['BucketOwnerEnforced', 'BucketOwnerPreferred', 'ObjectWriter'] as const;
export type Ownership = (typeof OWNERSHIPS)[number];

/** Null: not set. */
export function readOwnership(document: OwnershipDocument | null): Ownership | null {
  return document?.Rules[0]?.ObjectOwnership ?? null;
}

export function writeOwnership(document: OwnershipDocument | null, ownership: Ownership): OwnershipDocument {
  return { ...document, Rules: [{ ...document?.Rules[0], ObjectOwnership: ownership }] };
}
