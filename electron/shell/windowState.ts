import { join } from 'node:path';
import { z } from '../../shared/zod.ts';
import type { Logger } from '../core/ports.ts';
import { createJsonFile } from '../core/storage/jsonFile.ts';
import type { WindowBounds } from './window.ts';

const pixels = z.number().int();
const schema = z.strictObject({ x: pixels, y: pixels, width: pixels.min(100), height: pixels.min(100) }).nullable();

/** Where the window was, kept in `window.json` of the profile. A failure is logged and harms nothing else. */
export function createWindowState(profile: string, logger: Logger) {
  const file = createJsonFile<WindowBounds | null>({
    path: join(profile, 'window.json'),
    schema,
    initial: null,
    logger,
  });
  return {
    read: (): Promise<WindowBounds | null> =>
      file.read().catch((error: unknown) => {
        logger.warn('the window bounds could not be read', { message: String(error) });
        return null;
      }),
    write(bounds: WindowBounds): void {
      file
        .update(() => bounds)
        .catch((error: unknown) => {
          logger.warn('the window bounds could not be kept', { message: String(error) });
        });
    },
  };
}
