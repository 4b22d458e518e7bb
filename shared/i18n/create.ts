import { createInstance, type i18n } from 'i18next';
import type { Language } from '../contract/app.ts';
import en from './en.json';
import { DEFAULT_NAMESPACE } from './index.ts';
import ru from './ru.json';

/** An i18next instance with both languages loaded; ready at once (no backend, nothing asynchronous). */
export function createTexts(language: Language): i18n {
  const instance = createInstance();
  void instance.init({
    lng: language,
    fallbackLng: 'en',
    defaultNS: DEFAULT_NAMESPACE,
    resources: { en: { [DEFAULT_NAMESPACE]: en }, ru: { [DEFAULT_NAMESPACE]: ru } },
    initAsync: false,
    // React and native menus escape by themselves.
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  return instance;
}
