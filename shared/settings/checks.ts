import type { SettingDocument, SettingId } from './documents.ts';
import type { CheckContext, Problem } from './problems.ts';

/** Finds what a schema cannot say: conditions between fields, sizes in bytes, ARNs. The document fits its schema. */
export type Check<S extends SettingId> = (document: SettingDocument<S>, context: CheckContext) => Problem[];

/** The checks beyond the schema, one file a setting in checks/. */
export const checks: { [S in SettingId]?: Check<S> } = {};
