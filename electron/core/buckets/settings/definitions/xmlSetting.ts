import type { ServiceInputTypes, ServiceOutputTypes } from '@aws-sdk/client-s3';
import type { SettingDocument, SettingId } from '../../../../../shared/settings/documents.ts';
import type { S3Command } from '../../../s3/send.ts';
import type { SettingDefinition } from '../definition.ts';
import { elementNames, unknownElements } from '../elementNames.ts';

type XmlSetting<S extends SettingId, I extends ServiceInputTypes, O extends ServiceOutputTypes> = Omit<
  SettingDefinition<S>,
  'expects' | 'read' | 'foreign'
> & {
  root: string | readonly string[];
  /** The SDK's schema of the GET. */
  operation: unknown;
  get: (bucket: string) => S3Command<I, O>;
  /** The part of the answer that is the document. */
  from?: (output: O) => unknown;
  /** Puts right what servers write in a way of their own. */
  rewrite?: (document: SettingDocument<S>) => SettingDocument<S>;
};

/**
 * The SDK's answer as JSON: times as ISO texts, nothing undefined, and without what belongs to the call. The SDK has
 * read it by its own schema, which is the document's (documents.test-d.ts); servers may break it, so forms look first.
 */
export function plain<S extends SettingId>(answer: unknown): SettingDocument<S> {
  return JSON.parse(JSON.stringify(answer ?? {}, (name, value) => (name === '$metadata' ? undefined : value)));
}

/** A setting whose GET answers with one XML document. */
export function xmlSetting<S extends SettingId, I extends ServiceInputTypes, O extends ServiceOutputTypes>(
  _id: S,
  setting: XmlSetting<S, I, O>,
): SettingDefinition<S> {
  const { root, operation, get, from = (output) => output, rewrite = (document) => document, ...rest } = setting;
  const known = elementNames(operation);
  return {
    ...rest,
    expects: { root, empty: 'unsupported' },
    async read({ bucket, send }) {
      const document = plain<S>(from(await send(get(bucket))));
      return rest.isNothing?.(document) ? null : rewrite(document);
    },
    foreign: (text) => unknownElements(text, known),
  };
}

/**
 * A document as the SDK takes it. Storage classes, events and the like are open texts in ours, as servers have words of
 * their own; the SDK's types name Amazon's alone.
 */
export function asInput<T>(document: unknown): T {
  return document as T;
}
