import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SETTING_IDS, type SettingId } from '../../../shared/settings/documents.ts';

// docs/settings.md: what each server has, setting by setting, in the words of the tests that have tried it.

const FILE = join(import.meta.dirname, '..', '..', '..', 'docs', 'settings.md');
const RESULTS = join(import.meta.dirname, '..', '..', '..', 'test-results');
const SERVERS = ['rgw', 'minio'] as const;

/** What a server has of each setting. */
export type Column = Record<SettingId, string>;
type Server = (typeof SERVERS)[number];

/** The columns of the table; '' for what was never tried. */
function readTable(markdown: string): Record<Server, Column> {
  const rows = markdown.split('\n').map((line) => line.split('|').map((cell) => cell.trim()));
  const cellsOf = (setting: SettingId) => rows.find(([, name]) => name === `\`${setting}\``)?.slice(2) ?? [];
  const columnOf = (index: number) =>
    Object.fromEntries(SETTING_IDS.map((setting) => [setting, cellsOf(setting)[index] ?? ''])) as Column;
  return { rgw: columnOf(0), minio: columnOf(1) };
}

function writeTable(columns: Record<Server, Column>): string {
  const rows = SETTING_IDS.map((setting) => `| \`${setting}\` | ${columns.rgw[setting]} | ${columns.minio[setting]} |`);
  return `# What servers have

Setting by setting, what Ceph RGW 16.2 and MinIO do with it. Made by the contract tests, which set, read back and remove
each one (\`electron/core/buckets/settings/settings.contract.test.ts\`); they fail while this page says something else.
To renew it: \`STAVE_UPDATE_DOCS=1 STAVE_TEST_SERVERS=rgw,minio npm run test:contract -- settings.contract\`.

- **read, set, removed**: all of it works, and what is read back is what was sent.
- **not there**: Stave says so, and sends nothing that would change anything. *ignored*: the server answers as if it had
  not been asked for this setting (a DELETE of it would delete the bucket), or always in the same words; *refused*: it
  says that it has no such thing.
- **read; cannot be set**: the server says "not set" or a default, and refuses an attempt to change it. Where it calls it
  not implemented or not allowed, Stave says from then on that it is not there.

| Setting | Ceph RGW 16.2 | MinIO |
| --- | --- | --- |
${rows.join('\n')}

On MinIO encryption needs a key service, notifications need a target, and replication a remote target; the tests start it
with the first two. On Ceph RGW a notification needs a topic, and an object lock a bucket that was made with one.
`;
}

/**
 * Writes down what was found. Answers with docs/settings.md as it is and as it should be; where it is to be renewed, it
 * is. Null for a server that is not in it.
 */
export async function documented(server: string, found: Column): Promise<{ is: string; should: string } | null> {
  await mkdir(RESULTS, { recursive: true });
  await writeFile(join(RESULTS, `settings-${server}.json`), `${JSON.stringify(found, null, 2)}\n`);
  const known = SERVERS.find((name) => name === server);
  if (known === undefined) return null;
  const is = await readFile(FILE, 'utf8').catch(() => '');
  const should = writeTable({ ...readTable(is), [known]: found });
  if (process.env.STAVE_UPDATE_DOCS !== '1') return { is, should };
  await writeFile(FILE, should);
  return { is: should, should };
}
