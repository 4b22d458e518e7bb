import { type RuleForm, readRule, writeRule } from '../../../../shared/lifecycle/ruleForm.ts';
import type { LifecycleRule } from '../../../../shared/settings/documents/lifecycle.ts';
import { CurrentFields } from './CurrentFields.tsx';
import { NoncurrentFields } from './NoncurrentFields.tsx';
import type { RuleFieldProps } from './ruleFieldProps.ts';
import { ScopeFields } from './ScopeFields.tsx';
import { TidyFields } from './TidyFields.tsx';

/** All fields of one rule, by what they are about. */
export function RuleFields({
  rule,
  onChange,
  ...rest
}: Omit<RuleFieldProps, 'form' | 'onChange'> & {
  rule: LifecycleRule;
  onChange: (rule: LifecycleRule) => void;
}) {
  const form = readRule(rule);
  const props: RuleFieldProps = {
    ...rest,
    form,
    onChange: (part: Partial<RuleForm>) => onChange(writeRule(rule, { ...form, ...part })),
  };
  return (
    <>
      <ScopeFields {...props} />
      <CurrentFields {...props} />
      <NoncurrentFields {...props} />
      <TidyFields {...props} />
    </>
  );
}
