import { join } from 'node:path';
import type { AppInfo, Language } from '../../shared/contract/app.ts';
import { isEnded } from '../../shared/transfer.ts';
import { createBucketHandlers } from './buckets/handlers.ts';
import { createVersioningHandlers } from './buckets/settings/versioning.ts';
import { createConnectionStore } from './connections/connectionStore.ts';
import { createConnectionHandlers } from './connections/handlers.ts';
import { createDesktopHandlers } from './desktopHandlers.ts';
import { createObjectHandlers } from './objects/handlers.ts';
import type { PathGrants } from './pathGrants.ts';
import type { Desktop, Dialogs, Emit, Handlers, Logger, SecretStore } from './ports.ts';
import { createPreferenceHandlers } from './preferences/handlers.ts';
import { createStorePool } from './s3/storePool.ts';
import type { Engine, EngineEvents } from './transfers/engine.ts';
import { createTransferHandlers } from './transfers/handlers.ts';
import { createVersionHandlers } from './versions/handlers.ts';

/** What the core needs of the world around it. */
export type CorePorts = {
  /** The profile folder: connections, preferences and later the journal lie here. */
  profile: string;
  secrets: SecretStore;
  dialogs: Dialogs;
  desktop: Desktop;
  grants: PathGrants;
  logger: Logger;
  emit: Emit;
  /** Starts the transfer engine, on a thread or directly. */
  startEngine: (events: EngineEvents) => Engine;
  systemLanguage: Language;
  info: () => AppInfo;
};

export type Core = {
  handlers: Handlers;
  /** Applies the kept language and theme; before the window opens. */
  applyPreferences(): Promise<void>;
  /** How many transfers have not ended. */
  liveTransfers(): Promise<number>;
  /** Cancels what runs, waits for its clean-up, closes all sockets. */
  close(): Promise<void>;
};

/** Puts the core together. A channel of the contract without a handler does not compile here. */
export function createCore(ports: CorePorts): Core {
  const { profile, secrets, dialogs, desktop, grants, logger, emit } = ports;
  const connections = createConnectionStore({ file: join(profile, 'connections.json'), secrets, logger });
  const stores = createStorePool({ connectionOf: connections.connectionOf });
  const engine = ports.startEngine({
    changed: (change) => emit('transfers.changed', change),
    objectsChanged: (place) => emit('objects.changed', place),
  });
  const handlers: Handlers = {
    'app.info': async () => ports.info(),
    ...createPreferenceHandlers({
      file: join(profile, 'preferences.json'),
      desktop,
      systemLanguage: ports.systemLanguage,
      logger,
    }),
    ...createDesktopHandlers({ dialogs, desktop, grants, engine }),
    ...createConnectionHandlers({ connections, secrets, stores, emit }),
    ...createBucketHandlers({ connections, stores, emit }),
    ...createVersioningHandlers({ stores }),
    ...createObjectHandlers({ stores, emit }),
    ...createVersionHandlers({ stores, emit }),
    ...createTransferHandlers({ engine, grants, connectionOf: connections.connectionOf }),
  };
  return {
    handlers,
    async applyPreferences() {
      desktop.applyAppearance(await handlers['preferences.get']({}, { signal: new AbortController().signal }));
    },
    async liveTransfers() {
      const { jobs } = await engine.snapshot();
      return jobs.filter((job) => !isEnded(job.state)).length;
    },
    async close() {
      await engine.close();
      stores.close();
    },
  };
}
