import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { nodeCode } from '../localErrors.ts';

/**
 * Makes an empty file for this user alone, and its folder. One that is there is not touched: closing any handle of it would
 * drop SQLite's lock. Throws the system's errors.
 */
export function makePrivateFile(file: string): void {
  mkdirSync(dirname(file), { recursive: true });
  try {
    closeSync(openSync(file, 'wx', 0o600));
  } catch (error) {
    if (nodeCode(error) !== 'EEXIST') throw error;
  }
}
