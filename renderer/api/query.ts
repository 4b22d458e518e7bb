import { QueryClient } from '@tanstack/react-query';

/**
 * Holds what the main process answered. `networkMode: 'always'`: a server on this computer works without a network.
 * Retrying is the main process's business. Listings and transfers do not go through here.
 */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { networkMode: 'always', retry: false, refetchOnWindowFocus: false, staleTime: 30_000 },
      mutations: { networkMode: 'always', retry: false },
    },
  });
}

/** The keys of what is held; a shorter key names all below it. */
export const queryKeys = {
  appInfo: ['app', 'info'],
  hasTray: ['app', 'hasTray'],
  secretStorage: ['app', 'secretStorage'],
  connections: ['connections'],
  allBuckets: ['buckets'],
  buckets: (connectionId: string) => ['buckets', connectionId],
  bucketContents: (connectionId: string, bucket: string) => ['bucketContents', connectionId, bucket],
  allHistory: ['history'],
  history: (query: string) => ['history', query],
  object: (connectionId: string, bucket: string, key: string) => ['object', connectionId, bucket, key],
  versions: (connectionId: string, bucket: string, key: string) => ['versions', connectionId, bucket, key],
  allSettings: (connectionId: string, bucket: string) => ['settings', connectionId, bucket],
  setting: (connectionId: string, bucket: string, setting: string) => ['settings', connectionId, bucket, setting],
  absentSettings: (connectionId: string) => ['absentSettings', connectionId],
  settingChanges: (connectionId: string, bucket: string) => ['settingChanges', connectionId, bucket],
  watchRules: ['watch', 'rules'],
  watchTroubled: (ruleId: string) => ['watch', 'troubled', ruleId],
  watchActivity: (ruleId: string) => ['watch', 'activity', ruleId],
  watchExample: (ruleId: string | null, draft: object | null) => ['watch', 'example', ruleId, draft],
  watchPreview: (ruleId: string | null, draft: object | null, file: string | null) => [
    'watch',
    'preview',
    ruleId,
    draft,
    file,
  ],
  watchFitting: (ruleId: string | null, draft: object | null) => ['watch', 'fitting', ruleId, draft],
  watchLog: (ruleId: string | null, query: string, steps: readonly string[]) => ['watch', 'log', ruleId, query, steps],
} as const;
