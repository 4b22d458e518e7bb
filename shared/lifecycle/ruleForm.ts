import type { LifecycleRule } from '../settings/documents/lifecycle.ts';
import { sameDocument } from '../settings/sameDocument.ts';
import { element } from './element.ts';
import { conditionsIn, filterOf, type RuleScope, scopeOf } from './filter.ts';

/** Moving current versions; of `days` after upload and `date` (ISO time) one is set. */
export type TransitionForm = { days: number | null; date: string | null; storageClass: string };

/** Moving versions `days` after they became noncurrent, but for the `keep` newest of them. */
export type NoncurrentTransitionForm = { days: number | null; keep: number | null; storageClass: string };

/**
 * A lifecycle rule as flat fields. Null, `''` and `[]` mean "not set". Sizes in bytes, dates as ISO times (S3 wants
 * midnight UTC). A form may hold what S3 would refuse (a day and a date): the checks say so, nothing is lost here.
 */
export type RuleForm = RuleScope & {
  id: string;
  enabled: boolean;
  /** Days after upload until current versions expire. */
  expireAfterDays: number | null;
  expireOn: string | null;
  /** Remove delete markers with no version below them. */
  removeExpiredMarkers: boolean;
  transitions: TransitionForm[];
  /** Days after which noncurrent versions are deleted, counted from when they were replaced. */
  noncurrentDays: number | null;
  /** How many of the newest noncurrent versions stay in spite of their age. */
  keepNoncurrent: number | null;
  noncurrentTransitions: NoncurrentTransitionForm[];
  /** Days after which unfinished uploads are aborted. */
  abortAfterDays: number | null;
};

/** A rule as the fields of a form. */
export function readRule(rule: LifecycleRule): RuleForm {
  const { Expiration, NoncurrentVersionExpiration: noncurrent } = rule;
  return {
    id: rule.ID ?? '',
    enabled: rule.Status === 'Enabled',
    ...scopeOf(rule),
    expireAfterDays: Expiration?.Days ?? null,
    expireOn: Expiration?.Date ?? null,
    removeExpiredMarkers: Expiration?.ExpiredObjectDeleteMarker ?? false,
    transitions: (rule.Transitions ?? []).map(({ Days, Date: date, StorageClass }) => ({
      days: Days ?? null,
      date: date ?? null,
      storageClass: StorageClass,
    })),
    noncurrentDays: noncurrent?.NoncurrentDays ?? null,
    keepNoncurrent: noncurrent?.NewerNoncurrentVersions ?? null,
    noncurrentTransitions: (rule.NoncurrentVersionTransitions ?? []).map((transition) => ({
      days: transition.NoncurrentDays ?? null,
      keep: transition.NewerNoncurrentVersions ?? null,
      storageClass: transition.StorageClass,
    })),
    abortAfterDays: rule.AbortIncompleteMultipartUpload?.DaysAfterInitiation ?? null,
  };
}

const orNothing = <T>(value: T | null): T | undefined => value ?? undefined;

/** A prefix alone stays where the rule has it; the old Prefix has no room for anything else. */
function scopeMembers(rule: LifecycleRule, scope: RuleScope): Pick<LifecycleRule, 'Prefix' | 'Filter'> {
  const isOld = rule.Prefix !== undefined && rule.Filter === undefined;
  const isPrefixOnly = conditionsIn({ ...scope, prefix: '' }) === 0;
  return isOld && isPrefixOnly ? { Prefix: scope.prefix } : { Filter: filterOf(scope) };
}

function expirationOf(rule: LifecycleRule, form: RuleForm): LifecycleRule['Expiration'] {
  const timed = element({ Days: orNothing(form.expireAfterDays), Date: orNothing(form.expireOn) });
  if (form.removeExpiredMarkers) return { ...timed, ExpiredObjectDeleteMarker: true };
  const saidNo = rule.Expiration?.ExpiredObjectDeleteMarker === false;
  return timed && saidNo ? { ...timed, ExpiredObjectDeleteMarker: false } : timed;
}

