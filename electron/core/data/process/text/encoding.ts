import { isUtf8 } from 'node:buffer';
import type { FileHandle } from 'node:fs/promises';
import type { Encoding } from '../../../../../shared/watch/data.ts';
import { badEncoding } from '../problems.ts';

/** How a file of text is encoded. `bom`: the bytes of its byte order mark, 0 where it has none. */
export type TextEncoding = { name: Encoding; bom: number; bigEndian: boolean };

const CHUNK = 1024 * 1024;

const plain = (name: Encoding, bom = 0): TextEncoding => ({ name, bom, bigEndian: false });

/**
 * Recognises the encoding: by its mark, then UTF-8 if the first `limit` bytes are valid as such, else Windows-1251.
 * Throws `data-encoding` when the text is not of the encoding that was wanted or that its mark tells.
 */
export async function encodingOf(
  file: FileHandle,
  wanted: Encoding | 'auto',
  limit: number,
  signal: AbortSignal,
): Promise<TextEncoding> {
  const mark = await markOf(file);
  if (wanted === 'windows-1251') return plain(wanted);
  if (wanted === 'utf-16' || (wanted === 'auto' && mark?.name === 'utf-16')) {
    if (mark?.name !== 'utf-16') throw badEncoding('utf-16', 1);
    return mark;
  }
  const line = await lineNotUtf8(file, limit, signal);
  if (line === null) return plain('utf-8', mark?.name === 'utf-8' ? mark.bom : 0);
  if (wanted === 'utf-8' || mark) throw badEncoding('utf-8', line);
  return plain('windows-1251');
}

async function markOf(file: FileHandle): Promise<TextEncoding | null> {
  const head = Buffer.alloc(3);
  await file.read(head, 0, 3, 0);
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return plain('utf-8', 3);
  if (head[0] === 0xff && head[1] === 0xfe) return plain('utf-16', 2);
  if (head[0] === 0xfe && head[1] === 0xff) return { name: 'utf-16', bom: 2, bigEndian: true };
  return null;
}

/** How many of the bytes before `end` belong to a character that ends later. */
function cutCharacter(bytes: Uint8Array, end: number): number {
  for (let back = 1; back <= 3 && back <= end; back += 1) {
    const byte = bytes[end - back] ?? 0;
    if ((byte & 0xc0) === 0x80) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return length > back ? back : 0;
  }
  return 0;
}

/** The line of the first byte that is not UTF-8; null when all are. */
async function lineNotUtf8(file: FileHandle, limit: number, signal: AbortSignal): Promise<number | null> {
  const chunk = Math.max(1, Math.min(CHUNK, (await file.stat()).size));
  const buffer = Buffer.allocUnsafe(chunk + 4);
  let kept = 0;
  let line = 1;
  for (let at = 0; ; ) {
    signal.throwIfAborted();
    const { bytesRead } = await file.read(buffer, kept, Math.min(chunk, limit - at), at);
    at += bytesRead;
    const end = kept + bytesRead;
    // At the limit the rest of a character is not looked at; at the file's end there has to be none.
    const isEnd = bytesRead === 0 && at < limit;
    const cut = isEnd ? 0 : cutCharacter(buffer, end);
    const part = buffer.subarray(0, end - cut);
    if (!isUtf8(part)) return line + linesBefore(part, firstBadLine(part));
    if (bytesRead === 0) return null;
    line += linesBefore(part, part.length);
    buffer.copyWithin(0, end - cut, end);
    kept = cut;
  }
}

/** Where the first line begins that is not UTF-8. */
function firstBadLine(part: Buffer): number {
  for (let start = 0; ; ) {
    const feed = part.indexOf(0x0a, start);
    if (feed < 0 || !isUtf8(part.subarray(start, feed))) return start;
    start = feed + 1;
  }
}

/** Line feeds in the first `end` bytes. */
export function linesBefore(bytes: Buffer, end: number): number {
  let count = 0;
  for (let at = bytes.indexOf(0x0a); at >= 0 && at < end; at = bytes.indexOf(0x0a, at + 1)) count += 1;
  return count;
}
