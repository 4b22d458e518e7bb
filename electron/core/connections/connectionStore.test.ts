import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ConnectionSave } from '../../../shared/contract/connections.ts';
import { createMemoryLogger } from '../testing/memoryLogger.ts';
import { createMemorySecrets, type MemorySecrets } from '../testing/memorySecrets.ts';
import { createConnectionStore } from './connectionStore.ts';

const SECRET = 'the-secret-key-7d1f';

let folder: string;
let file: string;
let secrets: MemorySecrets;
let logger: ReturnType<typeof createMemoryLogger>;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stave-connections-'));
  file = join(folder, 'connections.json');
  secrets = createMemorySecrets();
  logger = createMemoryLogger();
});
afterEach(() => rm(folder, { recursive: true }));

/** As after a restart: another store on the same file. */
const start = (keychain = secrets) => createConnectionStore({ file, secrets: keychain, logger });

const draft: ConnectionSave = {
  name: 'Office',
  provider: 'ceph',
  endpoint: 'http://127.0.0.1:7480',
  region: 'us-east-1',
  addressing: 'path',
  accessKeyId: 'KEY',
  secretAccessKey: SECRET,
  stay: 'keychain',
};
const { secretAccessKey: _, ...untyped } = draft;

describe('a secret in the keychain', () => {
  test('survives a restart, and stands in no file, summary or log', async () => {
    const summary = await start().save(draft);
    expect(summary).toEqual({
      id: expect.any(String),
      ...untyped,
      secretSet: true,
      tokenSet: false,
      openedBuckets: [],
    });
    const store = start();
    expect(await store.list()).toEqual([summary]);
    expect(await store.connectionOf(summary.id)).toMatchObject({ accessKeyId: 'KEY', secretAccessKey: SECRET });
    const everything = `${await readFile(file, 'utf8')}${JSON.stringify(await store.list())}${logger.lines.join()}`;
    expect(everything).not.toContain(SECRET);
    expect(everything).not.toContain(Buffer.from(SECRET).toString('base64'));
  });

  test('stays when the connection is edited without it', async () => {
    const { id } = await start().save(draft);
    const store = start();
    await store.save({ ...untyped, id, name: 'Renamed' });
    expect(await store.list()).toMatchObject([{ id, name: 'Renamed', secretSet: true }]);
    expect(await start().connectionOf(id)).toMatchObject({ secretAccessKey: SECRET });
  });

  test('is replaced when another one is typed', async () => {
    const store = start();
    const { id } = await store.save(draft);
    await store.save({ ...draft, id, secretAccessKey: 'another' });
    expect(await store.connectionOf(id)).toMatchObject({ secretAccessKey: 'another' });
    expect(await start().connectionOf(id)).toMatchObject({ secretAccessKey: 'another' });
  });

  test('that cannot be opened is asked for, and nothing is lost', async () => {
    const { id } = await start().save(draft);
    const reset = createMemorySecrets();
    const store = start(reset);
    expect(await store.list()).toMatchObject([{ id, secretSet: false }]);
    await expect(store.connectionOf(id)).rejects.toMatchObject({ data: { code: 'secret-missing' } });
    await store.save({ ...untyped, id, name: 'Renamed meanwhile' });
    expect(await start(secrets).connectionOf(id)).toMatchObject({ secretAccessKey: SECRET });
  });

  test('is refused on a system that has none', async () => {
    const store = start(createMemorySecrets(false));
    await expect(store.save(draft)).rejects.toMatchObject({
      data: { code: 'keychain-missing', details: { backend: 'basic_text' } },
    });
    expect(await store.list()).toEqual([]);
  });
});

describe('a secret of the session', () => {
  test('is gone after a restart; the connection is not', async () => {
    const plain = createMemorySecrets(false);
    const store = start(plain);
    const { id } = await store.save({ ...draft, stay: 'session' });
    expect(await store.connectionOf(id)).toMatchObject({ secretAccessKey: SECRET });
    expect(await readFile(file, 'utf8')).not.toContain(SECRET);

    const restarted = start(plain);
    expect(await restarted.list()).toMatchObject([{ id, stay: 'session', secretSet: false }]);
    await expect(restarted.connectionOf(id)).rejects.toMatchObject({ data: { code: 'secret-missing' } });
  });

  test('moves into the keychain, and out of it', async () => {
    const store = start();
    const { id } = await store.save({ ...draft, stay: 'session' });
    await store.save({ ...untyped, id, stay: 'keychain' });
    expect(await start().connectionOf(id)).toMatchObject({ secretAccessKey: SECRET });
    await store.save({ ...untyped, id, stay: 'session' });
    expect(await readFile(file, 'utf8')).not.toContain('sealedSecret');
    expect(await store.connectionOf(id)).toMatchObject({ secretAccessKey: SECRET });
  });
});

