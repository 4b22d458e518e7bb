import { type QueryKey, type UseQueryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

export type Setting<Server, Draft> = {
  /** What the server says; undefined while it is being read. */
  server: Server | undefined;
  readError: Error | null;
  retry(): void;
  /** What the form shows; undefined as long as `server` is. */
  draft: Draft | undefined;
  change(draft: Draft): void;
  revert(): void;
  isChanged: boolean;
  save(): void;
  isSaving: boolean;
  saveError: Error | null;
  /** What was last sent and what the server said when it was read back; null when nothing was saved since the last change. */
  saved: { sent: Draft; answer: Server } | null;
};

/** One setting of a bucket: read, changed in a draft, saved, and read back. `put` answers with what the server then says. */
export function useSetting<Server, Draft, Key extends QueryKey>(options: {
  query: UseQueryOptions<Server, Error, Server, Key> & { queryKey: Key };
  toDraft: (server: Server) => Draft;
  put: (draft: Draft) => Promise<Server>;
}): Setting<Server, Draft> {
  const { query, toDraft, put } = options;
  const client = useQueryClient();
  const key: QueryKey = query.queryKey;
  const [edited, setEdited] = useState<{ draft: Draft } | null>(null);
  const read = useQuery(query);
  const write = useMutation({
    mutationFn: put,
    onSuccess(answer) {
      client.setQueryData<Server>(key, answer);
      setEdited(null);
    },
  });

  const kept = read.data === undefined ? undefined : toDraft(read.data);
  const draft = edited ? edited.draft : kept;
  const forget = () => {
    if (!write.isPending) write.reset();
  };
  return {
    server: read.data,
    readError: read.data === undefined ? read.error : null,
    retry: () => void read.refetch(),
    draft,
    change(next) {
      forget();
      setEdited({ draft: next });
    },
    revert() {
      forget();
      setEdited(null);
    },
    isChanged: edited !== null && JSON.stringify(edited.draft) !== JSON.stringify(kept),
    save() {
      if (edited) write.mutate(edited.draft);
    },
    isSaving: write.isPending,
    saveError: write.error,
    saved: write.isSuccess ? { sent: write.variables, answer: write.data } : null,
  };
}
