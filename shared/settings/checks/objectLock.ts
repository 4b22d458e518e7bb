import type { Check } from '../checks.ts';
import type { Problem } from '../problems.ts';
import { doubtful, wrong } from './found.ts';

/** The longest retention (S3 User Guide, "Object Lock considerations"). */
const LONGEST = { Days: 36_500, Years: 100 } as const;

function lengthProblems(unit: 'Days' | 'Years', length: number | undefined, path: Problem['path']): Problem[] {
  if (length === undefined) return [];
  if (length < 1) return [wrong('too-small', [...path, unit], { limit: 1 })];
  return length > LONGEST[unit] ? [wrong('too-big', [...path, unit], { limit: LONGEST[unit] })] : [];
}

/** A retention has a mode and either days or years (S3 API Reference, DefaultRetention). */
export const checkObjectLock: Check<'objectLock'> = ({ Rule }) => {
  const retention = Rule?.DefaultRetention;
  if (!retention) return [];
  const { Mode, Days, Years } = retention;
  const path = ['Rule', 'DefaultRetention'];
  return [
    ...(Days === undefined && Years === undefined ? [wrong('days-or-years', path)] : []),
    ...(Days !== undefined && Years !== undefined ? [wrong('days-and-years', path)] : []),
    ...lengthProblems('Days', Days, path),
    ...lengthProblems('Years', Years, path),
    ...(Mode === 'COMPLIANCE' ? [doubtful('locked-for-all', [...path, 'Mode'])] : []),
  ];
};
