import { join } from 'node:path';
import type { AppInfo, Language, Preferences } from '../../shared/contract/app.ts';
import { isEnded } from '../../shared/transfer.ts';
import { createAccessHandlers } from './access/handlers.ts';
import { createBucketHandlers } from './buckets/handlers.ts';
import { createLifecycleHandlers } from './buckets/lifecycle/handlers.ts';
import { createBucketSettings } from './buckets/settings/createBucketSettings.ts';
import { createSettingHandlers } from './buckets/settings/handlers.ts';
import { createConnectionStore } from './connections/connectionStore.ts';
import { createConnectionHandlers } from './connections/handlers.ts';
import { createDesktopHandlers } from './desktopHandlers.ts';
import { createObjectAccessHandlers } from './objectAccess/handlers.ts';
import { createObjectHandlers } from './objects/handlers.ts';
import type { PathGrants } from './pathGrants.ts';
import type { Desktop, Dialogs, Emit, Handlers, Logger, SecretStore } from './ports.ts';
import { createPreferenceHandlers } from './preferences/handlers.ts';
import { createPreferences } from './preferences/preferences.ts';
import type { S3Connection } from './s3/connection.ts';
import { createStorePool } from './s3/storePool.ts';
import type { Engine, EngineEvents, EngineSettings } from './transfers/engine.ts';
import { createTransferHandlers } from './transfers/handlers.ts';
import { systemClock } from './transfers/systemClock.ts';
import { createVersionHandlers } from './versions/handlers.ts';

/** What the core needs of the world around it. */
export type CorePorts = {
  /** The profile folder: connections, preferences and the journal of transfers lie here. */
  profile: string;
  secrets: SecretStore;
  dialogs: Dialogs;
  desktop: Desktop;
  grants: PathGrants;
  logger: Logger;
  emit: Emit;
  /** Starts the transfer engine, on a thread or directly. */
  startEngine: (options: EngineStart) => Engine;
  systemLanguage: Language;
  info: () => AppInfo;
};

export type EngineStart = {
  journalFile: string;
  settings: EngineSettings;
  interrupted: Preferences['interrupted'];
  connectionOf: (connectionId: string) => Promise<S3Connection>;
  events: EngineEvents;
};

export type Core = {
  handlers: Handlers;
  /** How many transfers would go on now if the program did not end. */
  liveTransfers(): Promise<number>;
  /** Lets all transfers rest, and closes all sockets and files. */
  close(): Promise<void>;
};

/** Puts the core together. A channel of the contract without a handler does not compile here. */
export async function createCore(ports: CorePorts): Promise<Core> {
  const { profile, secrets, dialogs, desktop, grants, logger, emit } = ports;
  const preferences = createPreferences({
    file: join(profile, 'preferences.json'),
    systemLanguage: ports.systemLanguage,
    logger,
  });
  const first = await preferences.read();
  desktop.applyAppearance(first);
  const connections = createConnectionStore({ file: join(profile, 'connections.json'), secrets, logger });
  const { connectionOf } = connections;
  const stores = createStorePool({ connectionOf });
  const settings = createBucketSettings({ profile, stores, connectionOf, clock: systemClock, logger });
  const engine = ports.startEngine({
    journalFile: join(profile, 'transfers.db'),
    settings: { bandwidth: first.bandwidthLimit },
    interrupted: first.interrupted,
    connectionOf,
    events: {
      changed: (change) => emit('transfers.changed', change),
      objectsChanged: (place) => emit('objects.changed', place),
    },
  });
  const handlers: Handlers = {
    'app.info': async () => ports.info(),
    ...createPreferenceHandlers({ preferences, desktop, transfers: engine }),
    ...createDesktopHandlers({ dialogs, desktop, grants, engine }),
    ...createConnectionHandlers({ connections, secrets, stores, transfers: engine, settings, emit }),
    ...createBucketHandlers({ connections, stores, emit }),
    ...createSettingHandlers({ settings }),
    ...createLifecycleHandlers({ stores, connectionOf, emit }),
    ...createObjectHandlers({ stores, emit }),
    ...createAccessHandlers({ settings, connectionOf, logger }),
    ...createObjectAccessHandlers({ stores, connectionOf }),
    ...createVersionHandlers({ stores, emit }),
    ...createTransferHandlers({ engine, grants, conflicts: async () => (await preferences.read()).conflicts }),
  };
  return {
    handlers,
    async liveTransfers() {
      const { jobs } = await engine.snapshot();
      return jobs.filter((job) => !isEnded(job.state) && job.state !== 'paused').length;
    },
    async close() {
      await engine.close();
      stores.close();
    },
  };
}
