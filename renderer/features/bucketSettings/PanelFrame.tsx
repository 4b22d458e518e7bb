import { CircleSlash2, EyeOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SettingId } from '../../../shared/settings/documents.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Notice } from './Notice.tsx';
import { PageFrame } from './PageFrame.tsx';
import { Skeleton } from './Skeleton.tsx';
import type { Reading } from './useReading.ts';

function Unread({ title, reading }: { title: string; reading: Reading }) {
  const { t } = useTranslation();
  const { state, error, isAsking } = reading;
  if (error) return <ErrorNotice error={error} onRetry={reading.retry} />;
  if (state?.state === 'absent') {
    return (
      <Notice
        icon={CircleSlash2}
        title={t('settings.absent.title', { title })}
        text={t(`settings.absent.${state.kind}`)}
        error={state.error}
      >
        <Button isSmall isPending={isAsking} onPress={reading.askAgain}>
          {t(isAsking ? 'settings.absent.asking' : 'settings.absent.again')}
        </Button>
      </Notice>
    );
  }
  if (state?.state === 'denied') {
    return (
      <Notice icon={EyeOff} title={t('settings.denied.title')} text={t('settings.denied.text')} error={state.error}>
        <Button isSmall onPress={reading.retry}>
          {t('common.retry')}
        </Button>
      </Notice>
    );
  }
  return <Skeleton />;
}

/** The frame every setting stands in: what it is called and does; then why it cannot be shown, or what is given. */
export function PanelFrame<S extends Exclude<SettingId, 'policyStatus'>>({
  id,
  reading,
  children,
}: {
  id: S;
  reading: Reading<S>;
  /** Shown once the setting is read, be it set or not. */
  children: ReactNode;
}) {
  const { t } = useTranslation();
  const title = t(`settings.${id}.title`);
  const { state, error } = reading;
  const isRead = !error && (state?.state === 'set' || state?.state === 'not-set');
  return (
    <PageFrame title={title} what={t(`settings.${id}.what`)}>
      {isRead ? children : <Unread title={title} reading={reading} />}
    </PageFrame>
  );
}
