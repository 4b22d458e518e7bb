import type { ServiceInputTypes, ServiceOutputTypes } from '@aws-sdk/client-s3';
import { type Integrity, withoutRefusedChecksums } from './integrity.ts';
import type { S3Command, Send } from './send.ts';

/** Commands that must have a checksum take the one that this input names; the others pass over it. */
function withChecksum<I extends ServiceInputTypes, O extends ServiceOutputTypes>(
  command: S3Command<I, O>,
  integrity: Integrity,
): S3Command<I, O> {
  command.middlewareStack.add(
    (next) => (args) => next({ ...args, input: { ...args.input, ChecksumAlgorithm: integrity.batchChecksum } }),
    { step: 'initialize', name: 'staveChecksum', override: true },
  );
  return command;
}

/**
 * Sends commands with the checksum that the server knows, where they must have one: the SDK sends a CRC32 with those
 * even where checksums are switched off, and many servers want Content-MD5 (S3 API Reference, PutBucketCors and others).
 */
export function createCheckedSend(send: Send, integrity: Integrity): Send {
  return (command, options) =>
    withoutRefusedChecksums(integrity, () => send(withChecksum(command, integrity), options))();
}
