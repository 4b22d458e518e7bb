import { Copy, CopyCheck, FileOutput } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isWritable } from '../../../../shared/settings/documents.ts';
import { exportCli, exportJson, type SetDocuments } from '../../../../shared/settings/exportSettings.ts';
import { useConnection } from '../../../api/connections.ts';
import type { BucketRef } from '../../../api/settings.ts';
import { Button } from '../../../ui/Button.tsx';
import { cx } from '../../../ui/cx.ts';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { ProgressBar } from '../../../ui/ProgressBar.tsx';
import { Tabs } from '../../../ui/Tabs.tsx';
import { useCopy } from '../../../ui/useCopy.ts';
import { PageFrame } from '../PageFrame.tsx';
import { LISTED_SETTINGS } from '../sections.ts';
import { useStates } from '../useStates.ts';
import styles from './ExportPage.module.css';

type Format = 'json' | 'cli';

function TextToCopy({ text }: { text: string }) {
  const { t } = useTranslation();
  const { isCopied, copy } = useCopy();
  return (
    <div className={styles.text}>
      <Button icon={isCopied ? CopyCheck : Copy} onPress={() => void copy(text)}>
        {isCopied ? t('common.copied') : t('settings.export.copy')}
      </Button>
      <pre className={cx(styles.code, 'mono', 'selectable')}>{text}</pre>
    </div>
  );
}

/** The settings that are set, as JSON and as the aws-cli's commands that would set them elsewhere. */
export function ExportPage(place: BucketRef) {
  const { t } = useTranslation();
  const [format, setFormat] = useState<Format>('json');
  const connection = useConnection(place.connectionId);
  const { states, pending, failures, retry } = useStates(place, LISTED_SETTINGS);
  const total = LISTED_SETTINGS.length;

  const entries = LISTED_SETTINGS.filter(isWritable).flatMap((setting) => {
    const state = states[setting];
    return state?.state === 'set' ? [[setting, state.document] as const] : [];
  });
  // Each document stands under its own setting.
  const documents = Object.fromEntries(entries) as SetDocuments;
  const server = { bucket: place.bucket, endpoint: connection?.endpoint ?? '', region: connection?.region ?? '' };
  const [failure] = failures;

  return (
    <PageFrame title={t('settings.export.title')} what={t('settings.export.what')}>
      {pending > 0 && <ProgressBar label={t('settings.export.reading')} value={(total - pending) / total} />}
      {failure && <ErrorNotice error={failure.error} onRetry={retry} />}
      {pending === 0 && entries.length === 0 && <EmptyState icon={FileOutput} text={t('settings.export.empty')} />}
      {pending === 0 && entries.length > 0 && (
        <Tabs
          isInline
          label={t('settings.export.format')}
          selected={format}
          onSelect={setFormat}
          items={[
            {
              id: 'json',
              label: t('settings.export.json'),
              content: <TextToCopy text={exportJson(place.bucket, documents)} />,
            },
            { id: 'cli', label: t('settings.export.cli'), content: <TextToCopy text={exportCli(server, documents)} /> },
          ]}
        />
      )}
    </PageFrame>
  );
}
