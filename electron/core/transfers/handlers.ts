import type { ConflictStrategy } from '../../../shared/transfer.ts';
import type { PathGrants } from '../pathGrants.ts';
import type { Handlers } from '../ports.ts';
import type { Engine } from './engine.ts';

type TransferHandlers = Pick<
  Handlers,
  | 'transfers.upload'
  | 'transfers.download'
  | 'transfers.downloadVersion'
  | 'transfers.delete'
  | 'transfers.answer'
  | 'transfers.pause'
  | 'transfers.resume'
  | 'transfers.cancel'
  | 'transfers.retry'
  | 'transfers.move'
  | 'transfers.clear'
  | 'transfers.history'
  | 'transfers.clearHistory'
  | 'transfers.snapshot'
>;

type Deps = {
  engine: Engine;
  grants: PathGrants;
  /** What to do with names that exist already. */
  conflicts: () => Promise<ConflictStrategy>;
};

/** Turns the page's wishes into jobs: grants become paths. */
export function createTransferHandlers({ engine, grants, conflicts }: Deps): TransferHandlers {
  return {
    async 'transfers.upload'({ grants: tokens, ...place }) {
      const paths = tokens.map((token) => grants.resolve(token, 'read'));
      return engine.submit({ kind: 'upload', ...place, paths, conflicts: await conflicts() });
    },
    async 'transfers.download'({ folder, ...place }) {
      const target = grants.resolve(folder, 'write');
      return engine.submit({ kind: 'download', ...place, folder: target, conflicts: await conflicts() });
    },
    async 'transfers.downloadVersion'({ folder, ...place }) {
      const target = grants.resolve(folder, 'write');
      return engine.submit({ kind: 'download-version', ...place, folder: target, conflicts: await conflicts() });
    },
    'transfers.delete': (place) => engine.submit({ kind: 'delete', ...place }),
    'transfers.answer': ({ jobId, questionId, answer, forAll }) => engine.answer(jobId, questionId, answer, forAll),
    'transfers.pause': ({ jobId }) => engine.pause(jobId),
    'transfers.resume': ({ jobId }) => engine.resume(jobId),
    'transfers.cancel': ({ jobId }) => engine.cancel(jobId),
    'transfers.retry': ({ jobId }) => engine.retry(jobId),
    'transfers.move': ({ jobId, before }) => engine.move(jobId, before),
    'transfers.clear': ({ jobId }) => engine.clear(jobId),
    'transfers.history': ({ query, cursor }) => engine.history(query, cursor),
    'transfers.clearHistory': () => engine.clearHistory(),
    'transfers.snapshot': () => engine.snapshot(),
  };
}
