import { expect, test } from 'vitest';
import { withBuffers } from './sqlite.ts';

test('bytes are Buffers, also where libsql gives ArrayBuffers', () => {
  const given = { id: 1, file: new Uint8Array([0xd1, 0x8f]).buffer, job: null, record: Buffer.from('x') };
  expect(withBuffers(given)).toEqual({ id: 1, file: Buffer.from('я'), job: null, record: Buffer.from('x') });
});
