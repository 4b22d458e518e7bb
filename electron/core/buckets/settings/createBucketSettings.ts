import { join } from 'node:path';
import type { SettingSaved } from '../../../../shared/contract/settings.ts';
import { AppError, appError } from '../../../../shared/errors.ts';
import { checkDocument } from '../../../../shared/settings/checkDocument.ts';
import {
  isRemovable,
  type SettingDocument,
  type SettingId,
  type WritableSettingId,
} from '../../../../shared/settings/documents.ts';
import { sameDocument } from '../../../../shared/settings/sameDocument.ts';
import { sayTheSame } from '../../../../shared/settings/sayTheSame.ts';
import { type Absence, documentOf, type SettingState } from '../../../../shared/settings/state.ts';
import type { Clock, Logger } from '../../ports.ts';
import { isAmazon } from '../../s3/bucketCalls.ts';
import type { S3Connection } from '../../s3/connection.ts';
import type { StorePool } from '../../s3/storePool.ts';
import { createAbsences } from './absences.ts';
import type { BucketPlace, BucketSettings } from './bucketSettings.ts';
import { createChangeLog } from './changeLog.ts';
import { type Change, changeSetting } from './changeSetting.ts';
import type { SettingDefinition } from './definition.ts';
import { definitions } from './definitions.ts';
import { isRefusal, type ReadState, readState } from './readState.ts';
import { absentError, changedError, invalidError } from './settingErrors.ts';

type Deps = {
  /** The profile folder: what servers lack and the history of changes lie here. */
  profile: string;
  stores: StorePool;
  connectionOf: (connectionId: string) => Promise<S3Connection>;
  clock: Clock;
  logger: Logger;
};

