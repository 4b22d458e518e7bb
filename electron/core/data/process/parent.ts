/** The process that started this one. */
export type Parent = { post(message: unknown): void; onMessage(listener: (message: unknown) => void): void };

/** What Electron's utilityProcess puts on `process`. */
type ParentPort = {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown }) => void): void;
};

const hasParentPort = (from: NodeJS.Process): from is NodeJS.Process & { parentPort: ParentPort } =>
  'parentPort' in from && Boolean(from.parentPort);

/** The way to the parent: that of Electron's utilityProcess, or of Node's child_process. Ends when the parent is gone. */
export function connectParent(): Parent {
  if (hasParentPort(process)) {
    const { parentPort } = process;
    return {
      post: (message) => parentPort.postMessage(message),
      onMessage: (listener) => parentPort.on('message', ({ data }) => listener(data)),
    };
  }
  process.on('disconnect', () => process.exit());
  return {
    post: (message) => process.send?.(message),
    onMessage: (listener) => process.on('message', listener),
  };
}
