import { create } from 'zustand';

/** A short message about something that finished out of sight. */
export type Toast = {
  id: number;
  message: string;
  tone: 'info' | 'success' | 'danger';
  action?: { label: string; run: () => void } | undefined;
};

type ToastStore = { toasts: Toast[]; show(toast: Omit<Toast, 'id'>): void; dismiss(id: number): void };

let lastId = 0;

/** The messages on screen; ui/Toasts.tsx shows them and takes them away after five seconds. */
export const useToasts = create<ToastStore>((set, get) => ({
  toasts: [],
  show(toast) {
    lastId += 1;
    set({ toasts: [...get().toasts, { ...toast, id: lastId }].slice(-4) });
  },
  dismiss(id) {
    set({ toasts: get().toasts.filter((toast) => toast.id !== id) });
  },
}));
