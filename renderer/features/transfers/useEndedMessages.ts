import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { JobSnapshot } from '../../../shared/transfer.ts';
import { call } from '../../api/client.ts';
import { usePlace } from '../../stores/place.ts';
import { usePreferences } from '../../stores/preferences.ts';
import { type Toast, useToasts } from '../../stores/toasts.ts';
import { endedBetween } from '../../stores/transferPatches.ts';
import { useTransfers } from '../../stores/transfers.ts';
import { errorText } from '../../ui/useAppError.ts';
import { endedMessage, endedTogether } from './jobWords.ts';

/** Jobs that end at the same moment, above which one message tells of all. */
const FEW = 3;

/**
 * Tells how jobs ended: by a toast when the dock is collapsed; when it is open the line itself tells, and the text
 * returned is for screen readers.
 */
export function useEndedMessages(): string {
  const { t, i18n } = useTranslation();
  const [spoken, setSpoken] = useState('');

  useEffect(() => {
    const openDock = (): Toast['action'] => ({
      label: t('transfers.toast.details'),
      run: () => void usePreferences.getState().change({ dockOpen: true }),
    });
    const actionOf = (job: JobSnapshot, isGood: boolean): Toast['action'] => {
      const { connectionId, bucket, prefix } = job;
      if (!isGood) return openDock();
      if (job.kind === 'download') {
        return { label: t('transfers.toast.show'), run: () => void call('shell.showDownload', { jobId: job.id }) };
      }
      if (job.kind === 'delete') return undefined;
      const go = () => usePlace.getState().go({ view: 'bucket', connectionId, bucket, prefix });
      return { label: t('transfers.toast.open'), run: go };
    };

    return useTransfers.subscribe((after, before) => {
      if (!before.loaded) return;
      const told = endedBetween(before, after).flatMap((job) => {
        // The Watch page tells of those.
        if (job.rule !== null) return [];
        const message = endedMessage(job, job.error ? errorText(i18n, job.error) : '', t);
        return message ? [{ job, message }] : [];
      });
      if (told.length === 0) return;
      const together =
        told.length > FEW
          ? [
              {
                message: endedTogether(
                  told.map((one) => one.message),
                  t,
                ),
              },
            ]
          : told;
      for (const one of together) {
        const { text, tone } = one.message;
        if (usePreferences.getState().preferences.dockOpen) setSpoken(text);
        else {
          const action = 'job' in one ? actionOf(one.job, tone !== 'danger') : openDock();
          useToasts.getState().show({ message: text, tone, action });
        }
      }
    });
  }, [t, i18n]);

  return spoken;
}
