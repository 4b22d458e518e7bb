import type { Handlers, Logger } from '../ports.ts';
import type { S3Connection } from '../s3/connection.ts';
import { createProbeSender } from '../s3/probing.ts';
import { createProbeKeys } from './probeKeys.ts';
import { tryAccess } from './trial.ts';
import { habitsOf, planOf, type ReadSettings } from './trialPlan.ts';

type AccessHandlers = Pick<Handlers, 'access.trialPlan' | 'access.try'>;
type Deps = {
  settings: ReadSettings;
  connectionOf: (connectionId: string) => Promise<S3Connection>;
  logger: Logger;
};

export function createAccessHandlers({ settings, connectionOf, logger }: Deps): AccessHandlers {
  const probeKeyOf = createProbeKeys();
  return {
    async 'access.trialPlan'(place, { signal }) {
      return planOf(await habitsOf(settings, place, signal), probeKeyOf(place));
    },

    async 'access.try'({ writes, ...place }, { signal }) {
      const habits = await habitsOf(settings, place, signal);
      const connection = await connectionOf(place.connectionId);
      const anonymous = createProbeSender(connection, 'anonymous');
      const own = createProbeSender(connection, 'connection');
      const askers = {
        anonymous: { who: 'anonymous', send: anonymous.send },
        connection: { who: 'connection', send: own.send },
      } as const;
      const { bucket, key } = place;
      const probeKey = probeKeyOf(place);
      try {
        const request = { bucket, key, probeKey, writes, habits };
        const onLeft = (left: { versionId: string }[]) => {
          const versions = left.map(({ versionId }) => versionId);
          logger.warn('a probe could not be removed', { bucket, key: probeKey, versions });
        };
        return await tryAccess(askers, request, onLeft, signal);
      } finally {
        anonymous.close();
        own.close();
      }
    },
  };
}
