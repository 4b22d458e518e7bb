import { Share2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useDialog } from '../../../stores/dialog.ts';
import { Button } from '../../../ui/Button.tsx';
import type { ObjectRef } from '../objectQueries.ts';
import styles from './Access.module.css';
import { ObjectAcl } from './ObjectAcl.tsx';
import { PublicLink } from './PublicLink.tsx';

type AccessProps = {
  target: ObjectRef;
  /** False while the selection is on the move: nothing is asked of the server. */
  isSettled: boolean;
  isDeleted: boolean;
};

function Share({ target }: { target: ObjectRef }) {
  const { t } = useTranslation();
  const open = useDialog((s) => s.open);
  return (
    <section className={styles.section}>
      <h3 className="sectionHead">{t('objectAccess.share')}</h3>
      <p className="secondary">{t('objectAccess.shareWhat')}</p>
      <Button icon={Share2} onPress={() => open({ kind: 'share', target: { ...target, isFolder: false } })}>
        {t('objectAccess.shareAction')}
      </Button>
    </section>
  );
}

/** The Access tab: links for others, whether everyone may read the object, and its ACL. */
export function AccessTab({ target, isSettled, isDeleted }: AccessProps) {
  const { t } = useTranslation();
  if (isDeleted) {
    return (
      <section className={styles.section}>
        <p>{t('objectAccess.deleted')}</p>
      </section>
    );
  }
  return (
    <div className={styles.tab}>
      <Share target={target} />
      <PublicLink target={target} isSettled={isSettled} />
      <ObjectAcl target={target} isSettled={isSettled} />
    </div>
  );
}
