import fc from 'fast-check';
import { expect } from 'vitest';

/**
 * Holds a form against its document, for any two of them: writing what was read changes nothing, and what was written is
 * read again.
 */
export function expectNothingLost<D, F>(
  documents: fc.Arbitrary<D>,
  read: (document: D) => F,
  write: (document: D, form: F) => D,
): void {
  fc.assert(
    fc.property(documents, documents, (document, other) => {
      expect(write(document, read(document))).toStrictEqual(document);
      const form = read(other);
      expect(read(write(document, form))).toStrictEqual(form);
    }),
  );
}
