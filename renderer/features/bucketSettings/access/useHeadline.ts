import { CircleHelp, Globe, GlobeLock, Lock, type LucideIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Glance } from '../../../../shared/access/glance.ts';
import { usePreferences } from '../../../stores/preferences.ts';
import { type Headline, headlineOf } from './headline.ts';

const ICONS: Record<Headline['kind'], LucideIcon> = {
  public: Globe,
  'some-keys': Globe,
  depends: GlobeLock,
  unknown: CircleHelp,
  private: Lock,
};

/** Gives the function that tells how open a bucket is in a word, with its icon. */
export function useHeadline(): (glance: Glance) => { kind: Headline['kind']; icon: LucideIcon; text: string } {
  const { t } = useTranslation();
  const language = usePreferences((s) => s.preferences.language);
  const textOf = (headline: Headline) => {
    if (headline.kind !== 'public') return t(`settings.access.headline.${headline.kind}`);
    const to = headline.to.map((access) => t(`settings.access.publicTo.${access}`));
    return t('settings.access.headline.public', { to: new Intl.ListFormat(language).format(to) });
  };
  return (glance) => {
    const headline = headlineOf(glance);
    return { kind: headline.kind, icon: ICONS[headline.kind], text: textOf(headline) };
  };
}
