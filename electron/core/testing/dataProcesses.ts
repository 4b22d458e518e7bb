import { type ChildProcess, fork } from 'node:child_process';
import { DATA_PROCESS_FLAGS, type StartDataProcess } from '../data/processPort.ts';
import { buildWorker } from './buildWorker.ts';

export type TestProcesses = {
  start: StartDataProcess;
  /** The processes that were started, the newest last. */
  started: ChildProcess[];
  remove(): Promise<void>;
};

/** Builds the data process, and starts it by Node's child_process. */
export async function buildDataProcess(): Promise<TestProcesses> {
  const built = await buildWorker(new URL('../data/process/dataProcess.ts', import.meta.url));
  const started: ChildProcess[] = [];
  return {
    started,
    start: () => startForked(built.path, started),
    async remove() {
      for (const child of started) child.kill('SIGKILL');
      await built.remove();
    },
  };
}

function startForked(path: string, started: ChildProcess[]): ReturnType<StartDataProcess> {
  const child = fork(path, { serialization: 'advanced', execArgv: [...DATA_PROCESS_FLAGS] });
  started.push(child);
  return {
    post: (message) => {
      // One that has ended tells so by its exit.
      if (child.connected) child.send(message as object, () => {});
    },
    onMessage: (listener) => child.on('message', listener),
    onExit: (listener) => child.on('exit', listener),
    kill: () => child.kill('SIGKILL'),
  };
}
