import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PolicyDocument } from '../../../shared/settings/documents/policy.ts';
import type { SettingDocument } from '../../../shared/settings/documents.ts';
import { sameDocument } from '../../../shared/settings/sameDocument.ts';
import { documentOf } from '../../../shared/settings/state.ts';
import { call } from '../../api/client.ts';
import { type BucketRef, settingQuery } from '../../api/settings.ts';
import { Button } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import { TextField } from '../../ui/TextField.tsx';
import styles from './TryIt.module.css';
import { TrialTable } from './trial/TrialTable.tsx';
import { useSampleKey } from './trial/useSampleKey.ts';
import { WriteDialog } from './trial/WriteDialog.tsx';

/** Asked about where there is no object: then only what is written can be read. */
const NO_OBJECT = 'stave-probe';

type Saved = { [S in 'policy' | 'acl' | 'publicAccessBlock']: SettingDocument<S> | null };
type Asked = { writes: boolean; saved: Saved };

/** What the server says of those settings that decide its answers. */
function useSaved(place: BucketRef): Saved {
  return {
    policy: documentOf<'policy'>(useQuery(settingQuery(place, 'policy')).data),
    acl: documentOf<'acl'>(useQuery(settingQuery(place, 'acl')).data),
    publicAccessBlock: documentOf<'publicAccessBlock'>(useQuery(settingQuery(place, 'publicAccessBlock')).data),
  };
}

/** Asks the server itself what a visitor and this connection can do, and shows it beside what a policy says. */
export function TryIt(props: {
  place: BucketRef;
  /** The policy that is shown, be it saved or not. */
  policy: PolicyDocument | null;
}) {
  const { place, policy } = props;
  const { t } = useTranslation();
  const sample = useSampleKey(place);
  const [typed, setTyped] = useState<string | null>(null);
  const [writes, setWrites] = useState(false);
  const [isAsking, setAsking] = useState(false);
  const saved = useSaved(place);
  const key = (typed ?? sample ?? '') || NO_OBJECT;
  const trial = useMutation({
    mutationFn: (asked: Asked) => call('access.try', { ...place, key, writes: asked.writes }),
  });
  // Answers to other settings, or of another key, would only mislead.
  const isCurrent = trial.data?.key === key && sameDocument(trial.variables?.saved, saved);
  return (
    <section className={styles.trial} aria-label={t('settings.access.try')}>
      <h3 className="sectionHead">{t('settings.access.try')}</h3>
      <p className="secondary">{t('settings.access.tryWhat')}</p>
      <TextField
        label={t('settings.access.key')}
        value={typed ?? sample ?? ''}
        onChange={setTyped}
        placeholder={t('settings.access.noKey')}
      />
      <Checkbox isSelected={writes} onChange={setWrites}>
        {t('settings.access.writes')}
      </Checkbox>
      <div>
        <Button
          isPending={trial.isPending}
          onPress={() => {
            if (writes) setAsking(true);
            else trial.mutate({ writes: false, saved });
          }}
        >
          {t('settings.access.run')}
        </Button>
      </div>
      {trial.isPending && <ProgressBar label={t('settings.access.running')} value={null} />}
      {trial.error && <ErrorNotice error={trial.error} />}
      {trial.data && isCurrent && (
        <TrialTable
          trial={trial.data}
          bucket={place.bucket}
          policy={policy}
          isSaved={sameDocument(policy, saved.policy)}
          isBlocked={saved.publicAccessBlock?.RestrictPublicBuckets === true}
        />
      )}
      {isAsking && (
        <WriteDialog
          place={place}
          objectKey={key}
          onAnswer={(answer) => {
            setAsking(false);
            trial.mutate({ writes: answer, saved });
          }}
          onClose={() => setAsking(false)}
        />
      )}
    </section>
  );
}
