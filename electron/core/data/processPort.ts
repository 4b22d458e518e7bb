/**
 * A process that runs the built `dataProcess.js`, seen from outside. The shell starts one by Electron's utilityProcess,
 * tests by Node's child_process. Messages are plain data.
 */
export type DataProcess = {
  post(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Called once, however it ended. */
  onExit(listener: (code: number | null) => void): void;
  /** Ends it at once. */
  kill(): void;
};

export type StartDataProcess = () => DataProcess;

/** V8's limits for it: batches of rows are small, and what is above would be garbage that nobody collects. MiB. */
export const DATA_PROCESS_FLAGS: readonly string[] = ['--max-old-space-size=160', '--max-semi-space-size=8'];
