/** A decimal number without an exponent: `-12.50` is { negative, whole: '12', fraction: '5' }. Zero has no sign. */
export type PlainNumber = { negative: boolean; whole: string; fraction: string };

/** Larger numbers are beyond what DOUBLE can hold. */
const MAX_WHOLE_DIGITS = 300;

const NUMBER = /^([+-]?)(\d*)(?:\.(\d*))?(?:e([+-]?\d{1,3}))?$/i;

/** A comma that can only be the point: `1,000` may be a thousand, `0,125` and `100,5` are not. */
const DECIMAL_COMMA = /^([+-]?)(0?|\d+(?!,\d{3}$)),(\d+)$/;

/**
 * Reads a number as it is typed: `100`, `-0.5`, `100,5`, `.5`, `1e6`, with spaces around it. Null for anything else, as
 * for a comma that may be meant as thousands or as the point.
 */
export function readNumber(typed: string): PlainNumber | null {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] =
    NUMBER.exec(typed.trim().replace(DECIMAL_COMMA, '$1$2.$3')) ?? [];
  if (whole === '' && fraction === '') return null;
  const digits = whole + fraction;
  const point = whole.length + Number(exponent);
  const padded = digits.padStart(digits.length - Math.min(point, 0), '0').padEnd(point, '0');
  const at = Math.max(point, 0);
  const plain = {
    whole: padded.slice(0, at).replace(/^0+(?=.)/, '') || '0',
    fraction: padded.slice(at).replace(/0+$/, ''),
  };
  if (plain.whole.length > MAX_WHOLE_DIGITS) return null;
  return { negative: sign === '-' && (plain.whole !== '0' || plain.fraction !== ''), ...plain };
}

/** The number as DuckDB and JavaScript read it. */
export function writeNumber({ negative, whole, fraction }: PlainNumber): string {
  return `${negative ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}

/** The largest integer that is not larger. */
export function floorOf({ negative, whole, fraction }: PlainNumber): PlainNumber {
  const down = negative && fraction !== '';
  return { negative, whole: String(BigInt(whole) + (down ? 1n : 0n)), fraction: '' };
}
