import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkDocument } from './checkDocument.ts';
import { DOCUMENTS, SETTING_IDS } from './documents.ts';
import { documentsOf } from './testing/arbitraries.ts';

test.each(SETTING_IDS)('any document of %s goes through JSON and its schema unchanged', (setting) => {
  fc.assert(
    fc.property(documentsOf(setting), (document) => {
      const again: unknown = JSON.parse(JSON.stringify(document));
      expect(again).toStrictEqual(document);
      expect(checkDocument(setting, again, { bucket: 'photos' }).document).toStrictEqual(document);
    }),
  );
});

test.each(SETTING_IDS)('%s takes no name that it does not know', (setting) => {
  fc.assert(
    fc.property(documentsOf(setting), (document) => {
      expect(DOCUMENTS[setting].safeParse({ ...document, Unknown: 1 }).success).toBe(false);
    }),
    { numRuns: 10 },
  );
});
