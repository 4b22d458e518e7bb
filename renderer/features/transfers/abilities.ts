import { isEnded, type JobSnapshot } from '../../../shared/transfer.ts';

/** A delete does not rest, and what is being finished is all but done. */
export function canPause({ kind, state }: JobSnapshot): boolean {
  return kind !== 'delete' && state !== 'paused' && state !== 'finishing' && !isEnded(state);
}

/** It rests until the user lets it go on. */
export function canResume({ state }: JobSnapshot): boolean {
  return state === 'paused';
}

/** It was at work when the program ended, and the user is asked whether it should go on. */
export function isInterrupted({ state, interrupted }: JobSnapshot): boolean {
  return state === 'paused' && interrupted;
}

/** It is not at work, so its place in the queue matters. */
export function canMove({ state }: JobSnapshot): boolean {
  return state === 'queued' || state === 'paused' || state === 'waiting';
}

/** It has put something on this computer. */
export function canShow({ kind, state, items }: JobSnapshot): boolean {
  return kind === 'download' && state === 'done' && items.done > 0;
}

/** It waits for the user to mend the connection's keys. */
export function isRefused({ state, waiting }: JobSnapshot): boolean {
  return state === 'waiting' && waiting?.reason === 'credentials';
}
