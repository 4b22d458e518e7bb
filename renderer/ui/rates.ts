/** The units a bandwidth limit is given in, in bytes per second. Decimal, as all sizes of the window. */
export const RATE_UNITS = { kB: 1_000, MB: 1_000_000 } as const;
export type RateUnit = keyof typeof RATE_UNITS;

/** Bytes per second that are offered at once. */
export const RATE_PRESETS: readonly number[] = [256_000, 1_000_000, 5_000_000, 10_000_000];

/** Bytes per second a limit may have, as the contract has it. */
const LOWEST = 1024;
const HIGHEST = 1e12;

/** A limit in the unit that gives the shorter number: 256,000 as 256 kB, 1,500,000 as 1.5 MB. */
export function rateParts(bytesPerSecond: number): { value: number; unit: RateUnit } {
  const unit = bytesPerSecond >= RATE_UNITS.MB ? 'MB' : 'kB';
  return { value: Math.round((bytesPerSecond / RATE_UNITS[unit]) * 100) / 100, unit };
}

/** Bytes per second of what was typed ("1.5", "1,5", "2 000"); null when it is no limit one could set. */
export function parseRate(text: string, unit: RateUnit): number | null {
  const plain = text.replaceAll(/\s/g, '').replace(',', '.');
  if (!/^\d+(\.\d*)?$|^\.\d+$/.test(plain)) return null;
  const bytes = Math.round(Number(plain) * RATE_UNITS[unit]);
  return bytes >= LOWEST && bytes <= HIGHEST ? bytes : null;
}
