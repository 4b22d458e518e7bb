import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Globe, Lock, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { CannedAcl, ObjectAclState } from '../../../../shared/contract/objectAccess.ts';
import { type AclEntry, aclEntries, isPublicAcl } from '../../../../shared/objectAcl.ts';
import type { AclDocument } from '../../../../shared/settings/documents/access.ts';
import { call } from '../../../api/client.ts';
import { queryKeys } from '../../../api/query.ts';
import { Button } from '../../../ui/Button.tsx';
import { cx } from '../../../ui/cx.ts';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import type { ObjectRef } from '../objectQueries.ts';
import styles from './Access.module.css';
import { aclQuery } from './accessQueries.ts';
import { usePublicDoors } from './usePublicDoors.ts';

function Entries({ acl }: { acl: AclDocument }) {
  const { t } = useTranslation();
  const nameOf = ({ grantee }: AclEntry) =>
    'name' in grantee
      ? t(`objectAccess.who.${grantee.who}`, { name: grantee.name })
      : t(`objectAccess.who.${grantee.who}`);
  return (
    <dl className={styles.entries}>
      {aclEntries(acl).map((entry) => (
        <div key={JSON.stringify(entry.grantee)} className={styles.entry}>
          <dt>{nameOf(entry)}</dt>
          <dd>{entry.permissions.map((one) => t(`objectAccess.may.${one}`)).join(', ')}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Puts one of the canned ACLs; the ACL that is read back is what is shown from then on. */
function useChange(target: ObjectRef) {
  const client = useQueryClient();
  const { connectionId, bucket, key } = target;
  return useMutation({
    mutationFn: (acl: CannedAcl) => call('objectAccess.putAcl', { ...target, acl }),
    onSuccess: ({ state }) => client.setQueryData<ObjectAclState>(aclQuery(target).queryKey, state),
    // After a failure too: it may have been done all the same.
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.object(connectionId, bucket, key) }),
  });
}

/** One button, for what the object is not, with what it will do. */
function Change({ target, acl }: { target: ObjectRef; acl: AclDocument }) {
  const { t } = useTranslation();
  const change = useChange(target);
  const isPublic = isPublicAcl(acl);
  const others = aclEntries(acl).filter(({ grantee }) => grantee.who !== 'owner' && grantee.who !== 'everyone').length;
  return (
    <>
      <Button
        icon={isPublic ? Lock : Globe}
        isPending={change.isPending}
        onPress={() => change.mutate(isPublic ? 'private' : 'public-read')}
      >
        {t(isPublic ? 'objectAccess.makePrivate' : 'objectAccess.makePublic')}
      </Button>
      <p className="secondary">
        {t(isPublic ? 'objectAccess.makePrivateWhat' : 'objectAccess.makePublicWhat')}
        {others > 0 && ` ${t('objectAccess.othersLose', { count: others })}`}
      </p>
      {change.error && <ErrorNotice error={change.error} />}
      {change.data && !change.data.isAsSent && (
        <p className={cx(styles.state, styles.warning)}>
          <Icon of={TriangleAlert} />
          {t('objectAccess.notAsSent')}
        </p>
      )}
    </>
  );
}

function Known({ target, state, isSettled }: { target: ObjectRef; state: ObjectAclState; isSettled: boolean }) {
  const { t } = useTranslation();
  const codes = usePublicDoors(target, isSettled)?.byAcl?.map(({ code }) => code) ?? [];
  if (state.state === 'absent') {
    return (
      <>
        <p>{t(`objectAccess.acl.${state.kind}`)}</p>
        {state.error && <ErrorNotice error={state.error} isQuiet />}
      </>
    );
  }
  if (state.state === 'denied') {
    return (
      <>
        <p>{t('objectAccess.acl.denied')}</p>
        <ErrorNotice error={state.error} isQuiet />
      </>
    );
  }
  const isOff = codes.includes('acls-off');
  return (
    <>
      {isOff && <p>{t('objectAccess.acl.off')}</p>}
      {codes.includes('acls-ignored') && <p>{t('objectAccess.acl.publicIgnored')}</p>}
      <Entries acl={state.document} />
      {!isOff && <Change target={target} acl={state.document} />}
    </>
  );
}

/** The object's own ACL: who may what, and one step between private and public to read. */
export function ObjectAcl({ target, isSettled }: { target: ObjectRef; isSettled: boolean }) {
  const { t } = useTranslation();
  const query = useQuery({ ...aclQuery(target), enabled: isSettled });
  return (
    <section className={styles.section}>
      <h3 className="sectionHead">{t('objectAccess.aclTitle')}</h3>
      {query.error && <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <div className={styles.skeleton} />}
      {query.data && <Known target={target} state={query.data} isSettled={isSettled} />}
    </section>
  );
}
