/** What the log may say of an error nobody foresaw: its name and where it was thrown. Its text may hold anything. */
export type Fault = { name: string; place: string | undefined };

const FRAMES = 5;

/** Name and place of an unforeseen error, without its text. */
export function faultOf(error: unknown): Fault {
  if (!(error instanceof Error)) return { name: typeof error, place: undefined };
  // The text of an error may have many lines, and stands before the frames.
  const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line));
  return { name: error.name, place: frames?.slice(0, FRAMES).join('\n') };
}
