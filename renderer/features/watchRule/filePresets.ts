/** Which files a rule takes, as most people choose them; `own`: patterns of one's own. */
export const FILE_PRESETS = ['all', 'csv', 'data', 'own'] as const;
export type FilePreset = (typeof FILE_PRESETS)[number];

const PATTERNS: Record<Exclude<FilePreset, 'own'>, readonly string[]> = {
  all: [],
  csv: ['*.csv'],
  data: ['*.csv', '*.tsv', '*.jsonl', '*.ndjson', '*.parquet'],
};

/** The patterns of a choice. */
export function includeOf(files: FilePreset, own: readonly string[]): string[] {
  return [...(files === 'own' ? own : PATTERNS[files])];
}

/** The choice that patterns are; their order means nothing. */
export function presetOf(include: readonly string[]): FilePreset {
  const same = (patterns: readonly string[]) =>
    patterns.length === include.length && patterns.every((pattern) => include.includes(pattern));
  return FILE_PRESETS.find((files) => files !== 'own' && same(PATTERNS[files])) ?? 'own';
}
