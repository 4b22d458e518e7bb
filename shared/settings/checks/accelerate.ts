import type { Check } from '../checks.ts';
import { wrong } from './found.ts';

/** The name must not contain periods (S3 User Guide, "Requirements for using Amazon S3 Transfer Acceleration"). */
export const checkAccelerate: Check<'accelerate'> = ({ Status }, { bucket }) =>
  Status === 'Enabled' && bucket.includes('.') ? [wrong('name-with-dots', ['Status'])] : [];