/** The settings of the buckets of all connections. */
export function createBucketSettings({ profile, stores, connectionOf, clock, logger }: Deps): BucketSettings {
  const absences = createAbsences({ path: join(profile, 'absentSettings.json'), logger });
  const changes = createChangeLog({ path: join(profile, 'settingChanges.jsonl'), clock, logger });

  /** What was found becomes a state; an absence is remembered, and anything else disproves it. */
  const stateOf = async <S extends SettingId>(
    { connectionId }: BucketPlace,
    setting: S,
    found: ReadState<S>,
  ): Promise<SettingState<S>> => {
    if (found.state === 'absent') {
      const absence: Absence = { kind: found.kind, error: found.error, since: new Date(clock.now()).toISOString() };
      // Amazon has all of them: a refusal is of this bucket, as of another kind or in another account.
      if (!isAmazon(await connectionOf(connectionId))) await absences.remember(connectionId, setting, absence);
      return { state: 'absent', ...absence };
    }
    if (found.state !== 'denied') await absences.forget(connectionId, setting);
    return found;
  };

  const ask = async <S extends SettingId>(place: BucketPlace, setting: S, signal?: AbortSignal) => {
    const store = await stores.storeOf(place.connectionId);
    return stateOf(place, setting, await readState<S>(store, place.bucket, definitions[setting], signal));
  };

  const read: BucketSettings['read'] = async (place, setting, { again = false, signal } = {}) => {
    const known = again ? undefined : (await absences.of(place.connectionId))[setting];
    return known === undefined ? ask(place, setting, signal) : { state: 'absent', ...known };
  };

  /** The present state of a setting that is about to be changed, read anew. Throws when it cannot be changed. */
  const present = async <S extends WritableSettingId>(place: BucketPlace, setting: S, signal?: AbortSignal) => {
    const known = (await absences.of(place.connectionId))[setting];
    const state = known === undefined ? await ask(place, setting, signal) : ({ state: 'absent' } as const);
    if (state.state === 'absent') throw absentError(setting, place.bucket);
    if (state.state === 'denied') throw new AppError(state.error);
    return documentOf(state);
  };

  /** Undefined when it cannot be known. */
  const blocksPublicPolicy = async (place: BucketPlace, signal?: AbortSignal) => {
    try {
      const state = await read(place, 'publicAccessBlock', { signal });
      if (state.state === 'denied') return undefined;
      return documentOf<'publicAccessBlock'>(state)?.BlockPublicPolicy === true;
    } catch (error) {
      signal?.throwIfAborted();
      if (error instanceof AppError) return undefined;
      throw error;
    }
  };

  const checked = async <S extends WritableSettingId>(
    place: BucketPlace,
    setting: S,
    document: unknown,
    /** The server has had it before, so that it is for the server alone to refuse it: only the shape must be right. */
    isKnownToServer: boolean,
    signal?: AbortSignal,
  ) => {
    const blocks = setting === 'policy' ? await blocksPublicPolicy(place, signal) : undefined;
    const { bucket } = place;
    const { document: known, problems } = checkDocument(setting, document, { bucket, blocksPublicPolicy: blocks });
    const error = isKnownToServer ? undefined : problems.find(({ severity }) => severity === 'error');
    if (error || known === null) throw invalidError(setting, error ?? { code: 'not-valid', path: [] });
    const { isNothing, remove }: SettingDefinition<S> = definitions[setting];
    // A PUT that says nothing is a way to take a setting away, where S3 has one.
    if (!remove && isNothing?.(known)) throw invalidError(setting, { code: 'missing', path: [] });
    return known;
  };

  const carryOut = async <S extends WritableSettingId>(
    place: BucketPlace,
    change: Pick<Change<S>, 'setting' | 'before' | 'after' | 'rollsBack'>,
    signal?: AbortSignal,
  ): Promise<SettingSaved> => {
    const { setting } = change;
    const definition: SettingDefinition<S> = definitions[setting];
    const store = await stores.storeOf(place.connectionId);
    try {
      const done = await changeSetting<S>({ changes, clock }, { ...place, ...change, store, definition }, signal);
      return { state: await stateOf(place, setting, done.present), isAsSent: done.isAsSent };
    } catch (error) {
      if (!(error instanceof AppError) || !isRefusal(error.data)) throw error;
      // One that somebody has put is there: what is refused is this document.
      if (change.before !== null && !definition.hasDefault) throw error;
      await stateOf<S>(place, setting, { state: 'absent', kind: 'refused', error: error.data });
      throw absentError(setting, place.bucket, error);
    }
  };

  type Expectation<S extends WritableSettingId> = (before: SettingDocument<S> | null) => boolean;

  const put = async <S extends WritableSettingId>(
    place: BucketPlace,
    setting: S,
    document: unknown,
    isExpected: Expectation<S>,
    rollsBack: string | null,
    signal?: AbortSignal,
  ) => {
    const after = await checked(place, setting, document, rollsBack !== null, signal);
    const before = await present(place, setting, signal);
    if (!isExpected(before)) throw changedError(setting, place.bucket);
    return carryOut(place, { setting, before, after, rollsBack }, signal);
  };

  const remove = async <S extends WritableSettingId>(
    place: BucketPlace,
    setting: S,
    isExpected: Expectation<S>,
    rollsBack: string | null,
    signal?: AbortSignal,
  ): Promise<SettingSaved> => {
    const before = await present(place, setting, signal);
    if (!isExpected(before)) throw changedError(setting, place.bucket);
    const { bare }: SettingDefinition<S> = definitions[setting];
    if (before === null || sameDocument(before, bare))
      return { state: await ask(place, setting, signal), isAsSent: true };
    return carryOut(place, { setting, before, after: bare ?? null, rollsBack }, signal);
  };

  return {
    read,
    put: (place, setting, document, expected, signal) =>
      put(place, setting, document, (before) => sayTheSame(setting, before, expected), null, signal),

    async remove(place, setting, expected, signal) {
      if (!isRemovable(setting)) throw appError('invalid-request', `S3 has no way to take ${setting} away`);
      return remove(place, setting, (before) => sayTheSame(setting, before, expected), null, signal);
    },

    absent: absences.of,
    changes: changes.of,

    async rollBack(place, changeId, force, signal) {
      const change = (await changes.of(place)).find(({ id }) => id === changeId);
      if (!change) throw appError('not-found', 'no such change of this bucket');
      const { setting, before, after, outcome } = change;
      const isLeft = (found: Record<string, unknown> | null) =>
        force || sayTheSame(setting, found, after) || (outcome === 'unknown' && sayTheSame(setting, found, before));
      if (before !== null) return put(place, setting, before, isLeft, changeId, signal);
      // What stays bare when it is taken away was never back to "not set".
      const isGone = isRemovable(setting) && definitions[setting].bare === undefined;
      if (isGone) return remove(place, setting, isLeft, changeId, signal);
      throw appError('cannot-roll-back', `S3 has no way to take ${setting} away`, { details: { setting } });
    },

    forget: (connectionId) => absences.forget(connectionId),
  };
}
