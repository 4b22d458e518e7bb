const BITS = 11;
const BUCKETS = 1 << BITS;
const MASK = BUCKETS - 1;
/** Numbers are kept as two words: the two lowest digits, and those above. */
const LOW_DIGITS = 2;
const WORD = 2 ** (LOW_DIGITS * BITS);

/** Ids with their numbers beside them, in the same order: reading them in order is what makes the passes fast. */
type Keyed = { ids: Uint32Array; low: Uint32Array; high: Uint32Array };

/**
 * Ids ordered by their numbers (whole, of a range below 2^54), ids of equal numbers in the order given, also when
 * descending. A radix sort: a million ids in some 50 ms, where sorting with a comparison takes a second.
 */
export function orderByNumber(ids: Uint32Array, numberOf: Float64Array, descending: boolean): Uint32Array {
  let smallest = Number.POSITIVE_INFINITY;
  let largest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < ids.length; i += 1) {
    const number = numberOf[ids[i] ?? 0] ?? 0;
    if (number < smallest) smallest = number;
    if (number > largest) largest = number;
  }
  let keyed: Keyed = { ids, low: new Uint32Array(ids.length), high: new Uint32Array(ids.length) };
  for (let i = 0; i < ids.length; i += 1) {
    const number = numberOf[ids[i] ?? 0] ?? 0;
    const key = descending ? largest - number : number - smallest;
    const high = Math.floor(key / WORD);
    keyed.low[i] = key - high * WORD;
    keyed.high[i] = high;
  }
  const range = largest - smallest;
  for (let digit = 0; 2 ** (digit * BITS) <= range; digit += 1) {
    const isLast = 2 ** ((digit + 1) * BITS) > range;
    keyed = orderByDigit(keyed, digit, isLast);
  }
  return keyed.ids;
}

/** Orders by one digit, the lowest being 0; stable. Words that no later digit is in are left behind. */
function orderByDigit({ ids, low, high }: Keyed, digit: number, isLast: boolean): Keyed {
  const isLow = digit < LOW_DIGITS;
  const word = isLow ? low : high;
  const shift = (isLow ? digit : digit - LOW_DIGITS) * BITS;
  const count = ids.length;
  const places = new Uint32Array(BUCKETS + 1);
  for (let i = 0; i < count; i += 1) {
    const bucket = (((word[i] ?? 0) >>> shift) & MASK) + 1;
    places[bucket] = (places[bucket] ?? 0) + 1;
  }
  for (let bucket = 1; bucket <= BUCKETS; bucket += 1) {
    places[bucket] = (places[bucket] ?? 0) + (places[bucket - 1] ?? 0);
  }
  const movesLow = digit + 1 < LOW_DIGITS && !isLast;
  const to = {
    ids: new Uint32Array(count),
    low: new Uint32Array(movesLow ? count : 0),
    high: new Uint32Array(isLast ? 0 : count),
  };
  for (let i = 0; i < count; i += 1) {
    const bucket = ((word[i] ?? 0) >>> shift) & MASK;
    const place = places[bucket] ?? 0;
    places[bucket] = place + 1;
    to.ids[place] = ids[i] ?? 0;
    if (movesLow) to.low[place] = low[i] ?? 0;
    if (!isLast) to.high[place] = high[i] ?? 0;
  }
  return to;
}
