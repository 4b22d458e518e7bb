import { Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useBuckets, useConnections } from '../../api/connections.ts';
import { useDialog } from '../../stores/dialog.ts';
import { Button } from '../../ui/Button.tsx';
import { ComboBox } from '../../ui/ComboBox.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { FieldRow } from '../../ui/FieldRow.tsx';
import { Note } from '../../ui/FormParts.tsx';
import { Select } from '../../ui/Select.tsx';
import { Constants } from './Constants.tsx';
import { KeyTemplateField } from './KeyTemplateField.tsx';
import { StepFrame } from './StepFrame.tsx';
import type { RuleEditor } from './useRuleEditor.ts';

/** Said while there is no connection to upload to. */
function NoConnection() {
  const { t } = useTranslation();
  const open = useDialog((s) => s.open);
  return (
    <>
      <Note>{t('watch.rule.noConnection')}</Note>
      <div>
        <Button icon={Plus} onPress={() => open({ kind: 'connection', connectionId: null })}>
          {t('watch.rule.newConnection')}
        </Button>
      </div>
    </>
  );
}

function Place({ editor: { form, change, errorAt } }: { editor: RuleEditor }) {
  const { t } = useTranslation();
  const connections = useConnections().data;
  const buckets = useBuckets(form.connectionId, form.connectionId !== '');
  if (connections?.length === 0) return <NoConnection />;
  const isGone = form.connectionId !== '' && connections?.every(({ id }) => id !== form.connectionId);
  return (
    <>
      <FieldRow>
        <Select
          label={t('watch.rule.connection')}
          value={form.connectionId}
          onChange={(connectionId) => change({ connectionId, bucket: '' })}
          options={(connections ?? []).map(({ id, name }) => ({ id, label: name }))}
          error={errorAt('connection') ?? (isGone ? t('watch.rule.problem.connection-gone') : undefined)}
        />
        <ComboBox
          label={t('watch.rule.bucket')}
          value={form.bucket}
          onChange={(bucket) => change({ bucket })}
          suggestions={buckets.data?.buckets.map(({ name }) => name) ?? []}
          error={errorAt('bucket')}
        />
      </FieldRow>
      {buckets.error && (
        <ErrorNotice error={buckets.error} onRetry={() => void buckets.refetch()} connectionId={form.connectionId} />
      )}
    </>
  );
}

/** Where the files go: connection, bucket, and the key each gets. */
export function TargetStep({ editor }: { editor: RuleEditor }) {
  return (
    <StepFrame step="target">
      <Place editor={editor} />
      <KeyTemplateField editor={editor} />
      <Constants editor={editor} />
    </StepFrame>
  );
}
