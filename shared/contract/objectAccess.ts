import type { ErrorData } from '../errors.ts';
import { type AclDocument, acl } from '../settings/documents/access.ts';
import type { Absence } from '../settings/state.ts';
import { z } from '../zod.ts';
import { bucketRef, call, objectRef, versionId } from './call.ts';

/** The canned ACLs that are offered: the owner alone, or the owner and everyone to read (S3 User Guide, "Canned ACL"). */
export const CANNED_ACLS = ['private', 'public-read'] as const;
export type CannedAcl = (typeof CANNED_ACLS)[number];

/** What is known of an object's ACL, in the words of SettingState (shared/settings/state.ts); it is never "not set". */
export type ObjectAclState =
  | { state: 'set'; document: AclDocument }
  | ({ state: 'absent' } & Absence)
  /** These keys may not see it. */
  | { state: 'denied'; error: ErrorData };

/** `isAsSent` false: the server took the change but, read back, says something else. */
export type ObjectAclSaved = { state: ObjectAclState; isAsSent: boolean };

/** Whose signature a link bears. `expireAt` is an ISO time; null for lasting keys, and where temporary ones do not tell. */
export type SigningKeys = { temporary: boolean; expireAt: string | null };

/** A presigned URL: who has it may do what it says until `expiresAt` (ISO time), but not longer than the keys are good. */
export type PresignedLink = { url: string; expiresAt: string; credentials: SigningKeys };

/** A form that uploads: POST to `url` of multipart/form-data with these fields and, last, the field `file`. */
export type PresignedForm = PresignedLink & { fields: Record<string, string> };

/** `status`: what the server answers a visitor without keys to HEAD; null when it did not answer (`error`). */
export type PublicLink = { url: string; status: number | null; error: ErrorData | null };

/** S3's own limit for a signature (S3 API Reference, "Authenticating Requests: Using Query Parameters"): 7 days. */
export const LONGEST_EXPIRY_SECONDS = 604_800;
/** The largest object that one PUT or POST takes is 5 GiB (S3 User Guide, "Uploading objects"). */
export const LARGEST_FORM_UPLOAD = 5 * 1024 ** 3;

const expiresIn = z.number().int().min(1).max(LONGEST_EXPIRY_SECONDS);
/** A media type as `text/csv`, or its beginning as `image/`: what a header can carry. */
const mediaType = z
  .string()
  .min(1)
  .max(255)
  .regex(/^[\x20-\x7e]+$/);
const anyVersion = objectRef.extend({ versionId: versionId.optional() });

const bytes = z.number().int().min(0).max(LARGEST_FORM_UPLOAD);

export const presignPostInput = bucketRef
  .extend({
    expiresIn,
    /** The key; with `namedByFile` what stands before the name of the uploaded file. */
    key: z.string().max(1024),
    namedByFile: z.boolean(),
    /** Bytes, both inclusive. */
    size: z.strictObject({ min: bytes, max: bytes }).refine(({ min, max }) => min <= max),
    type: z.union([z.strictObject({ is: mediaType }), z.strictObject({ beginsWith: mediaType })]).optional(),
  })
  .refine(({ key, namedByFile }) => namedByFile || key !== '');

export const objectAccessCalls = {
  'objectAccess.getAcl': call<ObjectAclState>()(anyVersion),
  /** Puts the ACL and reads it back. A server that refuses ACLs is an `absent` state, not an error. */
  'objectAccess.putAcl': call<ObjectAclSaved>()(anyVersion.extend({ acl: z.union([z.enum(CANNED_ACLS), acl]) })),
  /** A link that reads the object: `fileName` is what a browser saves it as, `inline` asks it to show it instead. */
  'objectAccess.presignGet': call<PresignedLink>()(
    anyVersion.extend({ expiresIn, fileName: z.string().min(1).max(255).optional(), inline: z.boolean().optional() }),
  ),
  /** A link that writes the object by PUT; with `contentType` only as that. */
  'objectAccess.presignPut': call<PresignedLink>()(objectRef.extend({ expiresIn, contentType: mediaType.optional() })),
  'objectAccess.presignPost': call<PresignedForm>()(presignPostInput),
  /** The object's plain address, and whether it works for a visitor without keys. */
  'objectAccess.publicLink': call<PublicLink>()(anyVersion),
} as const;
