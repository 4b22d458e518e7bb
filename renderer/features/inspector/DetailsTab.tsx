import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { RotateCcw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ObjectDetails, ObjectEntry } from '../../../shared/contract/objects.ts';
import { s3Uri } from '../../../shared/key.ts';
import { call } from '../../api/client.ts';
import { queryKeys } from '../../api/query.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { storageClassName } from '../../ui/grid/storageClass.ts';
import { useFormat } from '../../ui/useFormat.ts';
import { type Fact, Facts, PathText } from './Facts.tsx';
import styles from './Inspector.module.css';
import { detailsQuery, type ObjectRef } from './objectQueries.ts';

function Deleted({ target }: { target: ObjectRef }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { connectionId, bucket, key } = target;
  const restore = useMutation({
    mutationFn: () => call('versions.undelete', { connectionId, bucket, keys: [key] }),
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.versions(connectionId, bucket, key) }),
  });
  return (
    <div className={styles.notice}>
      <p>{t('inspector.deletedText')}</p>
      <Button icon={RotateCcw} isDisabled={restore.isPending} onPress={() => restore.mutate()}>
        {t('inspector.restore')}
      </Button>
      {restore.error && <ErrorNotice error={restore.error} />}
    </div>
  );
}

function useAddressFacts({ bucket, key }: ObjectRef): Fact[] {
  const { t } = useTranslation();
  return [
    { label: t('inspector.key'), value: key, shown: <PathText path={key} />, isCopyable: true },
    {
      label: t('inspector.address'),
      value: s3Uri(bucket, key),
      shown: <PathText path={s3Uri(bucket, key)} />,
      isCopyable: true,
    },
  ];
}

/** What the listing knows is there at once; the rest when the object itself has been asked. */
function useObjectFacts(object: ObjectEntry, details: ObjectDetails | undefined): Fact[] {
  const { t } = useTranslation();
  const format = useFormat();
  const size = details?.size ?? object.size;
  const modified = details?.modified ?? object.modified;
  const etag = details ? details.etag : object.etag;
  const type = details?.contentType;
  const version = details?.versionId;
  const storageClass = details?.storageClass ?? object.storageClass ?? 'STANDARD';
  return [
    {
      label: t('inspector.size'),
      value: size < 1000 ? format.bytes(size) : `${format.bytes(size)} (${format.exactBytes(size)})`,
    },
    { label: t('inspector.modified'), value: format.when(modified), title: format.exactWhen(modified) },
    ...(type === null ? [] : [{ label: t('inspector.type'), value: type }]),
    { label: t('inspector.storageClass'), value: storageClassName(storageClass), title: storageClass },
    ...(etag ? [{ label: t('inspector.etag'), value: etag, isCopyable: true, isMono: true }] : []),
    ...(version === null ? [] : [{ label: t('inspector.versionId'), value: version, isCopyable: true, isMono: true }]),
  ];
}

/** The headers that people set, by their HTTP names; those that are not set are left out. */
function headerFacts(details: ObjectDetails): Fact[] {
  const headers = [
    { label: 'Cache-Control', value: details.cacheControl },
    { label: 'Content-Disposition', value: details.contentDisposition },
    { label: 'Content-Encoding', value: details.contentEncoding },
  ];
  return headers.flatMap(({ label, value }) => (value === null ? [] : [{ label, value }]));
}

type DetailsProps = {
  target: ObjectRef;
  object: ObjectEntry;
  /** False while the selection is on the move: nothing is asked of the server. */
  isSettled: boolean;
};

function Present({ target, object, isSettled }: DetailsProps) {
  const { t } = useTranslation();
  const query = useQuery({ ...detailsQuery(target), enabled: isSettled });
  const facts = [...useAddressFacts(target), ...useObjectFacts(object, query.data)];
  const headers = query.data ? headerFacts(query.data) : [];
  const metadata = Object.entries(query.data?.metadata ?? {}).map(([label, value]) => ({ label, value }));
  return (
    <>
      {query.error && (
        <div className={styles.error}>
          <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />
        </div>
      )}
      <Facts facts={query.error ? facts.filter((fact) => fact.value !== undefined) : facts} />
      {headers.length > 0 && <Facts head={t('inspector.headers')} facts={headers} />}
      {query.data && (
        <Facts head={t('inspector.metadata')} facts={metadata}>
          {metadata.length === 0 && <p className="secondary">{t('inspector.noMetadata')}</p>}
        </Facts>
      )}
    </>
  );
}

/** The Details tab: where the object is, its properties, its headers and its metadata. */
export function DetailsTab({ target, object, isSettled }: DetailsProps) {
  const facts = useAddressFacts(target);
  if (!object.deleted) return <Present target={target} object={object} isSettled={isSettled} />;
  return (
    <>
      <Deleted target={target} />
      <Facts facts={facts} />
    </>
  );
}
