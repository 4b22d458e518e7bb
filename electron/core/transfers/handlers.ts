import type { PathGrants } from '../pathGrants.ts';
import type { Handlers } from '../ports.ts';
import type { S3Connection } from '../s3/connection.ts';
import type { Engine } from './engine.ts';

type TransferHandlers = Pick<
  Handlers,
  | 'transfers.upload'
  | 'transfers.download'
  | 'transfers.downloadVersion'
  | 'transfers.delete'
  | 'transfers.answer'
  | 'transfers.cancel'
  | 'transfers.clear'
  | 'transfers.snapshot'
>;

type Deps = {
  engine: Engine;
  grants: PathGrants;
  /** Throws `secret-missing` when the secret must be typed again. */
  connectionOf: (id: string) => Promise<S3Connection>;
};

/** Turns the page's wishes into jobs: grants become paths, connection ids become connections. */
export function createTransferHandlers({ engine, grants, connectionOf }: Deps): TransferHandlers {
  return {
    async 'transfers.upload'({ connectionId, bucket, prefix, grants: tokens }) {
      const paths = tokens.map((token) => grants.resolve(token, 'read'));
      return engine.submit({ kind: 'upload', connection: await connectionOf(connectionId), bucket, prefix, paths });
    },
    async 'transfers.download'({ connectionId, bucket, keys, prefixes, base, folder }) {
      const target = grants.resolve(folder, 'write');
      const connection = await connectionOf(connectionId);
      return engine.submit({ kind: 'download', connection, bucket, base, keys, prefixes, folder: target });
    },
    async 'transfers.downloadVersion'({ connectionId, bucket, key, versionId, folder }) {
      const target = grants.resolve(folder, 'write');
      const connection = await connectionOf(connectionId);
      return engine.submit({ kind: 'download-version', connection, bucket, key, versionId, folder: target });
    },
    async 'transfers.delete'({ connectionId, bucket, keys, prefixes }) {
      return engine.submit({ kind: 'delete', connection: await connectionOf(connectionId), bucket, keys, prefixes });
    },
    'transfers.answer': ({ jobId, questionId, answer, forAll }) => engine.answer(jobId, questionId, answer, forAll),
    'transfers.cancel': ({ jobId }) => engine.cancel(jobId),
    'transfers.clear': ({ jobId }) => engine.clear(jobId),
    'transfers.snapshot': () => engine.snapshot(),
  };
}
