import { useTranslation } from 'react-i18next';
import { documentOf } from '../../../shared/settings/state.ts';
import type { BucketRef } from '../../api/settings.ts';
import { cx } from '../../ui/cx.ts';
import styles from './LocationPanel.module.css';
import { PanelFrame } from './PanelFrame.tsx';
import { useReading } from './useReading.ts';

/** Where the bucket is, in the server's own word. It can only be read. */
export function LocationPanel({ place }: { place: BucketRef }) {
  const { t } = useTranslation();
  const reading = useReading(place, 'location');
  const word = documentOf<'location'>(reading.state)?.LocationConstraint;
  return (
    <PanelFrame id="location" reading={reading}>
      {word ? (
        <p className={cx(styles.word, 'mono', 'selectable')}>{word}</p>
      ) : (
        <p className={styles.none}>{t('settings.noPlace')}</p>
      )}
    </PanelFrame>
  );
}
