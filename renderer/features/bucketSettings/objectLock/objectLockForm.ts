import type { ObjectLockDocument } from '../../../../shared/settings/documents/data.ts';

export const MODES = ['GOVERNANCE', 'COMPLIANCE'] as const;
export const UNITS = ['Days', 'Years'] as const;

export type RetentionForm = {
  mode: (typeof MODES)[number];
  /** Null: nothing is entered. */
  length: number | null;
  unit: (typeof UNITS)[number];
};

/** The default retention; null: new versions are not locked by themselves. */
export function readRetention(document: ObjectLockDocument | null): RetentionForm | null {
  const retention = document?.Rule?.DefaultRetention;
  if (!retention) return null;
  const { Mode: mode, Days, Years } = retention;
  if (Days === undefined && Years !== undefined) return { mode, length: Years, unit: 'Years' };
  return { mode, length: Days ?? null, unit: 'Days' };
}

export function writeRetention(document: ObjectLockDocument | null, form: RetentionForm | null): ObjectLockDocument {
  const whole = document ?? { ObjectLockEnabled: 'Enabled' };
  const before = readRetention(whole);
  if (!form) {
    const { Rule: _taken, ...withoutRule } = whole;
    return before ? withoutRule : whole;
  }
  const { mode: Mode, length, unit } = form;
  const isSame = before?.length === length && before.unit === unit;
  const kept = isSame ? whole.Rule?.DefaultRetention : {};
  return { ...whole, Rule: { DefaultRetention: { ...kept, Mode, ...(length === null ? {} : { [unit]: length }) } } };
}
