import { app } from 'electron';
import type { AppInfo } from '../../shared/contract/app.ts';
import { bucketName } from '../../shared/contract/call.ts';
import { connectionDraft } from '../../shared/contract/connections.ts';
import type { Handlers } from '../core/ports.ts';

const startConnection = connectionDraft.omit({ id: true, provider: true }).extend({ bucket: bucketName });

/**
 * The connection given by STAVE_DEMO_CONNECTION (JSON), for this session only, and the bucket to open at once.
 * Unpackaged builds only: the demo and the end-to-end tests start this way. Throws when the JSON is wrong.
 */
export async function startConnectionOf(handlers: Handlers): Promise<AppInfo['startAt']> {
  const given = process.env.STAVE_DEMO_CONNECTION;
  if (app.isPackaged || !given) return null;
  const { bucket, ...connection } = startConnection.parse(JSON.parse(given));
  const context = { signal: new AbortController().signal };
  // With a profile that is used again, its transfers go on with the same connection.
  const known = (await handlers['connections.list']({}, context)).find(
    ({ name, accessKeyId }) => name === connection.name && accessKeyId === connection.accessKeyId,
  );
  const save = { ...connection, ...(known && { id: known.id }), provider: 'custom', stay: 'session' } as const;
  const { id } = await handlers['connections.save'](save, context);
  return { connectionId: id, bucket };
}
