import type { Check } from '../checks.ts';
import type { WebsiteDocument } from '../documents/use.ts';
import type { Problem } from '../problems.ts';
import { wrong } from './found.ts';

/** Everything is redirected, or there is an index document; not both (S3 API Reference, WebsiteConfiguration). */
function kindProblems(website: WebsiteDocument): Problem[] {
  const { IndexDocument, ErrorDocument, RedirectAllRequestsTo, RoutingRules } = website;
  if (!RedirectAllRequestsTo) return IndexDocument ? [] : [wrong('index-or-redirect', [])];
  const serves = IndexDocument ?? ErrorDocument ?? RoutingRules;
  return serves ? [wrong('index-and-redirect', ['RedirectAllRequestsTo'])] : [];
}

export const checkWebsite: Check<'website'> = (website) => [
  ...kindProblems(website),
  // "must not include a slash character" (S3 API Reference, IndexDocument)
  ...(website.IndexDocument?.Suffix.includes('/') ? [wrong('index-with-slash', ['IndexDocument', 'Suffix'])] : []),
  // "Not required if one of the siblings is present" (S3 API Reference, Redirect)
  ...(website.RoutingRules ?? []).flatMap(({ Redirect }, index) =>
    Redirect.ReplaceKeyWith !== undefined && Redirect.ReplaceKeyPrefixWith !== undefined
      ? [wrong('replaces-twice', ['RoutingRules', index, 'Redirect'])]
      : [],
  ),
];
