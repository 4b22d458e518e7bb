import { create } from 'zustand';

/** Jobs whose question the user has put off: the dock offers it again. */
export const useQuestions = create<{
  putOff: ReadonlySet<string>;
  later(jobId: string): void;
  open(jobId: string): void;
}>((set, get) => ({
  putOff: new Set(),
  later: (jobId) => set({ putOff: new Set([...get().putOff, jobId]) }),
  open: (jobId) => set({ putOff: new Set([...get().putOff].filter((id) => id !== jobId)) }),
}));
