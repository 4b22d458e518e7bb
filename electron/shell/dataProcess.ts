import { utilityProcess } from 'electron';
import { DATA_PROCESS_FLAGS, type StartDataProcess } from '../core/data/processPort.ts';

/** Starts the built data process (`path`) by Electron's utilityProcess. */
export function dataProcessStarter(path: string): StartDataProcess {
  return () => {
    const child = utilityProcess.fork(path, [], { serviceName: 'Stave data', execArgv: [...DATA_PROCESS_FLAGS] });
    return {
      post: (message) => child.postMessage(message),
      onMessage: (listener) => child.on('message', listener),
      onExit: (listener) => child.once('exit', listener),
      kill: () => void child.kill(),
    };
  };
}
