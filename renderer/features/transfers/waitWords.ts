import type { TFunction } from 'i18next';
import type { ErrorCode } from '../../../shared/errors.ts';
import type { Waiting } from '../../../shared/transfer.ts';

/** What went wrong with a request that is sent again, in a word or two. */
const CAUSES: Partial<Record<ErrorCode, 'connection' | 'server'>> = {
  network: 'connection',
  'network-refused': 'connection',
  'network-timeout': 'connection',
  'network-unreachable': 'connection',
  'server-error': 'server',
};

function causeOf({ reason, error }: Waiting): 'connection' | 'server' | 'other' | 'throttled' | 'offline' {
  if (reason === 'throttled' || reason === 'offline') return reason;
  return (error && CAUSES[error.code]) ?? 'other';
}

/**
 * What a job waits for, in one line: "Offline, trying again in 12 s". `time` is how long until the next try, as it is
 * shown; null when no time is set, or it has come.
 */
export function waitText(waiting: Waiting, time: string | null, t: TFunction): string {
  const { reason } = waiting;
  if (reason === 'credentials' || reason === 'disk-full' || reason === 'source-changing') {
    return t(`transfers.wait.${reason}`);
  }
  const what = t(`transfers.wait.cause.${causeOf(waiting)}`);
  if (time !== null) return t(reason === 'throttled' ? 'transfers.wait.again' : 'transfers.wait.tryIn', { what, time });
  return reason === 'throttled' ? what : t('transfers.wait.tryNow', { what });
}
