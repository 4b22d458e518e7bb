import { appError } from '../../../shared/errors.ts';
import type { TroubledFile } from '../../../shared/watch/state.ts';
import type { DataEngine } from '../data/dataEngine.ts';
import type { Clock, Desktop, Handlers, Random } from '../ports.ts';
import { dryRun } from './dryRun.ts';
import { exampleOf, previewOf } from './example.ts';
import type { FileRow } from './ledger/fileRecord.ts';
import { writeSamples } from './samples/writeSamples.ts';
import type { WatchService } from './watchService.ts';

type WatchHandlers = Pick<Handlers, Extract<keyof Handlers, `watch.${string}`>>;

type Deps = {
  watch: WatchService;
  data: DataEngine;
  desktop: Pick<Desktop, 'showInFolder'>;
  profile: string;
  clock: Clock;
  random: Random;
};

/** Failed files that are shown. */
const TROUBLED = 1000;

const troubledOf = ({ id, ruleId, file, identity, error, attempts, retryAt }: FileRow): TroubledFile => ({
  fileId: id,
  ruleId,
  file,
  size: identity?.size ?? 0,
  error: error ?? { code: 'internal', message: 'it failed without a reason', retryable: true },
  attempts,
  retryAt: retryAt === null ? null : new Date(retryAt).toISOString(),
});

/** What the page may ask of watched folders. */
export function createWatchHandlers({ watch, data, desktop, profile, clock, random }: Deps): WatchHandlers {
  return {
    'watch.rules': () => watch.snapshots(),
    'watch.save': ({ ruleId, draft }) => watch.save(ruleId, draft),
    'watch.remove': ({ ruleId }) => watch.remove(ruleId),
    'watch.setEnabled': ({ ruleId, enabled }) => watch.setEnabled(ruleId, enabled),
    'watch.runNow': ({ ruleId }) => watch.runNow(ruleId),

    async 'watch.dryRun'({ ruleId, draft }, { signal }) {
      const { ledger } = await watch.open();
      const { rule, content } = await watch.resolve(ruleId, draft);
      return dryRun(content, rule, { data, ledger, clock, profile }, signal);
    },
    async 'watch.example'({ ruleId, draft }, { signal }) {
      const { content } = await watch.resolve(ruleId, draft);
      return exampleOf(content, { data, clock, profile }, signal);
    },
    async 'watch.preview'({ ruleId, draft, file }, { signal }) {
      const { content } = await watch.resolve(ruleId, draft);
      return previewOf(content, file, { data, clock, profile }, signal);
    },

    async 'watch.troubled'({ ruleId }) {
      const { ledger } = (await watch.run(ruleId)).watch;
      const needsYou = ledger.slice(ruleId, 'needs-you', null, TROUBLED);
      const retrying = ledger.slice(ruleId, 'retrying', null, TROUBLED - needsYou.length);
      return [...needsYou, ...retrying].map(troubledOf);
    },
    async 'watch.retry'({ ruleId, fileId }) {
      await (await watch.run(ruleId)).watch.pipeline.retry(ruleId, fileId);
    },
    async 'watch.cancel'({ ruleId, fileId }) {
      (await watch.run(ruleId)).watch.pipeline.cancel(ruleId, fileId);
    },
    async 'watch.dismiss'({ ruleId, fileId }) {
      (await watch.run(ruleId)).watch.pipeline.dismiss(ruleId, fileId);
    },

    async 'watch.log'(query) {
      return (await watch.open()).log.page(query);
    },
    async 'watch.activity'({ ruleId }) {
      return (await watch.run(ruleId)).watch.log.activity(ruleId);
    },

    async 'watch.makeSamples'({ ruleId, ...spec }, { signal }) {
      const { run, watch: open } = await watch.run(ruleId);
      // The archive has taken them, but their keys stay theirs.
      const isKnown = (name: string) => open.ledger.find(ruleId, name) !== null;
      return { files: await writeSamples(run.rule().folder, spec, { random, now: clock.now, isKnown, signal }) };
    },
    async 'watch.show'({ ruleId, what }) {
      const { run, watch: open } = await watch.run(ruleId);
      const { folder, afterwards } = run.rule();
      if (what === 'archive' && afterwards.kind !== 'archive') {
        throw appError('local-not-found', 'this rule has no archive');
      }
      const archive = afterwards.kind === 'archive' ? afterwards.folder : folder;
      desktop.showInFolder({ folder, archive, log: open.log.fileOf(ruleId) }[what]);
    },
  };
}
