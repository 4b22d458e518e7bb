import type { Page } from '@playwright/test';

/**
 * Drops files and folders (absolute paths) at a point of the page, as the system does it: the page gets real `File`s
 * with paths, which no script can make. Coordinates in CSS pixels.
 */
export async function dropPaths(page: Page, paths: string[], x: number, y: number): Promise<void> {
  const drag = await startDrag(page, paths, x, y);
  await drag.drop();
}

/** The same up to the moment before the drop, so that what the window shows meanwhile can be seen. */
export async function startDrag(page: Page, paths: string[], x: number, y: number) {
  const cdp = await page.context().newCDPSession(page);
  const data = { items: [], files: paths, dragOperationsMask: 1 };
  await cdp.send('Input.dispatchDragEvent', { type: 'dragEnter', x, y, data });
  await cdp.send('Input.dispatchDragEvent', { type: 'dragOver', x, y, data });
  return {
    async drop() {
      await cdp.send('Input.dispatchDragEvent', { type: 'drop', x, y, data });
      await cdp.detach();
    },
    async leave() {
      await cdp.send('Input.dispatchDragEvent', { type: 'dragCancel', x, y, data });
      await cdp.detach();
    },
  };
}
