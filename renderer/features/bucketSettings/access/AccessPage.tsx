import { useQueryClient } from '@tanstack/react-query';
import { ShieldOff } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { makePrivate } from '../../../../shared/access/makePrivate.ts';
import { documentOf } from '../../../../shared/settings/state.ts';
import { type BucketRef, readSettingsAgain } from '../../../api/settings.ts';
import { Button } from '../../../ui/Button.tsx';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { PageFrame } from '../PageFrame.tsx';
import { Skeleton } from '../Skeleton.tsx';
import { TryIt } from '../TryIt.tsx';
import styles from './AccessPage.module.css';
import { GlanceView } from './GlanceView.tsx';
import { headlineOf } from './headline.ts';
import { MakePrivateDialog } from './MakePrivateDialog.tsx';
import { useGlance } from './useGlance.ts';

/** Who can get at the bucket, what makes it so, and the way to make it private. */
export function AccessPage({ connectionId, bucket }: BucketRef) {
  const { t } = useTranslation();
  const place = { connectionId, bucket };
  const client = useQueryClient();
  const { states, found, failures, retry } = useGlance(place);
  const [isClosing, setClosing] = useState(false);
  const [wasClosed, setWasClosed] = useState(false);
  const plan = makePrivate(states);
  const done = useRef<HTMLParagraphElement>(null);
  // The button that asked for it is gone when nothing is left to close.
  useEffect(() => {
    if (wasClosed && !isClosing) done.current?.focus();
  }, [wasClosed, isClosing]);
  const isPrivate = found !== null && headlineOf(found).kind === 'private';
  return (
    <PageFrame title={t('settings.access.title')} what={t('settings.access.what')}>
      {found ? <GlanceView glance={found} states={states} bucket={bucket} /> : <Skeleton />}
      {failures.map(({ setting, error }) => (
        <ErrorNotice key={setting} error={error} onRetry={retry} />
      ))}
      {found && plan.changes.length > 0 && (
        <div>
          <Button icon={ShieldOff} onPress={() => setClosing(true)}>
            {t(isPrivate ? 'settings.access.private.keep' : 'settings.access.private.open')}
          </Button>
        </div>
      )}
      <p role="status" className={styles.done} ref={done} tabIndex={-1}>
        {wasClosed && t('settings.access.private.done')}
      </p>
      <TryIt place={place} policy={documentOf<'policy'>(states.policy)} />
      {isClosing && (
        <MakePrivateDialog
          place={place}
          plan={plan}
          objectsMayDiffer={found?.objectsMayDiffer ?? true}
          onClose={() => setClosing(false)}
          onApplied={async (isDone) => {
            await readSettingsAgain(client, place);
            setWasClosed(isDone);
          }}
        />
      )}
    </PageFrame>
  );
}
