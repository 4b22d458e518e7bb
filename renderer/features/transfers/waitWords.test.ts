import { expect, test } from 'vitest';
import type { ErrorCode, ErrorData } from '../../../shared/errors.ts';
import { createTexts } from '../../../shared/i18n/create.ts';
import type { WaitReason } from '../../../shared/transfer.ts';
import { waitText } from './waitWords.ts';

const en = createTexts('en').t;
const ru = createTexts('ru').t;

const waiting = (reason: WaitReason, code?: ErrorCode) => {
  const error: ErrorData | null = code ? { code, message: '', retryable: true } : null;
  return { reason, until: null, error };
};

test.each<[WaitReason, ErrorCode | undefined, string | null, string]>([
  ['throttled', 'throttled', '8 s', 'Server asks to slow down, again in 8 s'],
  ['throttled', undefined, null, 'Server asks to slow down'],
  ['offline', 'network-unreachable', '12 s', 'Offline, trying again in 12 s'],
  ['offline', undefined, null, 'Offline, trying again…'],
  ['retry', 'network', '3 s', 'Connection failed, trying again in 3 s'],
  ['retry', 'server-error', '3 s', 'Server failed, trying again in 3 s'],
  ['retry', 'integrity', '3 s', 'Request failed, trying again in 3 s'],
  ['retry', undefined, null, 'Request failed, trying again…'],
  ['credentials', 'invalid-credentials', null, 'The keys were refused'],
  ['disk-full', 'local-disk-full', '30 s', 'Disk is full: waiting for room'],
  ['source-changing', undefined, '2 s', 'The file is still being written to'],
])('%s because of %s, next in %s: %s', (reason, code, time, text) => {
  expect(waitText(waiting(reason, code), time, en)).toBe(text);
});

test('in Russian', () => {
  expect(waitText(waiting('throttled'), '8 с', ru)).toBe('Сервер просит подождать: 8 с');
  expect(waitText(waiting('offline'), '12 с', ru)).toBe('Нет связи, повтор через 12 с');
});
