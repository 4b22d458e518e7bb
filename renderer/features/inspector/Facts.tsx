import { Check, Copy } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '../../ui/cx.ts';
import { NameText } from '../../ui/grid/NameText.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { useCopy } from '../../ui/useCopy.ts';
import { visiblePath } from '../../ui/visiblePath.ts';
import styles from './Facts.module.css';

export type Fact = {
  label: string;
  /** Undefined while it is being read. */
  value: string | undefined;
  /** What stands for it on screen, when that is not the value itself. */
  shown?: ReactNode;
  /** The exact value, on hover. */
  title?: string | undefined;
  /** Offers to copy the value. */
  isCopyable?: boolean | undefined;
  isMono?: boolean | undefined;
};

/** A key, a prefix or an address as the value of a fact, what is invisible in it marked. */
export function PathText({ path }: { path: string }) {
  const { t } = useTranslation();
  return <NameText className={styles.path} segments={visiblePath(path, t).segments} />;
}

function CopyButton({ label, text }: { label: string; text: string }) {
  const { t } = useTranslation();
  const { isCopied, copy } = useCopy();
  return (
    <IconButton
      isSmall
      icon={isCopied ? Check : Copy}
      label={isCopied ? t('inspector.copied') : t('inspector.copy', { what: label })}
      onPress={() => void copy(text)}
    />
  );
}

function FactRow({ fact }: { fact: Fact }) {
  return (
    <div className={cx(styles.row, fact.isCopyable && styles.copyable)}>
      <dt className={styles.label}>{fact.label}</dt>
      <dd className={cx(styles.value, 'selectable', 'numbers', fact.isMono && 'mono')} title={fact.title}>
        {fact.shown ?? fact.value ?? <span className={styles.skeleton} />}
      </dd>
      {fact.isCopyable && fact.value !== undefined && (
        <dd className={styles.copy}>
          <CopyButton label={fact.label} text={fact.value} />
        </dd>
      )}
    </div>
  );
}

/** Labels and values, one below the other; `head` stands above them. */
export function Facts({ head, facts, children }: { head?: string; facts: readonly Fact[]; children?: ReactNode }) {
  return (
    <section className={styles.facts}>
      {head && <h3 className={cx(styles.head, 'sectionHead')}>{head}</h3>}
      <dl>
        {facts.map((fact) => (
          <FactRow key={fact.label} fact={fact} />
        ))}
      </dl>
      {children}
    </section>
  );
}
