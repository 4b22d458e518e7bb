import { appError, type ErrorData } from '../../../shared/errors.ts';
import type { ObjectAddress, ObjectChecksum } from '../s3/objectStore.ts';
import type { ItemJournal } from './journal/records.ts';
import type { LocalFolder } from './localFolder.ts';
import type { DownloadItem } from './planDownload.ts';
import { type Proof, partsOfEtag, proofOf } from './proof.ts';
import { errorData } from './retry.ts';
import type { Settling, WorkPorts } from './work.ts';

export type FileItem = Extract<DownloadItem, { kind: 'file' }>;

/** What the downloads of one job have found out about the server. */
export type Learned = {
  /** False once an ETag that looks like an MD5 was seen to be none (objects encrypted with a key service have such). */
  etagsAreMd5: boolean;
  /** False once the sum of an object's parts was seen to be another than this. */
  partSumsHold: boolean;
  /** False once it has answered a request for a range with the whole object. */
  rangesWork: boolean;
  /** False once it has refused to be asked for checksums. */
  tellsChecksums: boolean;
};

export const nothingLearned = (): Learned => ({
  etagsAreMd5: true,
  partSumsHold: true,
  rangesWork: true,
  tellsChecksums: true,
});

/** What the downloads of one job share. */
export type DownloadPorts = WorkPorts & { root: LocalFolder; learned: Learned };

/** The object as it is fetched: one state of it, told by its ETag. Bytes, ISO time. */
export type DownloadObject = {
  name: string;
  address: ObjectAddress;
  size: number;
  modified: string;
  etag: string | undefined;
};

/** The bytes of one file on the job's meter. */
export type Count = {
  /** Bytes have arrived. */
  add(bytes: number): void;
  /** Of all that was counted, only these count: they are there. */
  set(bytes: number): void;
};

export function createCount({ meter }: Pick<WorkPorts, 'meter'>): Count {
  let counted = 0;
  return {
    add(bytes) {
      counted += bytes;
      meter.add(bytes);
    },
    set(bytes) {
      if (bytes > counted) meter.restore(bytes - counted);
      else meter.takeBack(counted - bytes);
      counted = bytes;
    },
  };
}

/** One file to download, for all that works on it. */
export type DownloadTask = {
  name: string;
  /** Below the chosen folder, as shared/localName.ts makes it. */
  local: string;
  replace: boolean;
  journal: ItemJournal;
  ports: DownloadPorts;
  count: Count;
  settling: Settling;
};

/** Codes by which servers say that they do not know what was asked for. */
const REFUSALS: ReadonlySet<ErrorData['code']> = new Set(['invalid-request', 'unsupported', 'access-denied']);

/** The object as it is on the server now, with its checksums where these are told. Throws `object-deleted` and more. */
export async function lookAt(
  { name, address }: Pick<DownloadObject, 'name' | 'address'>,
  { store, retrier, signal, learned }: DownloadPorts,
): Promise<{ object: DownloadObject; checksums: ObjectChecksum[] }> {
  const look = () =>
    retrier.run(async () => {
      if (!learned.tellsChecksums) return { details: await store.head(address, signal), checksums: [] };
      return store.headChecksums(address, signal);
    }, signal);
  try {
    const { details, checksums } = await look().catch((error: unknown) => {
      if (!learned.tellsChecksums || !REFUSALS.has(errorData(error).code)) throw error;
      learned.tellsChecksums = false;
      return look();
    });
    const { size, modified, etag } = details;
    return { object: { name, address, size, modified, etag: etag ?? undefined }, checksums };
  } catch (error) {
    throw asDeleted(error, name);
  }
}

/** An object that is not there any more was deleted: it was there when the job was planned. */
export function asDeleted(error: unknown, name: string): unknown {
  const { code, message, ...more } = errorData(error);
  return code === 'not-found'
    ? appError('object-deleted', `${name}: ${message}`, { ...more, retryable: false })
    : error;
}

async function partSizeOf({ address, etag }: DownloadObject, ports: DownloadPorts): Promise<number | null> {
  const { store, retrier, signal } = ports;
  if (etag === undefined || !partsOfEtag(etag)) return null;
  try {
    const part = await retrier.run(() => store.headPart(address, 1, signal), signal);
    return part?.size ?? null;
  } catch (error) {
    if (!REFUSALS.has(errorData(error).code)) throw error;
    return null;
  }
}

/** What the bytes of the object can be compared with; null for nothing. Asks for the size of the parts if it must. */
export async function findProof(
  object: DownloadObject,
  checksums: readonly ObjectChecksum[],
  ports: DownloadPorts,
): Promise<Proof | null> {
  const { learned } = ports;
  const parts = learned.partSumsHold && ports.partEtags === 'md5';
  const hints = { md5: learned.etagsAreMd5, parts, partSize: null };
  const proof = proofOf(object, checksums, hints);
  const isSettled = proof ? proof.partSizes === null || proof.partSizes.length === 1 : !parts;
  return isSettled ? proof : proofOf(object, checksums, { ...hints, partSize: await partSizeOf(object, ports) });
}
