import { type Amount, type Effect, type Forecast, HORIZONS } from '../../../../shared/contract/lifecycle.ts';

/** What a row of the forecast is about; moves are one row a storage class. */
export type ForecastRowKind = 'gone' | 'hidden' | 'noncurrent' | 'moved' | 'markers' | 'uploads';

export type ForecastRow = {
  kind: ForecastRowKind;
  storageClass: string | null;
  /** One a horizon; `bytes` null where there are none to tell. */
  cells: { count: number; bytes: number | null }[];
};

const NOTHING: Amount = { count: 0, bytes: 0 };

/** The rows of one rule or of all together: only what happens at all within the horizons. */
export function forecastRows(effects: readonly Effect[], versioning: Forecast['versioning']): ForecastRow[] {
  const keepsVersions = versioning === 'enabled' || versioning === 'suspended';
  const classes = [...new Set(effects.flatMap(({ moved }) => moved.map(({ storageClass }) => storageClass)))];
  const amounts = (kind: ForecastRowKind, of: (effect: Effect) => Amount, storageClass: string | null = null) => ({
    kind,
    storageClass,
    cells: effects.map(of).map(({ count, bytes }) => ({ count, bytes })),
  });
  const counts = (kind: ForecastRowKind, of: (effect: Effect) => number) => ({
    kind,
    storageClass: null,
    cells: effects.map((effect) => ({ count: of(effect), bytes: null })),
  });
  const rows: ForecastRow[] = [
    amounts(keepsVersions ? 'hidden' : 'gone', ({ expired }) => expired),
    amounts('noncurrent', ({ noncurrentDeleted }) => noncurrentDeleted),
    ...classes.map((name) =>
      amounts('moved', ({ moved }) => moved.find(({ storageClass }) => storageClass === name) ?? NOTHING, name),
    ),
    counts('markers', ({ markersRemoved }) => markersRemoved),
    counts('uploads', ({ uploadsAborted }) => uploadsAborted),
  ];
  return rows.filter(({ cells }) => cells.some(({ count }) => count > 0));
}

/** What no longer shows in the bucket but is stored: nothing to tell where no versions are kept. */
export function leftRows({ hidden }: Pick<Forecast, 'hidden'>): { versions: Amount[]; markers: number[] } | null {
  const isEmpty = hidden.every(({ noncurrent, markers }) => noncurrent.count === 0 && markers === 0);
  if (isEmpty) return null;
  return { versions: hidden.map(({ noncurrent }) => noncurrent), markers: hidden.map(({ markers }) => markers) };
}

/** The days of the columns after "today". */
export const LATER_HORIZONS = HORIZONS.slice(1);
