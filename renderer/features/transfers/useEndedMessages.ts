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
import { endedMessage } from './jobWords.ts';

/**
 * Tells how jobs ended: by a toast when the dock is collapsed; when it is open the line itself tells, and the text
 * returned is for screen readers.
 */
export function useEndedMessages(): string {
  const { t, i18n } = useTranslation();
  const [spoken, setSpoken] = useState('');

  useEffect(() => {
    const actionOf = (job: JobSnapshot, isGood: boolean): Toast['action'] => {
      const { connectionId, bucket, prefix } = job;
      if (!isGood) {
        const open = () => void usePreferences.getState().change({ dockOpen: true });
        return { label: t('transfers.toast.details'), run: open };
      }
      if (job.kind === 'download') {
        return { label: t('transfers.toast.show'), run: () => void call('shell.showDownload', { jobId: job.id }) };
      }
      if (job.kind === 'delete') return undefined;
      const go = () => usePlace.getState().go({ view: 'bucket', connectionId, bucket, prefix });
      return { label: t('transfers.toast.open'), run: go };
    };

    return useTransfers.subscribe((after, before) => {
      if (!before.loaded) return;
      for (const job of endedBetween(before, after)) {
        const message = endedMessage(job, job.error ? errorText(i18n, job.error) : '', t);
        if (!message) continue;
        if (usePreferences.getState().preferences.dockOpen) setSpoken(message.text);
        else {
          const action = actionOf(job, message.tone !== 'danger');
          useToasts.getState().show({ message: message.text, tone: message.tone, action });
        }
      }
    });
  }, [t, i18n]);

  return spoken;
}
