import { useTranslation } from 'react-i18next';
import type { Obstacle } from '../../../../shared/publicDoors.ts';
import { usePlace } from '../../../stores/place.ts';
import { Button } from '../../../ui/Button.tsx';
import type { ObjectRef } from '../objectQueries.ts';
import styles from './Access.module.css';
import { usePublicDoors } from './usePublicDoors.ts';

function Steps({ head, obstacles }: { head: string; obstacles: readonly Obstacle[] }) {
  const { t } = useTranslation();
  if (obstacles.length === 0) return null;
  return (
    <div>
      <p>{head}</p>
      <ul className={styles.steps}>
        {obstacles.map(({ code }) => (
          <li key={code}>{t(`objectAccess.obstacle.${code}`)}</li>
        ))}
      </ul>
    </div>
  );
}

/** What would have to change for the public link to work: one way by the object's ACL, one by the bucket's policy. */
export function WaysToOpen({ target, isSettled }: { target: ObjectRef; isSettled: boolean }) {
  const { t } = useTranslation();
  const go = usePlace((s) => s.go);
  const doors = usePublicDoors(target, isSettled);
  if (!doors) return <div className={styles.skeleton} />;
  const { both, byAcl, byPolicy, unknown } = doors;
  const { connectionId, bucket } = target;
  const names = unknown.map((one) => t(`objectAccess.setting.${one}`)).join(', ');
  return (
    <div className={styles.ways}>
      <Steps head={t('objectAccess.wayBoth')} obstacles={both} />
      {byAcl && <Steps head={t('objectAccess.wayAcl')} obstacles={byAcl} />}
      <Steps head={t(byAcl ? 'objectAccess.wayPolicy' : 'objectAccess.wayPolicyOnly')} obstacles={byPolicy} />
      {unknown.length > 0 && <p className="secondary">{t('objectAccess.unknown', { names })}</p>}
      <div className={styles.buttons}>
        <Button isSmall onPress={() => go({ view: 'bucketSettings', connectionId, bucket })}>
          {t('objectAccess.openSettings')}
        </Button>
      </div>
    </div>
  );
}
