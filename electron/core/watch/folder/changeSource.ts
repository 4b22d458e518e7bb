/** What a source of changes tells. Paths are absolute, below the folder that it was started with. */
export type ChangeEvents = {
  /**
   * Something may have happened at this path; what, is for the listener to find out. `content`: what is there was written
   * to, or its times or rights changed; `entry`: it came, it went, or anything else.
   */
  changed(path: string, what: 'content' | 'entry'): void;
  /** From now on it tells of changes right inside this folder; `id` (look.ts) tells which folder it found there. */
  watched(folder: string, id: string): void;
  /** All folders there are watched. */
  ready(): void;
  /** It may have missed something, and may go on missing it. */
  error(error: unknown): void;
};

export type ChangeSource = {
  /** No event comes after the call. */
  close(): Promise<void>;
};

export type SourceOptions = {
  subfolders: boolean;
  /** Folders that are not to be watched. Asked about other paths too, perhaps. */
  isLeftOut(path: string): boolean;
};

/** Starts to tell of changes in a folder (absolute, no link). Events do not come before it has returned. */
export type StartSource = (folder: string, options: SourceOptions, events: ChangeEvents) => ChangeSource;
