import { mkdir, readFile, rename } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { z } from '../../../shared/zod.ts';
import { localError, nodeCode } from '../localErrors.ts';
import type { Logger } from '../ports.ts';
import { writeFileAtomically } from './atomicWrite.ts';

/** A value that is kept in a file. There is one such object a file. Both methods throw AppErrors of the `local-` kind. */
export type JsonFile<T> = {
  read(): Promise<T>;
  /** Writes what `change` makes of the value, and answers with it. Changes are made one after the other. */
  update(change: (value: T) => T | Promise<T>): Promise<T>;
};

type Deps<T> = {
  /** Absolute path; its folder is made when it is not there. */
  path: string;
  schema: z.ZodType<T>;
  /** The value while there is no file. */
  initial: T;
  logger: Logger;
};

function parse<T>(schema: z.ZodType<T>, text: string): { value: T } | { reason: string } {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { reason: 'it is no JSON' };
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return { value: parsed.data };
  const issue = parsed.error.issues[0];
  return { reason: `at ${issue?.path.join('.') || 'its root'}: ${issue?.code ?? 'unknown'}` };
}

/** A JSON file that is checked when read and replaced whole when written. */
export function createJsonFile<T>({ path, schema, initial, logger }: Deps<T>): JsonFile<T> {
  const name = basename(path);
  let current: { value: T } | undefined;
  let last: Promise<unknown> = Promise.resolve();

  /** A file that cannot be read is kept under another name: a person may still get something out of it. */
  const setAside = async (reason: string) => {
    const moment = new Date().toISOString().replaceAll(':', '-');
    const aside = `${name}.damaged-${moment}`;
    await rename(path, join(dirname(path), aside));
    logger.error('a damaged file was set aside; its place is taken by an empty one', { file: name, aside, reason });
  };

  const load = async (): Promise<T> => {
    if (current) return current.value;
    try {
      const result = parse(schema, await readFile(path, 'utf8'));
      if ('reason' in result) await setAside(result.reason);
      current = 'value' in result ? result : { value: initial };
    } catch (error) {
      if (nodeCode(error) !== 'ENOENT') throw localError(error, name);
      current = { value: initial };
    }
    return current.value;
  };

  const inTurn = <R>(work: () => Promise<R>): Promise<R> => {
    const mine = last.then(work, work);
    last = mine;
    return mine;
  };

  return {
    read: () => inTurn(load),
    update: (change) =>
      inTurn(async () => {
        const value = await change(await load());
        try {
          await mkdir(dirname(path), { recursive: true });
          await writeFileAtomically(path, `${JSON.stringify(value, null, 2)}\n`);
        } catch (error) {
          throw localError(error, name);
        }
        current = { value };
        return value;
      }),
  };
}
