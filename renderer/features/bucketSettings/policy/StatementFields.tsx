import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PolicyStatement } from '../../../../shared/settings/documents/policy.ts';
import { FieldRow } from '../../../ui/FieldRow.tsx';
import { LinesField } from '../../../ui/LinesField.tsx';
import { Select } from '../../../ui/Select.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import { ActionField } from './ActionField.tsx';
import { ConditionFields } from './ConditionFields.tsx';
import { otherConditions } from './conditions.ts';
import { resourcesOf, type Where, whereOf } from './resources.ts';
import { readStatement, type StatementForm, type Who, writeStatement } from './statementForm.ts';

type FieldsProps = { form: StatementForm; change: (part: Partial<StatementForm>) => void; isDisabled: boolean };

function WhoFields({ form, change, isDisabled }: FieldsProps) {
  const { t } = useTranslation();
  const { who } = form;
  const kinds: Who['kind'][] = who.kind === 'other' ? ['everyone', 'accounts', 'other'] : ['everyone', 'accounts'];
  return (
    <>
      <FieldRow>
        <Select
          label={t('settings.policy.effect')}
          value={form.effect}
          onChange={(effect) => change({ effect })}
          options={(['Allow', 'Deny'] as const).map((id) => ({ id, label: t(`settings.policy.effectOf.${id}`) }))}
          isDisabled={isDisabled}
        />
        <Select
          label={t('settings.policy.who')}
          value={who.kind}
          onChange={(kind) => {
            if (kind !== who.kind) change({ who: kind === 'accounts' ? { kind, values: [] } : { kind } });
          }}
          options={kinds.map((id) => ({ id, label: t(`settings.policy.whoIs.${id}`) }))}
          isDisabled={isDisabled}
        />
      </FieldRow>
      {who.kind === 'accounts' && (
        <LinesField
          label={t('settings.policy.accounts')}
          value={who.values}
          onChange={(values) => change({ who: { kind: 'accounts', values } })}
          description={t('settings.policy.accountsHint')}
          rows={2}
          isDisabled={isDisabled}
        />
      )}
    </>
  );
}

function WhereFields({ form, change, isDisabled, bucket }: FieldsProps & { bucket: string }) {
  const { t } = useTranslation();
  // ARNs that happen to mean one of the other choices are shown as ARNs while someone types them.
  const [isFree, setFree] = useState(false);
  const { resources } = form;
  if (!resources) return <p className="secondary">{t('settings.policy.otherResources')}</p>;
  const where: Where = isFree ? { kind: 'arns', arns: resources } : whereOf(resources, bucket);
  const put = (next: Where) => change({ resources: resourcesOf(next, bucket) });
  const choose = (kind: Where['kind']) => {
    setFree(kind === 'arns');
    if (kind === 'objects') put({ kind, prefix: '' });
    else if (kind !== 'arns') put({ kind });
  };
  return (
    <>
      <FieldRow>
        <Select
          label={t('settings.policy.where')}
          value={where.kind}
          onChange={choose}
          options={(['whole', 'bucket', 'objects', 'arns'] as const).map((id) => ({
            id,
            label: t(`settings.policy.whereIs.${id}`),
          }))}
          isDisabled={isDisabled}
        />
        {where.kind === 'objects' && (
          <TextField
            label={t('settings.policy.prefix')}
            value={where.prefix}
            onChange={(prefix) => put({ kind: 'objects', prefix })}
            placeholder={t('settings.policy.allObjects')}
            isDisabled={isDisabled}
          />
        )}
      </FieldRow>
      {where.kind === 'arns' && (
        <LinesField
          label={t('settings.policy.arns')}
          value={where.arns}
          onChange={(arns) => {
            setFree(true);
            put({ kind: 'arns', arns });
          }}
          placeholder={`arn:aws:s3:::${bucket}/reports/*`}
          rows={2}
          isDisabled={isDisabled}
        />
      )}
    </>
  );
}

/** The fields of one statement. What they do not show stays as it is, and they say that it is there. */
export function StatementFields(props: {
  statement: PolicyStatement;
  onChange: (statement: PolicyStatement) => void;
  bucket: string;
  isDisabled: boolean;
}) {
  const { statement, onChange, bucket, isDisabled } = props;
  const { t } = useTranslation();
  const form = readStatement(statement);
  const fields = {
    form,
    change: (part: Partial<StatementForm>) => onChange(writeStatement(statement, { ...form, ...part })),
    isDisabled,
  };
  const others = otherConditions(statement);
  return (
    <>
      <WhoFields {...fields} />
      {form.actions ? (
        <ActionField value={form.actions} onChange={(actions) => fields.change({ actions })} isDisabled={isDisabled} />
      ) : (
        <p className="secondary">{t('settings.policy.otherActions')}</p>
      )}
      <WhereFields {...fields} bucket={bucket} />
      <ConditionFields
        form={form.conditions}
        onChange={(conditions) => fields.change({ conditions })}
        isDisabled={isDisabled}
      />
      {others.length > 0 && (
        <p className="secondary">{t('settings.policy.otherConditions', { conditions: others.join(', ') })}</p>
      )}
      <TextField
        label={t('settings.policy.name')}
        value={form.name}
        onChange={(name) => fields.change({ name })}
        isDisabled={isDisabled}
      />
    </>
  );
}
