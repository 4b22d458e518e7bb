import { create } from 'zustand';

/** What links and upload forms are made for: an object, one version of it, or the place below a prefix (`isFolder`). */
export type ShareTarget = {
  connectionId: string;
  bucket: string;
  key: string;
  versionId?: string | undefined;
  isFolder: boolean;
};

/** The questions that can be opened from several places of the window. */
export type ShellDialog =
  /** `connectionId` null is a new connection; `askSecret` puts the cursor into the secret key. */
  | { kind: 'connection'; connectionId: string | null; askSecret?: boolean }
  | { kind: 'removeConnection'; connectionId: string }
  | { kind: 'createBucket'; connectionId: string }
  | { kind: 'openBucket'; connectionId: string }
  | { kind: 'deleteBucket'; connectionId: string; bucket: string }
  | { kind: 'share'; target: ShareTarget }
  | { kind: 'preferences' };

type DialogStore = { dialog: ShellDialog | null; open(dialog: ShellDialog): void; close(): void };

/** Which of them is open: one at a time, a second is not opened over the first. */
export const useDialog = create<DialogStore>((set, get) => ({
  dialog: null,
  open(dialog) {
    if (get().dialog === null) set({ dialog });
  },
  close() {
    set({ dialog: null });
  },
}));
