import { useQuery } from '@tanstack/react-query';
import { Check, Copy, Globe, Lock, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { PublicLink as Link } from '../../../../shared/contract/objectAccess.ts';
import { hasDotSegments } from '../../../../shared/presign.ts';
import { cx } from '../../../ui/cx.ts';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { IconButton } from '../../../ui/IconButton.tsx';
import { useCopy } from '../../../ui/useCopy.ts';
import type { ObjectRef } from '../objectQueries.ts';
import styles from './Access.module.css';
import { publicLinkQuery } from './accessQueries.ts';
import { accessWord } from './accessWord.ts';
import { WaysToOpen } from './WaysToOpen.tsx';

function Url({ url }: { url: string }) {
  const { t } = useTranslation();
  const { isCopied, copy } = useCopy();
  return (
    <div className={styles.link}>
      <p className={cx(styles.url, 'selectable', 'mono')} title={url}>
        {url}
      </p>
      <IconButton
        isSmall
        icon={isCopied ? Check : Copy}
        label={isCopied ? t('common.copied') : t('objectAccess.copyPublicLink')}
        onPress={() => void copy(url)}
      />
    </div>
  );
}

function Answer({ link }: { link: Link }) {
  const { t } = useTranslation();
  if (link.error) return <ErrorNotice error={link.error} isQuiet />;
  const word = accessWord(link.status ?? 0);
  return (
    <p role="status" className={cx(styles.state, word === 'open' && styles.open)}>
      <Icon of={word === 'open' ? Globe : word === 'refused' ? Lock : TriangleAlert} />
      {t(`objectAccess.answer.${word}`, { status: link.status })}
    </p>
  );
}

/** The object's plain address: whether it works for everyone, and what would have to change for it to. */
export function PublicLink({ target, isSettled }: { target: ObjectRef; isSettled: boolean }) {
  const { t } = useTranslation();
  const query = useQuery({ ...publicLinkQuery(target), enabled: isSettled });
  const link = query.data;
  return (
    <section className={styles.section}>
      <h3 className="sectionHead">{t('objectAccess.publicLink')}</h3>
      {query.error && <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <div className={styles.skeleton} />}
      {link && (
        <>
          <Url url={link.url} />
          <Answer link={link} />
          {hasDotSegments(link.url) && (
            <p className={cx(styles.state, styles.warning)}>
              <Icon of={TriangleAlert} />
              {t('objectAccess.dotSegments')}
            </p>
          )}
          {link.status !== null && accessWord(link.status) !== 'open' && (
            <WaysToOpen target={target} isSettled={isSettled} />
          )}
        </>
      )}
    </section>
  );
}
