import { HeadBucketCommand } from '@aws-sdk/client-s3';
import { AppError, type ErrorData } from '../../../../shared/errors.ts';
import type { SettingDocument, SettingId } from '../../../../shared/settings/documents.ts';
import type { ObjectStore } from '../../s3/objectStore.ts';
import type { Ask, SettingDefinition } from './definition.ts';

/** What a server answered to the GET of a setting, before anything is remembered of it. */
export type ReadState<S extends SettingId> =
  | { state: 'set'; document: SettingDocument<S>; foreign: string[] }
  | { state: 'not-set' }
  | { state: 'absent'; kind: 'ignored' | 'refused'; error: ErrorData | null }
  | { state: 'denied'; error: ErrorData };

/** Codes with which servers answer 400 to a sub-resource they do not know. */
const REFUSALS = new Set(['InvalidArgument', 'InvalidRequest', 'UnsupportedArgument', 'InvalidURI']);

/** True when the answer says that the server cannot do this at all. */
export function isRefusal({ code, status }: ErrorData): boolean {
  // 411 is about how it was sent.
  return code === 'unsupported' && status !== undefined && status >= 400 && status !== 411;
}

/** True when the answer may mean that, and may mean something else as well. */
function mayBeRefusal({ status, s3Code }: ErrorData): boolean {
  if (status === 404) return s3Code !== 'NoSuchBucket';
  return status === 400 && s3Code !== undefined && REFUSALS.has(s3Code);
}

/** Whether the bucket is there, and the keys are good for it: what the server then refuses is the setting. */
async function answersForBucket(store: ObjectStore, bucket: string, signal: AbortSignal | undefined): Promise<boolean> {
  try {
    await store.headBucket(bucket, signal);
    return true;
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof AppError) return false;
    throw error;
  }
}

/** The name that the server gives itself. */
async function serverName(store: ObjectStore, bucket: string, signal: AbortSignal | undefined) {
  let name: string | undefined;
  const rewrite = (text: string, headers: Record<string, string>) => {
    name = headers.server;
    return text;
  };
  await store.send(new HeadBucketCommand({ Bucket: bucket }), { bucket, rewrite, signal });
  return name;
}

/**
 * Reads a setting and judges the answer. It is on the server only if the answer is a document of its own or its own
 * code for "not set": servers ignore sub-resources they do not know, and then answer as for the bucket itself. Throws
 * what says nothing of the setting: network, throttling, credentials, the server's own failures, no such bucket.
 */
export async function readState<S extends SettingId>(
  store: ObjectStore,
  bucket: string,
  definition: SettingDefinition<S>,
  signal?: AbortSignal,
): Promise<ReadState<S>> {
  const { pretendedBy } = definition;
  const state = await judge(store, bucket, definition, signal);
  const isThere = state.state === 'set' || state.state === 'not-set';
  if (!isThere || pretendedBy === undefined) return state;
  const isPretence = (await serverName(store, bucket, signal)) === pretendedBy;
  return isPretence ? { state: 'absent', kind: 'ignored', error: null } : state;
}

async function judge<S extends SettingId>(
  store: ObjectStore,
  bucket: string,
  definition: SettingDefinition<S>,
  signal: AbortSignal | undefined,
): Promise<ReadState<S>> {
  const texts: string[] = [];
  const rewrite = (text: string) => {
    texts.push(text);
    return text;
  };
  const { expects: document, notSet } = definition;
  const ask: Ask = { bucket, send: (command) => store.send(command, { bucket, document, rewrite, signal }) };
  try {
    const found = await definition.read(ask);
    if (found === null) return { state: 'not-set' };
    return { state: 'set', document: found, foreign: [...new Set(texts.flatMap(definition.foreign))] };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const { data } = error;
    if (data.s3Code !== undefined && notSet.includes(data.s3Code)) return { state: 'not-set' };
    if (data.code === 'access-denied') return { state: 'denied', error: data };
    if (isRefusal(data)) return { state: 'absent', kind: 'refused', error: data };
    if (data.code === 'unsupported') return { state: 'absent', kind: 'ignored', error: null };
    if (mayBeRefusal(data) && (await answersForBucket(store, bucket, signal))) {
      return { state: 'absent', kind: 'refused', error: data };
    }
    throw error;
  }
}
