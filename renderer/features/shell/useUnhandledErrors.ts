import { useEffect } from 'react';
import { isCancelled } from '../../../shared/errors.ts';
import { useToasts } from '../../stores/toasts.ts';
import { useAppError } from '../../ui/useAppError.ts';

/** Tells of every failure that no part of the window has shown by itself: nothing fails in silence. */
export function useUnhandledErrors(): void {
  const toError = useAppError();
  const show = useToasts((s) => s.show);
  useEffect(() => {
    const tell = (event: PromiseRejectionEvent) => {
      if (!isCancelled(event.reason)) show({ message: toError(event.reason).text, tone: 'danger' });
    };
    window.addEventListener('unhandledrejection', tell);
    return () => window.removeEventListener('unhandledrejection', tell);
  }, [toError, show]);
}
