import type {} from 'i18next';
import type en from './en.json';

/** The texts of one language: nested objects of strings. English is the shape all others follow. */
export type Texts = typeof en;

export const DEFAULT_NAMESPACE = 'translation';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: typeof DEFAULT_NAMESPACE;
    resources: { translation: Texts };
  }
}
