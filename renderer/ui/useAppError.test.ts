import { expect, test } from 'vitest';
import { AppError, appError, ERROR_CODES } from '../../shared/errors.ts';
import { createTexts } from '../../shared/i18n/create.ts';
import { errorData, errorText } from './useAppError.ts';

const english = createTexts('en');
const russian = createTexts('ru');

test('a sentence names what is known: the host, the bucket', () => {
  const refused = appError('network-refused', 'connect ECONNREFUSED', {
    details: { host: 'nas:9000', bucket: 'shop' },
  });
  expect(errorText(english, refused.data)).toContain('nas:9000');
  expect(errorText(russian, refused.data)).toContain('nas:9000');
  const gone = appError('bucket-not-found', 'NoSuchBucket', { details: { host: 'nas:9000', bucket: 'shop' } });
  expect(errorText(english, gone.data)).toContain('“shop”');
  expect(errorText(russian, gone.data)).toContain('«shop»');
});

test('without details every sentence still reads well', () => {
  for (const texts of [english, russian]) {
    for (const code of ERROR_CODES) {
      const text = errorText(texts, { code, message: '', retryable: false });
      expect(text).not.toMatch(/\{\{|[“«][”»]| {2}|^ |undefined/);
    }
  }
});

test('a name is shown as it is, not escaped and not taken for a placeholder', () => {
  const error = appError('bucket-not-found', '', { details: { bucket: '<b>{{host}}</b>', host: 'x' } });
  expect(errorText(english, error.data)).toContain('<b>{{host}}</b>');
});

test('what is no AppError is a fault of Stave itself', () => {
  expect(errorData(new TypeError('x is undefined'))).toMatchObject({ code: 'internal', message: 'x is undefined' });
  expect(errorData('text')).toMatchObject({ code: 'internal', message: 'text' });
  const error = new AppError({ code: 'tls', message: 'm', retryable: false });
  expect(errorData(error)).toBe(error.data);
});
