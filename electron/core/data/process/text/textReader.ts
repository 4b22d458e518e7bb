import { isAscii } from 'node:buffer';
import type { FileHandle } from 'node:fs/promises';
import { badEncoding, MAX_ROW_BYTES, malformed, tooLarge } from '../problems.ts';
import { linesBefore, type TextEncoding } from './encoding.ts';
import { fromLatin1 } from './windows1251.ts';

/** Bytes that are read at a time; of a small file no more than it has. */
const CHUNK = 1024 * 1024;
const LEAST_CHUNK = 4096;

/**
 * A file of text, seen through a window that is moved along it. The window holds the file's own bytes (of UTF-8 or
 * Windows-1251); UTF-16 is seen as UTF-8. The byte order mark is not in it.
 */
export type TextReader = {
  /** The bytes from `start` to `end` are to be read. */
  readonly window: Buffer;
  readonly end: number;
  /** True when the window reaches to the end of the file. */
  readonly isLast: boolean;
  /** True when nothing comes after the window because reading was limited. */
  readonly isCut: boolean;
  /** Bytes of the file that were read. */
  readonly bytesRead: number;
  /** Text of bytes of the window. */
  text(from: number, to: number): string;
  /** The same of a quoted cell, in which each quote stands twice. */
  unquotedText(from: number, to: number, quote: number): string;
  /**
   * Moves on: what stands from `start` becomes the window's beginning, and more follows. `line` is the line that begins
   * there. Throws `data-too-large` when a row is too long, `data-malformed` at a NUL byte, and the signal's reason.
   */
  fill(start: number, line: number): Promise<void>;
};

export type ReadLimits = { bytes: number; signal: AbortSignal };

/** Opens a window on a file, still empty. */
export function createTextReader(file: FileHandle, encoding: TextEncoding, { bytes, signal }: ReadLimits): TextReader {
  const isWide = encoding.name === 'utf-16';
  const decoder = isWide ? new TextDecoder(encoding.bigEndian ? 'utf-16be' : 'utf-16le', { fatal: true }) : null;
  let chunk = 0;
  let raw: Buffer = Buffer.alloc(0);
  let window: Buffer = Buffer.alloc(0);
  let end = 0;
  let at = encoding.bom;
  let isLast = false;
  let isCut = false;
  let decode = latin1;

  async function open() {
    const { size } = await file.stat();
    // One byte more shows that the file ends there.
    chunk = Math.max(LEAST_CHUNK, Math.min(CHUNK, size + 1));
    window = Buffer.allocUnsafe(2 * chunk);
    if (isWide) raw = Buffer.allocUnsafe(chunk);
  }

  /** Room for a chunk after what is kept. A chunk of UTF-16 takes at most one and a half times its bytes as UTF-8. */
  function makeRoom(start: number, kept: number) {
    const needed = kept + 2 * chunk;
    if (needed <= window.length) {
      window.copyWithin(0, start, end);
    } else {
      const larger = Buffer.allocUnsafe(2 * needed);
      window.copy(larger, 0, start, end);
      window = larger;
    }
    end = kept;
  }

  /** Reads a chunk as it is; less of it means that the file ends there. */
  async function readFully(into: Buffer, offset: number, length: number): Promise<number> {
    let count = 0;
    while (count < length) {
      const { bytesRead } = await file.read(into, offset + count, length - count, at + count);
      if (bytesRead === 0) {
        isLast = true;
        break;
      }
      count += bytesRead;
    }
    at += count;
    return count;
  }

  async function readWide(into: Buffer, length: number, line: number): Promise<void> {
    const count = await readFully(into, 0, length);
    try {
      const text = decoder?.decode(into.subarray(0, count), { stream: !isLast }) ?? '';
      end += window.write(text, end);
    } catch (error) {
      if (error instanceof TypeError) throw badEncoding('utf-16', line + linesBefore(window, end));
      throw error;
    }
  }

  return {
    get window() {
      return window;
    },
    get end() {
      return end;
    },
    get isLast() {
      return isLast;
    },
    get isCut() {
      return isCut;
    },
    get bytesRead() {
      return at;
    },
    text: (from, to) => decode(window, from, to),
    unquotedText(from, to, quote) {
      const single = Buffer.allocUnsafe(to - from);
      return decode(single, 0, copyWithoutDoubles(window, from, to, quote, single));
    },
    async fill(start, line) {
      signal.throwIfAborted();
      if (chunk === 0) await open();
      const kept = end - start;
      if (kept >= MAX_ROW_BYTES) throw tooLarge(line);
      makeRoom(start, kept);
      const length = Math.min(chunk, bytes - at);
      if (length <= 0) {
        isCut = true;
        return;
      }
      if (isWide) await readWide(raw, length, line);
      else end += await readFully(window, end, length);
      const nul = window.subarray(0, end).indexOf(0, kept);
      if (nul >= 0) throw malformed('binary', { line: line + linesBefore(window, nul) });
      if (encoding.name === 'windows-1251') decode = windows1251;
      else decode = isAscii(window.subarray(0, end)) ? latin1 : utf8;
    },
  };
}

const latin1 = (bytes: Buffer, from: number, to: number): string => bytes.toString('latin1', from, to);
const windows1251 = (bytes: Buffer, from: number, to: number): string => fromLatin1(latin1(bytes, from, to));
const utf8 = (bytes: Buffer, from: number, to: number): string => bytes.toString('utf8', from, to);

/** Copies bytes with one quote for two, and answers with how many that are. Cells of megabytes are full of them. */
function copyWithoutDoubles(bytes: Buffer, from: number, to: number, quote: number, into: Buffer): number {
  let length = 0;
  for (let at = from; at < to; at += 1) {
    const byte = bytes[at] ?? 0;
    into[length] = byte;
    length += 1;
    if (byte === quote) at += 1;
  }
  return length;
}
