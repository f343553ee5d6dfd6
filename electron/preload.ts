import { contextBridge, ipcRenderer, webUtils, type IpcRendererEvent } from 'electron';
import { bridgeName, eventChannel, grantFileChannel, methodChannel, methodNames } from '#shared/channels.ts';

/** Path on disk of a file that the user picked; empty for a file that a script made. Electron before 29 has `File.path`. */
function pathOf(file: File & { readonly path?: string }): string {
  return webUtils?.getPathForFile(file) ?? file.path ?? '';
}

/** One function for each method of the contract: the page can call nothing else. */
const call = Object.fromEntries(
  methodNames.map((method) => [
    method,
    (input: unknown): Promise<unknown> => ipcRenderer.invoke(methodChannel(method), input),
  ]),
);

contextBridge.exposeInMainWorld(bridgeName, {
  host: 'electron',
  call,
  onEvent(listener: (event: unknown) => void): () => void {
    function forward(_event: IpcRendererEvent, payload: unknown): void {
      listener(payload);
    }
    ipcRenderer.on(eventChannel, forward);
    return () => {
      ipcRenderer.removeListener(eventChannel, forward);
    };
  },
  grantFile: (file: File): Promise<unknown> => ipcRenderer.invoke(grantFileChannel, pathOf(file)),
});
