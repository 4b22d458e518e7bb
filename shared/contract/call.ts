import { z } from '../zod.ts';

/** One call: what the page sends (checked at run time) and what it gets back (checked by the compiler only). */
export type Call<I extends z.ZodType, O> = { input: I; output: O };

/** Declares a call: `call<Output>()(inputSchema)`. The output exists for the compiler only. */
export const call =
  <O>() =>
  <I extends z.ZodType>(input: I): Call<I, O> => ({ input, output: undefined as O });

export const connectionId = z.string().min(1).max(64);
/** Bucket names: 3 to 63 characters on AWS; old buckets and other servers allow up to 255. */
export const bucketName = z.string().min(1).max(255);
/** A key is at most 1,024 bytes of UTF-8 (S3 User Guide, "Creating object key names"). */
export const key = z.string().min(1).max(1024);
/** '' or a text that ends with `/`: below any other would be its neighbours too (`a` has `ab`). */
export const prefix = z
  .string()
  .max(1024)
  .regex(/^$|\/$/);
export const versionId = z.string().min(1).max(1024);
export const grant = z.string().min(1).max(64);

export const bucketRef = z.strictObject({ connectionId, bucket: bucketName });
export const objectRef = bucketRef.extend({ key });
export const versionRef = objectRef.extend({ versionId });

/** Objects chosen in a listing: single keys, and folders with all below them (`''` is the whole bucket). */
export const objectTargets = bucketRef.extend({
  keys: z.array(key).max(20_000),
  prefixes: z.array(prefix).max(20_000),
});
