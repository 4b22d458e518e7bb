import { useTranslation } from 'react-i18next';
import { Select } from '../../../ui/Select.tsx';
import { AmountField } from './AmountField.tsx';
import { TIME_UNITS } from './amount.ts';
import { LIFETIMES, type Lifetime, type LifetimeChoice, secondsOf } from './expiry.ts';
import styles from './Share.module.css';

const CHOICES = [...(Object.keys(LIFETIMES) as (keyof typeof LIFETIMES)[]), 'own'] as const satisfies LifetimeChoice[];

/** How long a link or a form works. */
export function LifetimeField({ value, onChange }: { value: Lifetime; onChange: (value: Lifetime) => void }) {
  const { t } = useTranslation();
  return (
    <div className={styles.pair}>
      <Select
        label={t('objectAccess.works')}
        value={value.choice}
        onChange={(choice) => onChange({ ...value, choice })}
        options={CHOICES.map((id) => ({ id, label: t(`objectAccess.lifetime.${id}`) }))}
      />
      {value.choice === 'own' && (
        <AmountField
          label={t('objectAccess.howLong')}
          value={value.own}
          onChange={(own) => onChange({ ...value, own })}
          units={TIME_UNITS}
          preferred="hours"
          error={secondsOf(value) === null ? t('objectAccess.tooLong') : undefined}
        />
      )}
    </div>
  );
}
