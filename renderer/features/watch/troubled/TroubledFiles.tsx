import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useVirtualizer } from '@tanstack/react-virtual';
import { RotateCw } from 'lucide-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { WatchRule } from '../../../../shared/watch/rule.ts';
import type { TroubledFile } from '../../../../shared/watch/state.ts';
import { call } from '../../../api/client.ts';
import { queryKeys } from '../../../api/query.ts';
import { useTroubledFiles } from '../../../api/watch.ts';
import { Button } from '../../../ui/Button.tsx';
import { cx } from '../../../ui/cx.ts';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { ProgressBar } from '../../../ui/ProgressBar.tsx';
import styles from './TroubledFiles.module.css';
import { TroubledRow } from './TroubledRow.tsx';

const ROW_HEIGHT = 72;

/** What is done about failed files: tried again (`fileId` null: all), or left. */
type Answer = { kind: 'retry'; fileId: number | null } | { kind: 'dismiss'; fileId: number };

function useAnswer(ruleId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (answer: Answer) =>
      answer.kind === 'retry'
        ? call('watch.retry', { ruleId, fileId: answer.fileId })
        : call('watch.dismiss', { ruleId, fileId: answer.fileId }),
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.watchTroubled(ruleId) }),
  });
}

function Rows({ files, rule }: { files: readonly TroubledFile[]; rule: WatchRule }) {
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const answer = useAnswer(rule.id);
  const rows = useVirtualizer({
    count: files.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (index) => files[index]?.fileId ?? index,
    overscan: 4,
  });
  return (
    <>
      <div className={styles.head}>
        <Button
          isSmall
          icon={RotateCw}
          isPending={answer.isPending}
          onPress={() => answer.mutate({ kind: 'retry', fileId: null })}
        >
          {t('watch.page.troubled.retryAll')}
        </Button>
        {answer.error && <ErrorNotice error={answer.error} connectionId={rule.connectionId} />}
      </div>
      <div ref={scroller} className={styles.scroller} tabIndex={-1}>
        <ul className={styles.list} aria-label={t('watch.page.troubled.label')} style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map(({ index, start, key }) => {
            const file = files[index];
            if (!file) return null;
            return (
              <TroubledRow
                key={key}
                file={file}
                place={{ index, top: start, count: files.length }}
                measure={rows.measureElement}
                isBusy={answer.isPending}
                onRetry={() => answer.mutate({ kind: 'retry', fileId: file.fileId })}
                onLeave={() => answer.mutate({ kind: 'dismiss', fileId: file.fileId })}
              />
            );
          })}
        </ul>
      </div>
    </>
  );
}

/** Files of a rule that failed: why, when they are tried again, and what the user may do about them. */
export function TroubledFiles({ rule, hasSome }: { rule: WatchRule; hasSome: boolean }) {
  const { t } = useTranslation();
  const { data: files, error, isFetching, refetch } = useTroubledFiles(rule.id, hasSome);
  const shown = hasSome ? (files ?? []) : [];
  return (
    <div className={styles.view}>
      {isFetching && !files && (
        <div className={styles.reading}>
          <ProgressBar label={t('watch.page.troubled.loading')} value={null} />
        </div>
      )}
      {error && (
        <div className={styles.note}>
          <ErrorNotice error={error} connectionId={null} onRetry={() => void refetch()} />
        </div>
      )}
      {shown.length > 0 && <Rows files={shown} rule={rule} />}
      {shown.length === 0 && !error && !(hasSome && isFetching) && (
        <p className={cx(styles.note, 'secondary')}>{t('watch.page.troubled.none')}</p>
      )}
    </div>
  );
}
