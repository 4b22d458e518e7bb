import { type KeyboardEvent, type MouseEvent, type PointerEvent, useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isEnded } from '../../../shared/transfer.ts';
import { useTransfers } from '../../stores/transfers.ts';
import { ContextMenu } from '../../ui/Menu.tsx';
import styles from './ActiveJobs.module.css';
import { canMove } from './abilities.ts';
import { JobRow } from './JobRow.tsx';
import { JobRows, type RowPlace } from './JobRows.tsx';
import { useJobActions } from './jobActions.ts';
import { jobMenu } from './jobMenu.ts';
import { jobTitle } from './jobWords.ts';
import { moveDown, moveToGap, moveUp, queueOf } from './queueMoves.ts';
import { useRowDrag } from './useRowDrag.ts';
import { useToggles } from './useToggles.ts';

function currentQueue() {
  const { ids, jobs } = useTransfers.getState();
  return queueOf(ids, jobs);
}

type OpenMenu = { id: string; at: { x: number; y: number } };

function JobMenu({ menu, onClose }: { menu: OpenMenu | null; onClose: () => void }) {
  const { t } = useTranslation();
  // The jobs go on changing while the menu is open; it stays as it was opened.
  const shown = useMemo(() => {
    const job = menu && useTransfers.getState().jobs.get(menu.id);
    return job ? { label: jobTitle(job, t), items: jobMenu(job, currentQueue(), t) } : null;
  }, [menu, t]);
  return (
    <ContextMenu
      at={shown && menu ? menu.at : null}
      onClose={onClose}
      items={shown?.items ?? []}
      label={shown?.label ?? ''}
    />
  );
}

/** The jobs at work and queued, in the order in which they are worked off, and below them what has ended. */
export function ActiveJobs() {
  const { t } = useTranslation();
  const ids = useTransfers((s) => s.ids);
  const queueLength = useTransfers((s) => s.ids.findLastIndex((id) => !isEnded(s.jobs.get(id)?.state ?? 'done')) + 1);
  const { opened, toggle } = useToggles();
  const [menu, setMenu] = useState<OpenMenu | null>(null);
  const { drag, begin } = useRowDrag(queueLength, (id, gap) => {
    const move = moveToGap(currentQueue(), id, gap);
    if (move) void useJobActions.getState().move(id, move);
  });

  const onRowKey = useCallback((id: string, event: KeyboardEvent): boolean => {
    if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return false;
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return false;
    const queue = currentQueue();
    const move = event.key === 'ArrowUp' ? moveUp(queue, id) : moveDown(queue, id);
    if (move) void useJobActions.getState().move(id, move);
    return true;
  }, []);
  const onRowMenu = useCallback((id: string, event: MouseEvent) => {
    event.preventDefault();
    setMenu({ id, at: { x: event.clientX, y: event.clientY } });
  }, []);
  const onRowPointerDown = (id: string, event: PointerEvent<HTMLElement>) => {
    const job = useTransfers.getState().jobs.get(id);
    const { target } = event;
    const isOnLine =
      target instanceof Element && target.closest('[data-row-line]') && !target.closest('[data-row-actions]');
    if (job && canMove(job) && isOnLine) begin(id, event);
  };

  return (
    <div className={styles.list}>
      <JobRows
        label={t('transfers.title')}
        ids={ids}
        renderRow={(id: string, place: RowPlace) => (
          <JobRow key={id} id={id} {...place} isOpen={opened.has(id)} isDragged={drag?.id === id} onToggle={toggle} />
        )}
        onRowKey={onRowKey}
        onRowMenu={onRowMenu}
        onRowPointerDown={onRowPointerDown}
        gapAt={drag?.gap?.top}
      />
      <JobMenu menu={menu} onClose={() => setMenu(null)} />
    </div>
  );
}
