import { type FormEvent, useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConnectionSummary } from '../../../shared/contract/connections.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { DialogButtons } from '../../ui/DialogButtons.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { ConnectionFields } from './ConnectionFields.tsx';
import { toSave } from './formValues.ts';
import { TestOutcome } from './TestOutcome.tsx';
import { useConnectionForm } from './useConnectionForm.ts';
import { useConnectionTest } from './useConnectionTest.ts';

type Props = {
  /** Undefined for a new connection. */
  saved: ConnectionSummary | undefined;
  canSeal: boolean;
  askSecret: boolean;
  onClose: () => void;
};

/** A new connection, or a saved one to change: its fields, Test, Save. */
export function ConnectionFormDialog({ saved, canSeal, askSecret, onClose }: Props) {
  const { t } = useTranslation();
  const formId = useId();
  const connection = useConnectionForm(saved, canSeal);
  const { test, run, forget } = useConnectionTest();
  const [failure, setFailure] = useState<unknown>(null);
  const { isSubmitting } = connection.form.formState;

  const { subscribe } = connection.form;

  // What a test found holds for the values it was made with.
  useEffect(() => subscribe({ formState: { values: true }, callback: forget }), [subscribe, forget]);

  const check = connection.form.handleSubmit((values) => {
    setFailure(null);
    const { stay, ...draft } = toSave(values);
    return run(draft);
  });
  const submit = connection.form.handleSubmit(async (values) => {
    setFailure(null);
    try {
      await connection.save(values);
      onClose();
    } catch (error) {
      setFailure(error);
    }
  });

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={saved ? t('connections.edit', { name: saved.name }) : t('connections.new')}
      width={480}
      footer={
        <DialogButtons
          aside={
            <Button onPress={() => void check()} isPending={test.state === 'running'}>
              {t('connections.test')}
            </Button>
          }
          cancel={<Button onPress={onClose}>{t('common.cancel')}</Button>}
          confirm={
            <Button variant="primary" type="submit" form={formId} isPending={isSubmitting}>
              {t('common.save')}
            </Button>
          }
        />
      }
    >
      <form
        id={formId}
        noValidate
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          void submit();
        }}
      >
        <ConnectionFields
          connection={connection}
          canSeal={canSeal}
          secretSet={saved?.secretSet ?? false}
          tokenSet={saved?.tokenSet ?? false}
          askSecret={askSecret}
        />
      </form>
      {failure ? <ErrorNotice error={failure} connectionId={null} /> : <TestOutcome test={test} />}
    </Dialog>
  );
}
