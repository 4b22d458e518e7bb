import { type ConnectionSave, type ConnectionSummary, connectionSave } from '../../../shared/contract/connections.ts';
import { type Provider, providerOf } from '../../../shared/providers.ts';
import { z } from '../../../shared/zod.ts';

/** The part of a preset's endpoint that only the user can fill in. */
const ACCOUNT = '//ACCOUNT.';

/** Checks the form. A saved connection may keep its secret; only Amazon's endpoint may be left empty. */
export function formSchema(secretSet: boolean) {
  return connectionSave
    .extend({ secretAccessKey: z.string().max(1024), sessionToken: z.string().trim().max(8192) })
    .superRefine(({ secretAccessKey, provider, endpoint }, context) => {
      if (secretAccessKey === '' && !secretSet) {
        context.addIssue({ code: 'custom', path: ['secretAccessKey'], message: 'missing' });
      }
      if (provider !== 'aws' && endpoint === '') {
        context.addIssue({ code: 'custom', path: ['endpoint'], message: 'missing' });
      }
      if (endpoint.includes(ACCOUNT)) {
        context.addIssue({ code: 'custom', path: ['endpoint'], message: 'account' });
      }
    });
}

/**
 * What the form holds: as what is saved, but an empty secret means "unchanged", and so does an empty session token beside
 * it.
 */
export type FormValues = z.infer<ReturnType<typeof formSchema>>;

function endpointOf(provider: Provider, region: string): string {
  return provider.endpoint.replace('{region}', region);
}

/** The values for a new connection. */
export function newValues(stay: FormValues['stay']): FormValues {
  const { id, endpoint, addressing, regions } = providerOf('custom');
  const region = regions[0] ?? '';
  const keys = { accessKeyId: '', secretAccessKey: '', sessionToken: '' };
  return { name: '', provider: id, endpoint, region, addressing, ...keys, stay };
}

/** The values for editing a saved connection. */
export function valuesOf(saved: ConnectionSummary): FormValues {
  const { id, name, provider, endpoint, region, addressing, accessKeyId, stay } = saved;
  const secrets = { secretAccessKey: '', sessionToken: '' };
  return { id, name, provider, endpoint, region, addressing, accessKeyId, ...secrets, stay };
}

/** What the choice of a provider fills in. A name that was typed by hand stays. */
export function presetValues(providerId: string, now: Pick<FormValues, 'name' | 'provider'>): Partial<FormValues> {
  const provider = providerOf(providerId);
  const region = provider.regions[0] ?? '';
  const nameIsOurs = now.name === '' || now.name === providerOf(now.provider).name;
  return {
    provider: provider.id,
    region,
    endpoint: endpointOf(provider, region),
    addressing: provider.addressing,
    ...(nameIsOurs ? { name: provider.id === 'custom' ? '' : provider.name } : {}),
  };
}

/** The endpoint after the region has changed: a preset's follows the region, one typed by hand stays. */
export function endpointAfterRegion(now: Pick<FormValues, 'provider' | 'endpoint' | 'region'>, region: string): string {
  const provider = providerOf(now.provider);
  return now.endpoint === endpointOf(provider, now.region) ? endpointOf(provider, region) : now.endpoint;
}

function isThisComputer(endpoint: string): boolean {
  return /^(https?:\/\/)?(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:|\/|$)/i.test(endpoint);
}

/** The endpoint as it was meant: blanks cut off, and a scheme where none was typed. */
export function tidyEndpoint(typed: string): string {
  const endpoint = typed.trim();
  if (endpoint === '' || /^[a-z]+:\/\//i.test(endpoint)) return endpoint;
  return `${isThisComputer(endpoint) ? 'http' : 'https'}://${endpoint}`;
}

/** True when keys and data would travel unencrypted over a network. */
export function isPlainHttp(endpoint: string): boolean {
  return /^http:\/\//i.test(endpoint) && !isThisComputer(endpoint);
}

/** What is saved: empty secrets are left out. */
export function toSave({ secretAccessKey, sessionToken, id, ...values }: FormValues): ConnectionSave {
  return {
    ...values,
    ...(id === undefined ? {} : { id }),
    ...(secretAccessKey === '' ? {} : { secretAccessKey }),
    ...(sessionToken === '' ? {} : { sessionToken }),
  };
}
