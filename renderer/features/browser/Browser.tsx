import { X } from 'lucide-react';
import { type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ListingPlace, useListing } from '../../stores/listing.ts';
import { usePlace } from '../../stores/place.ts';
import { useSelection } from '../../stores/selection.ts';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { isFocusLost } from '../../ui/focus.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import styles from './Browser.module.css';
import type { Targets } from './chunks.ts';
import { DeleteDialog } from './DeleteDialog.tsx';
import { Listing } from './Listing.tsx';
import { StatusBar } from './StatusBar.tsx';
import { Toolbar } from './Toolbar.tsx';
import { useActions } from './useActions.ts';
import { useCommands } from './useCommands.ts';

/** Opens the listing of where the user is; null elsewhere. The listing is that of the place from the next render on. */
function useListedPlace(): ListingPlace | null {
  const place = usePlace((s) => s.place);
  const [connectionId, bucket, prefix] =
    place.view === 'bucket' ? [place.connectionId, place.bucket, place.prefix] : [null, null, null];
  useEffect(() => {
    if (connectionId === null) return;
    useListing.getState().open({ connectionId, bucket, prefix });
    return () => useListing.getState().close();
  }, [connectionId, bucket, prefix]);
  return useMemo(
    () => (connectionId === null ? null : { connectionId, bucket, prefix }),
    [connectionId, bucket, prefix],
  );
}

/** The contents of a bucket, one level at a time. */
export function Browser() {
  const place = useListedPlace();
  return place && <BrowserOf place={place} />;
}

/** Whoever comes back from the bucket's settings has left the focus there: it goes on to the list. */
function useFocusOnReturn(gridRef: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const { past, future } = usePlace.getState();
    const isReturn = [past.at(-1), future[0]].some((place) => place?.view === 'bucketSettings');
    if (isReturn && isFocusLost()) gridRef.current?.focus();
  }, [gridRef]);
}

function BrowserOf({ place }: { place: ListingPlace }) {
  const gridRef = useRef<HTMLDivElement>(null);
  useFocusOnReturn(gridRef);
  const filterRef = useRef<HTMLInputElement>(null);
  const [isEditingPath, setEditingPath] = useState(false);
  const [removing, setRemoving] = useState<Targets | null>(null);
  const actions = useActions(place);

  const runners = useMemo(
    () => ({
      'upload-files': actions.uploadFiles,
      'upload-folder': actions.uploadFolder,
      download() {
        const { count, targets } = useSelection.getState().selection;
        if (count > 0) actions.download(targets());
      },
      delete() {
        const { count, targets } = useSelection.getState().selection;
        if (count > 0) setRemoving(targets());
      },
      refresh: () => useListing.getState().refresh(),
      'select-all': () => useListing.getState().select({ do: 'all' }),
      find() {
        filterRef.current?.focus();
        filterRef.current?.select();
      },
      'go-to': () => setEditingPath(true),
    }),
    [actions],
  );
  useCommands(runners);

  return (
    <div className={styles.browser}>
      <Toolbar
        place={place}
        actions={actions}
        filterRef={filterRef}
        isEditingPath={isEditingPath}
        onEditPath={setEditingPath}
        onRemove={setRemoving}
        onLeave={() => gridRef.current?.focus()}
      />
      <Problem actions={actions} />
      <Listing place={place} gridRef={gridRef} actions={actions} onRemove={setRemoving} />
      <StatusBar />
      {removing && <DeleteDialog place={place} targets={removing} onClose={() => setRemoving(null)} />}
    </div>
  );
}

/** What went wrong: an action that could not begin, or a listing that broke off and left rows behind. */
function Problem({ actions }: { actions: ReturnType<typeof useActions> }) {
  const { t } = useTranslation();
  const listingError = useListing((s) => (s.shown.table.rows.length > 0 ? s.error : null));
  const refresh = useListing((s) => s.refresh);
  return (
    <>
      {actions.problem !== null && (
        <div className={styles.problem}>
          <ErrorNotice error={actions.problem} />
          <IconButton isSmall icon={X} label={t('browser.dismiss')} onPress={actions.dismiss} />
        </div>
      )}
      {listingError !== null && (
        <div className={styles.problem}>
          <ErrorNotice error={listingError} onRetry={refresh} />
        </div>
      )}
    </>
  );
}
