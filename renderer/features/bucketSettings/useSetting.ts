import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { SettingDocument, WritableSettingId } from '../../../shared/settings/documents.ts';
import type { CheckContext } from '../../../shared/settings/problems.ts';
import { documentOf, type SettingState } from '../../../shared/settings/state.ts';
import { useConnection } from '../../api/connections.ts';
import { queryKeys } from '../../api/query.ts';
import { type BucketRef, readSettingsAgain, settingQuery, writeSetting } from '../../api/settings.ts';
import { type Draft, type Edit, plainDocument, readDraft } from './draft.ts';
import { type Reading, useReading } from './useReading.ts';

type Document<S extends WritableSettingId> = SettingDocument<S> | null;

export type Setting<S extends WritableSettingId> = {
  reading: Reading<S>;
  /** What the draft is compared with: what the server said when it was begun. */
  base: Document<S>;
  draft: Draft<S>;
  /** Whether the draft was last written by the form or in the JSON view. */
  from: Edit<S>['from'];
  setDocument: (document: Document<S>) => void;
  setText: (text: string) => void;
  revert: () => void;
  save: () => void;
  remove: () => void;
  isSaving: boolean;
  saveError: Error | null;
  /** After `setting-changed`: compares the draft with what the server says by now. */
  readAgain: () => Promise<void>;
  /** What was last sent and what the server said when it was read back; null when nothing was saved since the last change. */
  saved: { sent: Document<S>; answer: Document<S>; isAsSent: boolean } | null;
};

function useCheckContext(place: BucketRef, setting: WritableSettingId): CheckContext {
  const block = useQuery({ ...settingQuery(place, 'publicAccessBlock'), enabled: setting === 'policy' }).data;
  const isKnown = block !== undefined && block.state !== 'denied';
  const blocks = isKnown ? documentOf<'publicAccessBlock'>(block)?.BlockPublicPolicy === true : undefined;
  const plainHttp = useConnection(place.connectionId)?.endpoint.startsWith('http://');
  return useMemo(
    () => ({ bucket: place.bucket, blocksPublicPolicy: blocks, plainHttp }),
    [place.bucket, blocks, plainHttp],
  );
}

/** Puts or removes one setting; the answer is what the server then says. */
function useWrite<S extends WritableSettingId>(place: BucketRef, setting: S, done: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ document, base }: { document: Document<S>; base: Document<S> }) =>
      writeSetting(place, setting, document && plainDocument<S>(document), base),
    onSuccess({ state }) {
      const { connectionId, bucket } = place;
      client.setQueryData<SettingState>(queryKeys.setting(connectionId, bucket, setting), state);
      done();
      void readSettingsAgain(client, place, setting);
    },
  });
}

/** One setting of a bucket: read, changed in a draft, saved, and read back. */
export function useSetting<S extends WritableSettingId>(place: BucketRef, setting: S): Setting<S> {
  const reading = useReading(place, setting);
  const context = useCheckContext(place, setting);
  const [edit, setEdit] = useState<Edit<S> | null>(null);
  const write = useWrite(place, setting, () => setEdit(null));

  const server = documentOf(reading.state);
  const base = edit ? edit.base : server;
  const current = useMemo<Edit<S>>(() => edit ?? { base, from: 'form', document: base }, [edit, base]);
  const draft = useMemo(() => readDraft(setting, current, context), [setting, current, context]);
  const change = (next: Edit<S> | null) => {
    if (!write.isPending) write.reset();
    setEdit(next);
  };
  // The main process answers with the state of this very setting.
  const answer = write.data ? documentOf(write.data.state as SettingState<S>) : null;

  return {
    reading,
    base,
    draft,
    from: current.from,
    setDocument: (document) => change({ base, from: 'form', document }),
    setText: (text) => change({ base, from: 'json', text }),
    revert: () => change(null),
    save() {
      if (draft.canSave && draft.document !== undefined) write.mutate({ document: draft.document, base });
    },
    remove: () => write.mutate({ document: null, base: server }),
    isSaving: write.isPending,
    saveError: write.error,
    async readAgain() {
      const state = await reading.refetch();
      if (state === undefined) return;
      write.reset();
      setEdit((kept) => kept && { ...kept, base: documentOf(state) });
    },
    saved: write.isSuccess ? { sent: write.variables.document, answer, isAsSent: write.data.isAsSent } : null,
  };
}
