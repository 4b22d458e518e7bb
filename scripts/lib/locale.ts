/**
 * What to add to the environment so that Chromium can read file names: on Linux it does so by the locale, and without a
 * UTF-8 one every name beyond ASCII is lost to it.
 */
export function utf8Locale(env: NodeJS.ProcessEnv = process.env): Record<string, string> {
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG || '';
  return process.platform !== 'linux' || /utf-?8/i.test(locale) ? {} : { LC_ALL: 'C.UTF-8' };
}
