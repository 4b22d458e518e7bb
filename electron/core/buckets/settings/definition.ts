import type { ServiceInputTypes, ServiceOutputTypes } from '@aws-sdk/client-s3';
import type { SettingDocument, SettingId } from '../../../../shared/settings/documents.ts';
import type { ExpectedDocument } from '../../s3/answer.ts';
import type { S3Command } from '../../s3/send.ts';

/** Sends a command that concerns the bucket; what its answer must be is seen to. */
export type Ask = {
  bucket: string;
  send<I extends ServiceInputTypes, O extends ServiceOutputTypes>(command: S3Command<I, O>): Promise<O>;
};

/** How one setting is read, put and taken away. */
export type SettingDefinition<S extends SettingId> = {
  /** What the answer to its GET must be to count. */
  expects: ExpectedDocument;
  /** The error codes by which its GET says "not set" (S3 API Reference). */
  notSet: readonly string[];
  /** The document; null when it is there and means nothing. */
  read(ask: Ask): Promise<SettingDocument<S> | null>;
  /** What stands in the server's own text that Stave's document does not know. */
  foreign(text: string): string[];
  /** Missing where S3 has no way to put it. `before` is what the server said a moment ago. */
  put?: (ask: Ask, document: SettingDocument<S>, before: SettingDocument<S> | null) => Promise<unknown>;
  /** Missing where S3 has no way back. */
  remove?: (ask: Ask, before: SettingDocument<S>) => Promise<unknown>;
  /** A harmless form of a document, which the server must have kept as it was meant before the document itself is put. */
  cautiously?: (document: SettingDocument<S>) => SettingDocument<S> | null;
  /** What stays when it is taken away, where S3 has no DELETE and no word for "not set". */
  bare?: SettingDocument<S>;
  /** True for a document that says that nothing is set. */
  isNothing?: (document: SettingDocument<S>) => boolean;
  /** The server tells of it without anybody having set it: that it can be read does not show that it can be put. */
  hasDefault?: boolean;
  /**
   * A server (by its `Server` header) that answers to the GET, always in the same words, and has no such setting. MinIO
   * does (https://github.com/minio/minio/blob/master/cmd/dummy-handlers.go): it takes a PUT of them for one of the bucket,
   * or drops it.
   */
  pretendedBy?: string;
};
