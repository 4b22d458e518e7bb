import { type CopyPlace, documentFor } from './copySettings.ts';
import { type Difference, differences } from './differences.ts';
import { SETTING_IDS, type SettingDocument, type SettingId } from './documents.ts';
import { sayTheSame } from './sayTheSame.ts';
import { documentOf, type SettingState } from './state.ts';

/** The states of a bucket's settings; a setting that could not be read is left out. */
export type SettingStates = { [S in SettingId]?: SettingState<S> };

/**
 * How two buckets stand to each other in one setting. `none`: neither has it set. `unknown`: one of them could not be
 * read. A setting that is not on a server counts as not set there.
 */
export type Standing = 'same' | 'differs' | 'only-left' | 'only-right' | 'none' | 'unknown';

/** The policy's status is told by the policy itself, and by S3 alone. */
export type ComparedSetting = Exclude<SettingId, 'policyStatus'>;

function isCompared(setting: SettingId): setting is ComparedSetting {
  return setting !== 'policyStatus';
}

export type Comparison = {
  setting: ComparedSetting;
  standing: Standing;
  /** What would change in the right bucket if it took the left one's document. */
  differences: Difference[];
};

/** The canonical ID of a bucket's owner, as its ACL tells it. */
export function ownerOf(states: SettingStates): string | undefined {
  return documentOf<'acl'>(states.acl)?.Owner?.ID;
}

type Side = CopyPlace & { states: SettingStates };

function isReadable(state: SettingState | undefined): boolean {
  return state !== undefined && state.state !== 'denied';
}

function compareOne<S extends ComparedSetting>(setting: S, left: Side, right: Side): Comparison {
  // The states stand under the setting they are of.
  const states = [left.states[setting], right.states[setting]] as (SettingState<S> | undefined)[];
  if (!states.every(isReadable)) return { setting, standing: 'unknown', differences: [] };
  const [mine, theirs] = states.map(documentOf) as (SettingDocument<S> | null)[];
  if (!mine && !theirs) return { setting, standing: 'none', differences: [] };
  const moved = mine ? documentFor(setting, mine, left, right) : null;
  const changes = differences(theirs ?? null, moved);
  if (!theirs) return { setting, standing: 'only-left', differences: changes };
  if (!moved) return { setting, standing: 'only-right', differences: changes };
  const isSame = sayTheSame(setting, moved, documentFor(setting, theirs, right, right));
  return { setting, standing: isSame ? 'same' : 'differs', differences: isSame ? [] : changes };
}

/** Compares two buckets setting by setting, as if the left one's settings were put into the right one. */
export function compareSettings(
  left: { bucket: string; states: SettingStates },
  right: { bucket: string; states: SettingStates },
): Comparison[] {
  const side = ({ bucket, states }: typeof left): Side => ({ bucket, states, owner: ownerOf(states) });
  return SETTING_IDS.filter(isCompared).map((setting) => compareOne(setting, side(left), side(right)));
}
