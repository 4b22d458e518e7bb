import { accessCalls } from './contract/access.ts';
import { appCalls } from './contract/app.ts';
import { bucketCalls } from './contract/buckets.ts';
import { connectionCalls } from './contract/connections.ts';
import { lifecycleCalls } from './contract/lifecycle.ts';
import { objectAccessCalls } from './contract/objectAccess.ts';
import { objectCalls } from './contract/objects.ts';
import { settingsCalls } from './contract/settings.ts';
import { transferCalls } from './contract/transfers.ts';
import { versionCalls } from './contract/versions.ts';
import { watchCalls } from './contract/watch.ts';
import type { z } from './zod.ts';

/** Every call the page may make of the main process. One line a feature. */
export const contract = {
  ...appCalls,
  ...connectionCalls,
  ...bucketCalls,
  ...objectCalls,
  ...versionCalls,
  ...settingsCalls,
  ...lifecycleCalls,
  ...accessCalls,
  ...objectAccessCalls,
  ...transferCalls,
  ...watchCalls,
} as const;

export type Contract = typeof contract;
export type Channel = keyof Contract;
/** What a handler receives: the checked input. */
export type Input<C extends Channel> = z.output<Contract[C]['input']>;
export type Output<C extends Channel> = Contract[C]['output'];
