import { Clock, TriangleAlert } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PresignedLink } from '../../../../shared/contract/objectAccess.ts';
import { CopyField } from '../../../ui/CopyField.tsx';
import { cx } from '../../../ui/cx.ts';
import { Icon } from '../../../ui/Icon.tsx';
import { Select } from '../../../ui/Select.tsx';
import { useFormat } from '../../../ui/useFormat.ts';
import { momentInWords } from '../moments.ts';
import { endOfKeys } from './expiry.ts';
import styles from './Share.module.css';

/** The forms in which a link or a form is taken away. */
export type Variant = { id: 'link' | 'curl' | 'html' | 'fields'; text: string };

/** A line with a sign that it is to be heeded. */
export function Warning({ children }: { children: ReactNode }) {
  return (
    <p className={cx(styles.note, styles.warning)}>
      <Icon of={TriangleAlert} />
      <span>{children}</span>
    </p>
  );
}

/** When it ends, which may be when the keys do, and what is to be known of that. */
function End({ credentials, expiresAt }: PresignedLink) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const keys = endOfKeys(credentials, expiresAt);
  const end = (keys === 'sooner' && credentials.expireAt) || expiresAt;
  const inWords = (iso: string) => momentInWords(iso, i18n.language);
  return (
    <>
      <p role="status" className={styles.note} title={format.exactWhen(end)}>
        <Icon of={Clock} />
        {t('objectAccess.worksUntil', { moment: inWords(end) })}
      </p>
      {keys === 'unknown' && <Warning>{t('objectAccess.keysEnd')}</Warning>}
      {keys === 'sooner' && <Warning>{t('objectAccess.keysEndSooner', { moment: inWords(expiresAt) })}</Warning>}
    </>
  );
}

/** Below the fields there may be too little room for it. */
function showWhole(section: HTMLElement | null): void {
  section?.scrollIntoView({ block: 'nearest' });
}

/** What was made: its text in the chosen form, how long it works, and what stands in its way. */
export function Made({
  made,
  variants,
  children,
}: {
  made: PresignedLink;
  variants: readonly Variant[];
  /** Further warnings. */
  children?: ReactNode;
}) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<Variant['id'] | null>(null);
  const shown = variants.find((variant) => variant.id === chosen) ?? variants[0];
  if (!shown) return null;
  return (
    <section ref={showWhole} className={styles.made} aria-label={t('objectAccess.result')}>
      <End {...made} />
      {children}
      <CopyField
        label={t(`objectAccess.variant.${shown.id}`)}
        text={shown.text}
        head={
          <Select
            label={t('objectAccess.as')}
            hideLabel
            value={shown.id}
            onChange={setChosen}
            options={variants.map(({ id }) => ({ id, label: t(`objectAccess.variant.${id}`) }))}
          />
        }
      />
    </section>
  );
}
