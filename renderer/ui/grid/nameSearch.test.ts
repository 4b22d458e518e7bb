import fc from 'fast-check';
import { expect, test } from 'vitest';
import { markContaining, markStarting, nameChunk } from './nameSearch.ts';

const name = fc.string({ unit: fc.constantFrom('a', 'b', '\n'), maxLength: 6 });

test('finds what looking at each name finds, also where names hold the separator', () => {
  fc.assert(
    fc.property(fc.array(name, { maxLength: 12 }), name, fc.nat({ max: 3 }), (names, part, firstId) => {
      if (part === '') return;
      const marks = new Uint8Array(firstId + names.length);
      markContaining(nameChunk(firstId, names), part, marks);
      expect([...marks.subarray(firstId)]).toEqual(names.map((each) => (each.includes(part) ? 1 : 0)));
      marks.fill(0);
      markStarting(nameChunk(firstId, names), part, marks);
      expect([...marks.subarray(firstId)]).toEqual(names.map((each) => (each.startsWith(part) ? 1 : 0)));
    }),
    { numRuns: 2000 },
  );
});
