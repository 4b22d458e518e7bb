import type { FormProps } from '../settingForm.ts';
import { TryIt } from '../TryIt.tsx';

/** "Try it" below the form: the server's answers beside what the draft says. */
export function PolicyTrial({ place, draft }: FormProps<'policy'>) {
  return <TryIt place={place} policy={draft} />;
}
