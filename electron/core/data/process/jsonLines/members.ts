/** A member of a JSON object as it stands there. */
export type Member = { key: string; keySource: string; source: string };

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** The position after the string that begins at `start`. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === BACKSLASH) at += 1;
    else if (code === QUOTE) return at + 1;
  }
  return text.length;
}

const isSpace = (code: number): boolean => code === 0x20 || code === 0x09 || code === 0x0a || code === 0x0d;

function skipSpaces(text: string, start: number): number {
  let at = start;
  while (isSpace(text.charCodeAt(at))) at += 1;
  return at;
}

/** The position after the value that begins at `start`. */
function endOfValue(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; ) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      at = endOfString(text, at);
      if (depth === 0) return at;
      continue;
    }
    const character = text.charAt(at);
    if (character === '{' || character === '[') depth += 1;
    else if (character === '}' || character === ']') {
      if (depth === 0) return at;
      depth -= 1;
      if (depth === 0) return at + 1;
    } else if (depth === 0 && (character === ',' || isSpace(code))) return at;
    at += 1;
  }
  return text.length;
}

/** The members of an object, in their order, to the letter. The text must be a valid JSON object. */
export function membersOf(object: string): Member[] {
  const members: Member[] = [];
  let at = skipSpaces(object, object.indexOf('{') + 1);
  while (object.charCodeAt(at) === QUOTE) {
    const keyEnd = endOfString(object, at);
    const keySource = object.slice(at, keyEnd);
    const valueStart = skipSpaces(object, skipSpaces(object, keyEnd) + 1);
    const valueEnd = endOfValue(object, valueStart);
    const key = keySource.includes('\\') ? String(JSON.parse(keySource)) : keySource.slice(1, -1);
    members.push({ key, keySource, source: object.slice(valueStart, valueEnd) });
    at = skipSpaces(object, skipSpaces(object, valueEnd) + 1);
  }
  return members;
}

/** A value as a cell: the content of a string, and the source of anything else; null for `null`. */
export function cellOf(source: string): string | null {
  if (source === 'null') return null;
  if (source.charCodeAt(0) !== QUOTE) return source;
  return source.includes('\\') ? String(JSON.parse(source)) : source.slice(1, -1);
}
