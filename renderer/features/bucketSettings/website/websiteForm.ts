import type { WebsiteDocument } from '../../../../shared/settings/documents/use.ts';
import { withProperty } from '../property.ts';

/** '' for the protocol of the request. */
export type RedirectProtocol = '' | 'http' | 'https';

export type WebsiteForm = {
  /** All requests go there; null: the bucket's objects are served. */
  redirect: { host: string; protocol: RedirectProtocol } | null;
  /** '' for none. */
  index: string;
  error: string;
};

export function readWebsite(document: WebsiteDocument | null): WebsiteForm {
  const redirect = document?.RedirectAllRequestsTo;
  return {
    redirect: redirect ? { host: redirect.HostName, protocol: redirect.Protocol ?? '' } : null,
    index: document?.IndexDocument?.Suffix ?? '',
    error: document?.ErrorDocument?.Key ?? '',
  };
}

export function writeWebsite(
  document: WebsiteDocument | null,
  { redirect, index, error }: WebsiteForm,
): WebsiteDocument {
  const before = document ?? {};
  const to = redirect && {
    HostName: redirect.host,
    ...(redirect.protocol === '' ? {} : { Protocol: redirect.protocol }),
  };
  const redirected = withProperty(before, 'RedirectAllRequestsTo', to ?? undefined);
  const indexed = withProperty(redirected, 'IndexDocument', index === '' ? undefined : { Suffix: index });
  return withProperty(indexed, 'ErrorDocument', error === '' ? undefined : { Key: error });
}

/** Redirects everything: that and the pages exclude each other. */
export function redirecting(host: string): WebsiteDocument {
  return { RedirectAllRequestsTo: { HostName: host } };
}

/** Serves the bucket's objects. */
export function serving(): WebsiteDocument {
  return { IndexDocument: { Suffix: 'index.html' }, ErrorDocument: { Key: 'error.html' } };
}
