import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { type Reply, type StaveBridge, WIRE } from '../shared/transport.ts';

const listeners = new Map<string, Set<(payload: unknown) => void>>();

ipcRenderer.on(WIRE.event, (_event, topic: string, payload: unknown) => {
  for (const listener of listeners.get(topic) ?? []) listener(payload);
});

function platformOf(name: string): StaveBridge['platform'] {
  return name === 'darwin' || name === 'win32' ? name : 'linux';
}

const bridge: StaveBridge = {
  invoke: (channel, input, callId) => ipcRenderer.invoke(WIRE.invoke, channel, input, callId) as Promise<Reply>,
  cancel: (callId) => ipcRenderer.send(WIRE.cancel, callId),
  subscribe(topic, listener) {
    const of = listeners.get(topic) ?? new Set();
    listeners.set(topic, of.add(listener));
    return () => of.delete(listener);
  },
  grantDropped(files) {
    // Only a File that was really dropped or chosen has a path; one made by a script answers ''.
    const paths = files.map((file) => (file instanceof File ? webUtils.getPathForFile(file) : ''));
    return ipcRenderer.invoke(WIRE.grantDropped, paths) as Promise<Reply>;
  },
  platform: platformOf(process.platform),
};

contextBridge.exposeInMainWorld('stave', bridge);
window.addEventListener('DOMContentLoaded', () => ipcRenderer.send(WIRE.ready));