describe('the session token of temporary keys', () => {
  const TOKEN = 'the-session-token-9c2e';
  const temporary = { ...draft, sessionToken: TOKEN };

  test('goes where the secret goes, and comes out as little', async () => {
    const summary = await start().save(temporary);
    expect(summary).toMatchObject({ secretSet: true, tokenSet: true });
    const store = start();
    expect(await store.connectionOf(summary.id)).toMatchObject({ secretAccessKey: SECRET, sessionToken: TOKEN });
    const everything = `${await readFile(file, 'utf8')}${JSON.stringify(await store.list())}${logger.lines.join()}`;
    expect(everything).not.toContain(TOKEN);
    expect(everything).not.toContain(Buffer.from(TOKEN).toString('base64'));
  });

  test('stays with its secret key, and goes with it', async () => {
    const store = start();
    const { id } = await store.save(temporary);
    await store.save({ ...untyped, id, name: 'Renamed' });
    expect(await start().connectionOf(id)).toMatchObject({ sessionToken: TOKEN });
    await store.save({ ...untyped, id, sessionToken: 'the next one' });
    expect(await start().connectionOf(id)).toMatchObject({ secretAccessKey: SECRET, sessionToken: 'the next one' });
    const { stay: __, ...typed } = { ...draft, id, secretAccessKey: 'lasting' };
    expect(await store.connectionOfDraft(typed)).not.toHaveProperty('sessionToken');
    expect(await store.save({ ...draft, id, secretAccessKey: 'lasting' })).toMatchObject({ tokenSet: false });
    expect(await start().connectionOf(id)).not.toHaveProperty('sessionToken');
    expect(await readFile(file, 'utf8')).not.toContain('sealedToken');
  });
});

test('a new connection needs a secret', async () => {
  await expect(start().save(untyped)).rejects.toMatchObject({ data: { code: 'secret-missing' } });
});

test('a connection that is not there can be neither edited nor used', async () => {
  const notFound = { data: { code: 'not-found' } };
  await expect(start().save({ ...draft, id: 'nobody' })).rejects.toMatchObject(notFound);
  await expect(start().connectionOf('nobody')).rejects.toMatchObject(notFound);
  await expect(start().rememberBucket('nobody', 'b')).rejects.toMatchObject(notFound);
});

test('a removed connection takes its secret with it', async () => {
  const store = start();
  const { id } = await store.save(draft);
  await store.save({ ...draft, name: 'Other' });
  await store.remove(id);
  expect(await store.list()).toMatchObject([{ name: 'Other' }]);
  expect(await start().list()).toMatchObject([{ name: 'Other' }]);
  await expect(store.connectionOf(id)).rejects.toMatchObject({ data: { code: 'not-found' } });
});

test('a draft is tried with what is typed, else with the saved secret', async () => {
  const store = start();
  const { id } = await store.save(draft);
  const { stay: __, ...typed } = draft;
  const { stay: ___, ...saved } = { ...untyped, id, endpoint: 'http://127.0.0.1:1' };
  expect(await store.connectionOfDraft({ ...typed, id, secretAccessKey: 'typed' })).toMatchObject({
    secretAccessKey: 'typed',
  });
  expect(await store.connectionOfDraft(saved)).toMatchObject({
    endpoint: 'http://127.0.0.1:1',
    secretAccessKey: SECRET,
  });
  const { id: ____, ...unsaved } = saved;
  await expect(store.connectionOfDraft(unsaved)).rejects.toMatchObject({ data: { code: 'secret-missing' } });
});

test('buckets opened by name are remembered once, in order, and forgotten', async () => {
  const store = start();
  const { id } = await store.save(draft);
  for (const bucket of ['b', 'a', 'b']) await store.rememberBucket(id, bucket);
  await store.save({ ...untyped, id, name: 'Renamed' });
  expect(await start().openedBuckets(id)).toEqual(['a', 'b']);
  await store.forgetBucket(id, 'a');
  expect(await start().openedBuckets(id)).toEqual(['b']);
});

test('a damaged file is no end: it is set aside', async () => {
  await writeFile(file, '{"version":1,"connections":[{"id":1}]}');
  const store = start();
  expect(await store.list()).toEqual([]);
  await store.save(draft);
  expect(await start().list()).toHaveLength(1);
  expect(logger.lines.join()).toContain('connections.json.damaged-');
});
