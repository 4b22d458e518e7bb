import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { FormStack } from '../../ui/FormParts.tsx';
import type { StepId } from './ruleProblems.ts';
import styles from './StepFrame.module.css';

/** The frame of a step: what it is about, then its fields. */
export function StepFrame({ step, children }: { step: StepId; children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <section className={styles.frame} aria-label={t(`watch.rule.step.${step}`)}>
      <header>
        <h2 className={styles.title}>{t(`watch.rule.step.${step}`)}</h2>
        <p className={styles.what}>{t(`watch.rule.what.${step}`)}</p>
      </header>
      <FormStack>{children}</FormStack>
    </section>
  );
}

/** Fields that belong together, under a heading. */
export function FieldSection({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={styles.section} aria-label={title}>
      <h3 className={styles.heading}>{title}</h3>
      {children}
    </section>
  );
}
