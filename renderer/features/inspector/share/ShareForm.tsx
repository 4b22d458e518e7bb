import type { FormEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/Button.tsx';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import styles from './Share.module.css';

/** The frame of each kind of sharing: what it is for, its fields, the button that makes it, and what was made. */
export function ShareForm({
  what,
  makeLabel,
  canMake,
  isMaking,
  error,
  onMake,
  made,
  children,
}: {
  what: string;
  makeLabel: string;
  canMake: boolean;
  isMaking: boolean;
  error: Error | null;
  onMake: () => void;
  /** Null until it is made, and as soon as a field is changed. */
  made: ReactNode;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (canMake) onMake();
  };
  return (
    <form className={styles.panel} noValidate onSubmit={submit} aria-label={t('objectAccess.share')}>
      <p className="secondary">{what}</p>
      {children}
      <div className={styles.make}>
        <Button variant="primary" type="submit" isDisabled={!canMake} isPending={isMaking}>
          {makeLabel}
        </Button>
      </div>
      {error && <ErrorNotice error={error} />}
      {made}
    </form>
  );
}
