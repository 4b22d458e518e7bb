import { useTranslation } from 'react-i18next';
import type { Waiting } from '../../../shared/transfer.ts';
import { useFormat } from '../../ui/useFormat.ts';
import { useSecondsUntil } from './useSecondsUntil.ts';
import { waitText } from './waitWords.ts';

/** What a job waits for and until when, counted down; null when it waits for nothing. */
export function useWaitText(waiting: Waiting | null): string | null {
  const { t } = useTranslation();
  const format = useFormat();
  const seconds = useSecondsUntil(waiting?.until ?? null);
  return waiting && waitText(waiting, seconds ? format.duration(seconds) : null, t);
}
