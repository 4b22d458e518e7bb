import { join } from 'node:path';
import type { AppInfo, Language, Preferences } from '../../shared/contract/app.ts';
import type { WatchChanged } from '../../shared/contract/watch.ts';
import { isEnded } from '../../shared/transfer.ts';
import { createAccessHandlers } from './access/handlers.ts';
import { createBucketHandlers } from './buckets/handlers.ts';
import { createLifecycleHandlers } from './buckets/lifecycle/handlers.ts';
import { createBucketSettings } from './buckets/settings/createBucketSettings.ts';
import { createSettingHandlers } from './buckets/settings/handlers.ts';
import { createConnectionStore } from './connections/connectionStore.ts';
import { createConnectionHandlers } from './connections/handlers.ts';
import { createDataEngine } from './data/host.ts';
import type { StartDataProcess } from './data/processPort.ts';
import { createDesktopHandlers } from './desktopHandlers.ts';
import { faultOf } from './faults.ts';
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
import { createWatchHandlers } from './watch/handlers.ts';
import { createWatchSummary, type WatchSummary } from './watch/summary.ts';
import { createWatchService } from './watch/watchService.ts';

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
  /** Starts the process that reads files of data. */
  startDataProcess: StartDataProcess;
  /** Called whenever what the watched folders are at, all together, has changed. */
  onWatched: (summary: WatchSummary) => void;
  systemLanguage: Language;
  info: () => AppInfo;
  /** Whether the system has a place for icons of programs that have no window open. */
  hasTray: () => Promise<boolean>;
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
  /** Looks through all watched folders: after the computer has slept. */
  rescanWatched(): void;
  /** Lets all transfers rest, and closes all sockets and files. */
  close(): Promise<void>;
};

/** Puts the core together. A channel of the contract without a handler does not compile here. */
export async function createCore(ports: CorePorts): Promise<Core> {
  const { profile, secrets, dialogs, desktop, grants, logger } = ports;
  const watched = createWatchSummary(ports.onWatched);
  const emit: Emit = (topic, payload) => {
    ports.emit(topic, payload);
    // The payload is that of the topic, which its type does not show here.
    if (topic === 'watch.changed') watched.hear(payload as WatchChanged);
    if (topic === 'connections.changed') watch.connectionsChanged();
  };
  const preferences = createPreferences({
    file: join(profile, 'preferences.json'),
    systemLanguage: ports.systemLanguage,
    logger,
  });
  const first = await preferences.read();
  desktop.applyAppearance(first);
  desktop.setKeepInTray(first.keepInTray);
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
      changed(change) {
        emit('transfers.changed', change);
        watch.hear(change);
      },
      objectsChanged: (place) => emit('objects.changed', place),
    },
  });
  const data = createDataEngine(ports.startDataProcess);
  const watch = createWatchService({
    profile,
    engine,
    data,
    stores,
    connections,
    grants,
    clock: systemClock,
    logger,
    emit,
  });
  /** What the connections' handlers tell the engine concerns watched folders too. */
  const transfers: Pick<Engine, 'connectionChanged' | 'connectionRemoved'> = {
    connectionChanged: (id) => engine.connectionChanged(id),
    connectionRemoved(id) {
      watch.connectionRemoved(id);
      return engine.connectionRemoved(id);
    },
  };
  const handlers: Handlers = {
    'app.info': async () => ports.info(),
    'app.hasTray': () => ports.hasTray(),
    ...createPreferenceHandlers({ preferences, desktop, transfers: engine }),
    ...createDesktopHandlers({ dialogs, desktop, grants, engine }),
    ...createConnectionHandlers({ connections, secrets, stores, transfers, settings, emit }),
    ...createBucketHandlers({ connections, stores, emit }),
    ...createSettingHandlers({ settings }),
    ...createLifecycleHandlers({ stores, connectionOf, emit }),
    ...createObjectHandlers({ stores, emit }),
    ...createAccessHandlers({ settings, connectionOf, logger }),
    ...createObjectAccessHandlers({ stores, connectionOf }),
    ...createVersionHandlers({ stores, emit }),
    ...createTransferHandlers({ engine, grants, conflicts: async () => (await preferences.read()).conflicts }),
    ...createWatchHandlers({ watch, data, desktop, profile, clock: systemClock, random: Math.random }),
  };
  watch.start();
  return {
    handlers,
    async liveTransfers() {
      const { jobs } = await engine.snapshot();
      return jobs.filter((job) => !isEnded(job.state) && job.state !== 'paused').length;
    },
    rescanWatched() {
      watch.rescan().catch((error: unknown) => {
        logger.error('watched folders could not be looked through', faultOf(error));
      });
    },
    async close() {
      await watch.close();
      await engine.close();
      stores.close();
    },
  };
}
