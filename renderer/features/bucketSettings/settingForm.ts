import type { TFunction } from 'i18next';
import type { LucideIcon } from 'lucide-react';
import type { ComponentType } from 'react';
import type { VersioningStatus } from '../../../shared/contract/objects.ts';
import type { SettingDocument, WritableSettingId } from '../../../shared/settings/documents.ts';
import type { Problem } from '../../../shared/settings/problems.ts';
import type { BucketRef } from '../../api/settings.ts';

/**
 * What a form gets. The draft is the document itself: a form shows and changes parts of it and leaves everything else as
 * it is, so that form and JSON are two views of one thing.
 */
export type FormProps<S extends WritableSettingId> = {
  place: BucketRef;
  /** What is being edited; null: not set. */
  draft: SettingDocument<S> | null;
  onChange: (draft: SettingDocument<S> | null) => void;
  /** What the server says; null: not set. */
  server: SettingDocument<S> | null;
  /** What is wrong with the draft; a form may show a problem beside its field, the frame lists all of them. */
  problems: readonly Problem[];
  isDisabled: boolean;
};

/** What a change is told of: the bucket, and where it is known whether it keeps versions. */
export type ChangeContext = BucketRef & { versioning?: VersioningStatus | 'unknown' };

/** A setting in the list: its title is `settings.<id>.title`, its sentence `settings.<id>.what`. */
export type SettingEntry<S extends WritableSettingId> = {
  icon: LucideIcon;
  /** Null: edited as JSON only. */
  Form: ComponentType<FormProps<S>> | null;
  /** The document to start from where nothing is set. */
  start: (bucket: string) => SettingDocument<S>;
  /** The form itself says that nothing is set and how to begin, as with templates: it gets null as its draft then. */
  showsNotSet?: boolean;
  /** What saving would change, in sentences; without it the frame tells the values that differ. */
  changes?: (
    t: TFunction,
    before: SettingDocument<S> | null,
    after: SettingDocument<S> | null,
    context: ChangeContext,
  ) => string[];
  /** The sentences of `changes` also tell what has been changed: the history takes them. */
  tellsPast?: boolean;
  /** What a server keeps otherwise than it was sent, in sentences; without it the frame tells the values that differ. */
  keptOtherwise?: (
    t: TFunction,
    sent: SettingDocument<S> | null,
    kept: SettingDocument<S> | null,
    context: ChangeContext,
  ) => string[];
  /** What the server says, in a word, told after saving; without it the frame says that it says the same. */
  state?: (t: TFunction, document: SettingDocument<S> | null) => string;
  /** Stands below the form, as the forecast does and "Try it". */
  Below?: ComponentType<FormProps<S>>;
};
