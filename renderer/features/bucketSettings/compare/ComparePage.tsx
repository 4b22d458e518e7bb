import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useBuckets, useConnections } from '../../../api/connections.ts';
import type { BucketRef } from '../../../api/settings.ts';
import { ComboBox } from '../../../ui/ComboBox.tsx';
import { FieldRow } from '../../../ui/FieldRow.tsx';
import { Select } from '../../../ui/Select.tsx';
import { useSettled } from '../../../ui/useSettled.ts';
import { PageFrame } from '../PageFrame.tsx';
import { ComparisonTable } from './ComparisonTable.tsx';

/** While a name is being typed nothing is asked of the server. */
const SETTLE_MS = 400;

/** Two buckets side by side, also of different connections, and the way from one to the other. */
export function ComparePage(place: BucketRef) {
  const { t } = useTranslation();
  const connections = useConnections().data ?? [];
  const [connectionId, setConnectionId] = useState(place.connectionId);
  const [bucket, setBucket] = useState('');
  const buckets = useBuckets(connectionId, true).data?.buckets ?? [];
  const isSame = connectionId === place.connectionId && bucket === place.bucket;
  const settled = useSettled(bucket, SETTLE_MS);
  const isKnown = buckets.some(({ name }) => name === bucket);
  const isChosen = bucket !== '' && !isSame && (isKnown || settled === bucket);
  return (
    <PageFrame title={t('settings.compare.title')} what={t('settings.compare.what')}>
      <FieldRow>
        <Select
          label={t('settings.compare.connection')}
          value={connectionId}
          onChange={(id) => {
            setConnectionId(id);
            setBucket('');
          }}
          options={connections.map(({ id, name }) => ({ id, label: name }))}
        />
        <ComboBox
          label={t('settings.compare.bucket')}
          value={bucket}
          onChange={setBucket}
          suggestions={buckets
            .map(({ name }) => name)
            .filter((name) => connectionId !== place.connectionId || name !== place.bucket)}
          error={isSame ? t('settings.compare.itself') : undefined}
        />
      </FieldRow>
      {isChosen && <ComparisonTable key={`${connectionId} ${bucket}`} left={place} right={{ connectionId, bucket }} />}
    </PageFrame>
  );
}
