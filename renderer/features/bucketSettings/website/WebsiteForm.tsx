import { useTranslation } from 'react-i18next';
import { FieldRow } from '../../../ui/FieldRow.tsx';
import { FormStack, Note } from '../../../ui/FormParts.tsx';
import { RadioGroup } from '../../../ui/RadioGroup.tsx';
import { Select } from '../../../ui/Select.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import type { FormProps } from '../settingForm.ts';
import { useFieldProblems } from '../useFieldProblems.ts';
import {
  type WebsiteForm as Form,
  type RedirectProtocol,
  readWebsite,
  redirecting,
  serving,
  writeWebsite,
} from './websiteForm.ts';

const KINDS = ['pages', 'redirect'] as const;
const PROTOCOLS = ['same', 'http', 'https'] as const;

/** Serves the objects as pages, or sends everyone elsewhere. */
export function WebsiteForm({ draft, onChange, server, problems, isDisabled }: FormProps<'website'>) {
  const { t } = useTranslation();
  const errorAt = useFieldProblems(problems);
  const form = readWebsite(draft);
  const put = (next: Form) => onChange(writeWebsite(draft, next));
  const choose = (kind: (typeof KINDS)[number]) => {
    // Back to what the server has, when it has that kind.
    if (kind === 'redirect') onChange(server?.RedirectAllRequestsTo ? server : redirecting(''));
    else onChange(server && !server.RedirectAllRequestsTo ? server : serving());
  };
  const { redirect } = form;
  const rules = draft?.RoutingRules?.length ?? 0;
  return (
    <FormStack>
      <RadioGroup
        label={t('settings.website.label')}
        value={draft === null ? null : redirect ? 'redirect' : 'pages'}
        onChange={choose}
        isDisabled={isDisabled}
        options={KINDS.map((id) => ({
          id,
          label: t(`settings.website.option.${id}`),
          description: t(`settings.website.means.${id}`),
        }))}
      />
      {redirect && (
        <FieldRow>
          <TextField
            label={t('settings.website.host')}
            value={redirect.host}
            onChange={(host) => put({ ...form, redirect: { ...redirect, host } })}
            error={errorAt('RedirectAllRequestsTo')}
            placeholder="www.example.com"
            isDisabled={isDisabled}
          />
          <Select
            label={t('settings.website.protocol')}
            value={redirect.protocol || 'same'}
            onChange={(chosen) => {
              const protocol: RedirectProtocol = chosen === 'same' ? '' : chosen;
              put({ ...form, redirect: { ...redirect, protocol } });
            }}
            options={PROTOCOLS.map((id) => ({ id, label: t(`settings.website.protocolName.${id}`) }))}
            isDisabled={isDisabled}
          />
        </FieldRow>
      )}
      {draft !== null && !redirect && (
        <FieldRow>
          <TextField
            label={t('settings.website.index')}
            value={form.index}
            onChange={(index) => put({ ...form, index })}
            description={t('settings.website.indexHint')}
            error={errorAt('IndexDocument') ?? (form.index === '' ? t('settings.problem.too-short') : undefined)}
            isDisabled={isDisabled}
          />
          <TextField
            label={t('settings.website.error')}
            value={form.error}
            onChange={(error) => put({ ...form, error })}
            description={t('settings.website.errorHint')}
            error={errorAt('ErrorDocument')}
            isDisabled={isDisabled}
          />
        </FieldRow>
      )}
      {rules > 0 && <Note>{t('settings.website.rules', { count: rules })}</Note>}
    </FormStack>
  );
}
