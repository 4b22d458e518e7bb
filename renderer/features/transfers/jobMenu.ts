import type { TFunction } from 'i18next';
import {
  ArrowDown,
  ArrowUp,
  ArrowUpToLine,
  CircleHelp,
  FolderOpen,
  type LucideIcon,
  Pause,
  Play,
  RotateCw,
  X,
} from 'lucide-react';
import { isEnded, type JobSnapshot } from '../../../shared/transfer.ts';
import { platform } from '../../api/client.ts';
import type { MenuItem } from '../../ui/Menu.tsx';
import { canMove, canPause, canResume, canShow, isInterrupted } from './abilities.ts';
import { type JobAction, useJobActions } from './jobActions.ts';
import { useQuestions } from './questions.ts';
import { type Move, moveDown, moveNext, moveUp } from './queueMoves.ts';

const altKey = (arrow: string) => (platform === 'darwin' ? `⌥${arrow}` : `Alt+${arrow}`);

/** What can be done with a job now, for its context menu. */
export function jobMenu(job: JobSnapshot, queue: readonly JobSnapshot[], t: TFunction): MenuItem[] {
  const { run, move } = useJobActions.getState();
  const does = (action: JobAction, icon: LucideIcon, label: string): MenuItem => ({
    id: action,
    icon,
    label,
    run: () => void run(job.id, action),
  });
  const moves = (id: string, icon: LucideIcon, label: string, to: Move | null, shortcut?: string): MenuItem => ({
    id,
    icon,
    label,
    shortcut,
    isDisabled: to === null,
    run: () => {
      if (to) void move(job.id, to);
    },
  });
  const groups: MenuItem[][] = [
    [
      ...(job.question
        ? [
            {
              id: 'answer',
              icon: CircleHelp,
              label: t('transfers.action.answer'),
              run: () => useQuestions.getState().open(job.id),
            },
          ]
        : []),
      ...(canPause(job) ? [does('pause', Pause, t('transfers.action.pause'))] : []),
      ...(canResume(job)
        ? [does('resume', Play, t(isInterrupted(job) ? 'transfers.action.continue' : 'transfers.action.resume'))]
        : []),
      ...(job.canRetry ? [does('retry', RotateCw, t('transfers.action.retry'))] : []),
      ...(canShow(job) ? [does('show', FolderOpen, t('transfers.action.show'))] : []),
    ],
    canMove(job)
      ? [
          moves('next', ArrowUpToLine, t('transfers.action.next'), moveNext(queue, job.id)),
          moves('up', ArrowUp, t('transfers.action.up'), moveUp(queue, job.id), altKey('↑')),
          moves('down', ArrowDown, t('transfers.action.down'), moveDown(queue, job.id), altKey('↓')),
        ]
      : [],
    isEnded(job.state)
      ? [does('clear', X, t('transfers.action.clear'))]
      : [does('cancel', X, t('transfers.action.cancel'))],
  ];
  return groups
    .filter((group) => group.length > 0)
    .flatMap((group, index) => (index === 0 ? group : [{ id: `line${index}`, separator: true as const }, ...group]));
}
