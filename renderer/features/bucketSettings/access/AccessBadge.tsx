import { Button as AriaButton } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { BucketRef } from '../../../api/settings.ts';
import { cx } from '../../../ui/cx.ts';
import { Icon } from '../../../ui/Icon.tsx';
import styles from './AccessBadge.module.css';
import { useGlance } from './useGlance.ts';
import { useHeadline } from './useHeadline.ts';

/** How open the bucket is, in a word, for the head of the page; leads to what makes it so. Nothing until it is known. */
export function AccessBadge({ place, onPress }: { place: BucketRef; onPress: () => void }) {
  const { t } = useTranslation();
  const { found } = useGlance(place);
  const headlineOf = useHeadline();
  if (!found) return null;
  const { kind, icon, text } = headlineOf(found);
  return (
    <AriaButton className={cx(styles.badge)} aria-label={t('settings.access.badge', { state: text })} onPress={onPress}>
      <Icon of={icon} className={styles[kind]} />
      {text}
    </AriaButton>
  );
}
