import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { LANGUAGES, type Language } from '../contract/app.ts';
import { ERROR_CODES } from '../errors.ts';
import en from './en.json';
import ru from './ru.json';

const PLURAL = /_(zero|one|two|few|many|other)$/;
const PROJECT = join(import.meta.dirname, '../..');

type Tree = { [key: string]: string | Tree };

/** `{ menu: { file: 'File' } }` as [['menu.file', 'File']]. */
function flat(tree: Tree, above = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[above + key, value] as [string, string]] : flat(value, `${above}${key}.`),
  );
}

const texts: Record<Language, Map<string, string>> = { en: new Map(flat(en)), ru: new Map(flat(ru)) };
const withoutPlural = (language: Language) => [
  ...new Set([...texts[language].keys()].map((key) => key.replace(PLURAL, ''))),
];

test('both languages have the same keys', () => {
  expect(withoutPlural('ru').toSorted()).toEqual(withoutPlural('en').toSorted());
});

test.each(LANGUAGES)('plurals in %s have every form of the language', (language) => {
  const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories.toSorted();
  const found = new Map<string, string[]>();
  for (const key of texts[language].keys()) {
    const form = PLURAL.exec(key)?.[1];
    if (form) found.set(key.replace(PLURAL, ''), [...(found.get(key.replace(PLURAL, '')) ?? []), form]);
  }
  expect(found.size).toBeGreaterThan(0);
  for (const [key, has] of found) expect([key, has.toSorted()]).toEqual([key, forms]);
});

test.each(LANGUAGES)('no text in %s is empty or has blanks at its ends', (language) => {
  expect([...texts[language]].filter(([, text]) => text === '' || text !== text.trim())).toEqual([]);
});

test('a text takes the same values in both languages', () => {
  const values = (language: Language, key: string) =>
    new Set(
      [...texts[language]]
        .filter(([one]) => one.replace(PLURAL, '') === key)
        .flatMap(([, text]) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]))
        // "One transfer" needs no figure.
        .filter((name) => name !== 'count'),
    );
  for (const key of withoutPlural('en')) expect([key, values('ru', key)]).toEqual([key, values('en', key)]);
});

test('every error has its sentence', () => {
  expect(ERROR_CODES.filter((code) => !texts.en.has(`errors.${code}`))).toEqual([]);
});

function sources(folder: string): string[] {
  return readdirSync(join(PROJECT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name))
    .map((name) => readFileSync(join(PROJECT, folder, name), 'utf8'));
}

/** Keys stand in the sources as they are, or as a template such as `errors.${code}`. */
function usedKeys(): { plain: Set<string>; patterns: RegExp[] } {
  const code = [...sources('renderer'), ...sources('electron')].join('\n');
  const plain = new Set([...code.matchAll(/['"`]([a-z]\w*\.[\w.-]+)['"`]/g)].map((match) => match[1] ?? ''));
  const patterns = [...code.matchAll(/`([a-z]\w*\.[^`\n]*\$\{[^`\n]*)`/g)].map((match) => {
    const parts = (match[1] ?? '').split(/\$\{[^}]*\}/).map((part) => part.replaceAll('.', '\\.'));
    return new RegExp(`^${parts.join('[^.]+')}$`);
  });
  return { plain, patterns };
}

test('every text is used', () => {
  const { plain, patterns } = usedKeys();
  const unused = withoutPlural('en').filter((key) => !plain.has(key) && !patterns.some((pattern) => pattern.test(key)));
  expect(unused).toEqual([]);
});
