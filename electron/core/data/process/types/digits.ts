/** Digits of a number before and after its decimal point, without zeros at the front. */
type Digits = { whole: number; fraction: number };

/** A double holds every number of so many digits apart from every other one. */
const EXACT_DIGITS = 15;
const DECIMAL_DIGITS = 38;

const PLAIN = /^[+-]?0*(\d*)(?:\.(\d*))?$/;

/** Null for one with an exponent. */
function digitsOf(number: string): Digits | null {
  const plain = PLAIN.exec(number);
  return plain && { whole: plain[1]?.length ?? 0, fraction: plain[2]?.length ?? 0 };
}

function isLong(number: string): boolean {
  if (number.length <= EXACT_DIGITS) return false;
  const digits = digitsOf(number);
  return digits !== null && digits.whole + digits.fraction > EXACT_DIGITS;
}

/** With so many digits after the point a decimal has as many before it. */
const EVEN_SCALE = 19;

/**
 * The type that holds these numbers to the last digit where DOUBLE does not: null where none has more than 15 digits, and
 * where no DECIMAL holds them all.
 */
export function exactType(numbers: readonly (string | null)[]): string | null {
  if (!numbers.some((number) => number !== null && isLong(number))) return null;
  let whole = 0;
  let fraction = 0;
  for (const number of numbers) {
    if (number === null) continue;
    const digits = digitsOf(number);
    if (!digits) return null;
    whole = Math.max(whole, digits.whole);
    fraction = Math.max(fraction, digits.fraction);
  }
  if (whole + fraction > DECIMAL_DIGITS) return null;
  // Few types for many numbers: each has a statement of its own.
  const scale = Math.max(whole, fraction) <= EVEN_SCALE ? EVEN_SCALE : fraction;
  return `DECIMAL(${DECIMAL_DIGITS},${scale})`;
}