const transitionOf = ({ days, date, storageClass }: TransitionForm) => ({
  ...element({ Days: orNothing(days), Date: orNothing(date) }),
  StorageClass: storageClass,
});

const noncurrentTransitionOf = ({ days, keep, storageClass }: NoncurrentTransitionForm) => ({
  ...element({ NoncurrentDays: orNothing(days), NewerNoncurrentVersions: orNothing(keep) }),
  StorageClass: storageClass,
});

const listOrNothing = <T>(list: T[]): T[] | undefined => (list.length > 0 ? list : undefined);

/** The elements of a rule, each with the fields of the form that it says, and the way to write it anew. */
const SECTIONS: readonly {
  names: readonly (keyof LifecycleRule)[];
  fields: readonly (keyof RuleForm)[];
  write: (rule: LifecycleRule, form: RuleForm) => Partial<LifecycleRule>;
}[] = [
  { names: ['ID'], fields: ['id'], write: (_, { id }) => ({ ID: id || undefined }) },
  { names: ['Status'], fields: ['enabled'], write: (_, form) => ({ Status: form.enabled ? 'Enabled' : 'Disabled' }) },
  { names: ['Prefix', 'Filter'], fields: ['prefix', 'tags', 'sizeAbove', 'sizeBelow'], write: scopeMembers },
  {
    names: ['Expiration'],
    fields: ['expireAfterDays', 'expireOn', 'removeExpiredMarkers'],
    write: (rule, form) => ({ Expiration: expirationOf(rule, form) }),
  },
  {
    names: ['Transitions'],
    fields: ['transitions'],
    write: (_, { transitions }) => ({ Transitions: listOrNothing(transitions.map(transitionOf)) }),
  },
  {
    names: ['NoncurrentVersionExpiration'],
    fields: ['noncurrentDays', 'keepNoncurrent'],
    write: (_, { noncurrentDays, keepNoncurrent }) => ({
      NoncurrentVersionExpiration: element({
        NoncurrentDays: orNothing(noncurrentDays),
        NewerNoncurrentVersions: orNothing(keepNoncurrent),
      }),
    }),
  },
  {
    names: ['NoncurrentVersionTransitions'],
    fields: ['noncurrentTransitions'],
    write: (_, { noncurrentTransitions }) => ({
      NoncurrentVersionTransitions: listOrNothing(noncurrentTransitions.map(noncurrentTransitionOf)),
    }),
  },
  {
    names: ['AbortIncompleteMultipartUpload'],
    fields: ['abortAfterDays'],
    write: (_, { abortAfterDays }) => ({
      AbortIncompleteMultipartUpload: element({ DaysAfterInitiation: orNothing(abortAfterDays) }),
    }),
  },
];

/**
 * The rule with what the form says. Only elements whose fields were changed are written anew, so an unchanged form gives
 * back the very same rule, as it was written. A changed scope is written as S3 wants it: a prefix alone stays in the old
 * Prefix if it stood there, one condition is a plain Filter, several are an And.
 */
export function writeRule(rule: LifecycleRule, form: RuleForm): LifecycleRule {
  const before = readRule(rule);
  const changed = SECTIONS.filter(({ fields }) => fields.some((name) => !sameDocument(before[name], form[name])));
  if (changed.length === 0) return rule;
  const replaced = new Set<string>(changed.flatMap(({ names }) => names));
  const kept = Object.entries(rule).filter(([name]) => !replaced.has(name));
  const written = changed.flatMap(({ write }) => Object.entries(write(rule, form)));
  const members = new Map([...kept, ...written].filter(([, value]) => value !== undefined));
  const order = [...new Set([...Object.keys(rule), ...SECTIONS.flatMap(({ names }) => names)])];
  // Each member is one of the rule or one that a section has written; Status, the only one that must be, is among them.
  return Object.fromEntries(
    order.filter((name) => members.has(name)).map((name) => [name, members.get(name)]),
  ) as LifecycleRule;
}
