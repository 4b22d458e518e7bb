/** Units by their size in the base unit: seconds, or bytes. */
export type Units<Unit extends string> = Readonly<Record<Unit, number>>;

export const TIME_UNITS = { minutes: 60, hours: 3600, days: 86_400 } as const;
export const SIZE_UNITS = { B: 1, kB: 1e3, MB: 1e6, GB: 1e9 } as const;

/** The largest unit in which a value is a whole number; `preferred` where it is one too, or there is no value. */
export function unitOf<Unit extends string>(value: number | null, units: Units<Unit>, preferred: Unit): Unit {
  if (value === null || value % units[preferred] === 0) return preferred;
  const names = Object.keys(units) as Unit[];
  return names.findLast((name) => value % units[name] === 0) ?? preferred;
}
