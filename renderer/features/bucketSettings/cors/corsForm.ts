import type { CorsRule } from '../../../../shared/settings/documents/access.ts';
import { listAfter, withProperty } from '../property.ts';

export const METHODS = ['GET', 'HEAD', 'PUT', 'POST', 'DELETE'] as const;
export type Method = (typeof METHODS)[number];

export type CorsRuleForm = {
  origins: readonly string[];
  methods: readonly Method[];
  allowedHeaders: readonly string[];
  exposedHeaders: readonly string[];
  /** Seconds; null: the browser's own measure. */
  maxAge: number | null;
};

export function readRule(rule: CorsRule): CorsRuleForm {
  return {
    origins: rule.AllowedOrigins,
    methods: rule.AllowedMethods,
    allowedHeaders: rule.AllowedHeaders ?? [],
    exposedHeaders: rule.ExposeHeaders ?? [],
    maxAge: rule.MaxAgeSeconds ?? null,
  };
}

export function writeRule(rule: CorsRule, form: CorsRuleForm): CorsRule {
  const whole = { ...rule, AllowedOrigins: [...form.origins], AllowedMethods: [...form.methods] };
  const allowed = withProperty(whole, 'AllowedHeaders', listAfter(rule.AllowedHeaders, form.allowedHeaders));
  const exposed = withProperty(allowed, 'ExposeHeaders', listAfter(rule.ExposeHeaders, form.exposedHeaders));
  return withProperty(exposed, 'MaxAgeSeconds', form.maxAge ?? undefined);
}

/** Any site may read, but send no headers of its own beyond what a read needs. */
export const ANY_SITE_READS: CorsRule = {
  AllowedOrigins: ['*'],
  AllowedMethods: ['GET', 'HEAD'],
  AllowedHeaders: ['*'],
  MaxAgeSeconds: 3600,
};

/** One site uploads too; in parts, for which it has to see the ETag of each. */
export const ONE_SITE_UPLOADS: CorsRule = {
  AllowedOrigins: ['https://example.com'],
  AllowedMethods: ['GET', 'HEAD', 'PUT', 'POST'],
  AllowedHeaders: ['*'],
  ExposeHeaders: ['ETag'],
  MaxAgeSeconds: 3600,
};
