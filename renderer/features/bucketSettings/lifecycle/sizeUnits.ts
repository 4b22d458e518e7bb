/** Bytes in the units in which people write sizes of rules. */
export const UNIT_BYTES = {
  B: 1,
  kB: 1e3,
  KiB: 1024,
  MB: 1e6,
  MiB: 1024 ** 2,
  GB: 1e9,
  GiB: 1024 ** 3,
} as const;

export type SizeUnit = keyof typeof UNIT_BYTES;

export const SIZE_UNITS = Object.keys(UNIT_BYTES) as SizeUnit[];

/** Where a size is a whole number of several units: the decimal ones first, as everywhere in Stave. */
const BY_PREFERENCE: readonly SizeUnit[] = ['GB', 'MB', 'kB', 'GiB', 'MiB', 'KiB'];

/** The unit in which to show a size as a whole number: `preferred` where that is possible. Bytes in. */
export function unitOf(bytes: number | null, preferred: SizeUnit): SizeUnit {
  const fits = (unit: SizeUnit) => bytes === null || bytes % UNIT_BYTES[unit] === 0;
  return fits(preferred) ? preferred : (BY_PREFERENCE.find(fits) ?? 'B');
}
