import { sameDocument } from '../../../../shared/settings/sameDocument.ts';
import type { FormProps } from '../settingForm.ts';
import { TryIt } from '../TryIt.tsx';

/** "Try it" below the form: the server's answers beside what the draft says. */
export function PolicyTrial({ place, draft, server }: FormProps<'policy'>) {
  return <TryIt place={place} policy={draft} isSaved={sameDocument(draft, server)} />;
}
