import { BrowserWindow, ipcMain, type IpcMainInvokeEvent } from 'electron';
import { basename } from 'node:path';
import type { EventHub, FileGrants, Router } from '#api';
import { eventChannel, grantFileChannel, methodChannel, methodNames } from '#shared/channels.ts';
import { failure, success, type Failed } from '#shared/result.ts';
import { isPageUrl } from './page-url.ts';

/** The services that the window talks to. */
export interface IpcServices {
  readonly router: Router;
  readonly events: EventHub;
  readonly files: FileGrants;
}

const forbidden: Failed = failure('forbidden-sender', 'This page may not call Burnrate.');

/** Whether a message comes from the main frame of our own page. */
function isOwnPage(event: IpcMainInvokeEvent): boolean {
  const frame = event.senderFrame;
  return frame !== null && frame.parent === null && isPageUrl(frame.url);
}

/**
 * Carries the contract over Electron IPC: one channel for each method, sender checked on every message; events go to
 * every window. A call waits for the services, which open after the window shows.
 */
export function connectIpc(services: Promise<IpcServices>): void {
  for (const method of methodNames) {
    ipcMain.handle(methodChannel(method), async (event, input: unknown) => {
      if (!isOwnPage(event)) return forbidden;
      const { router } = await services;
      return router.dispatch(method, input);
    });
  }
  ipcMain.handle(grantFileChannel, async (event, path: unknown) => {
    if (!isOwnPage(event)) return forbidden;
    if (typeof path !== 'string' || path === '') {
      return failure('file-not-received', 'The file is not on this machine’s disk.', {
        nextStep: 'Save it to disk, then choose it again.',
      });
    }
    const { files } = await services;
    const name = basename(path);
    return success({ fileId: files.grant(path, name), name });
  });
  void services.then(({ events }) =>
    events.subscribe((event) => {
      for (const window of BrowserWindow.getAllWindows()) window.webContents.send(eventChannel, event);
    }),
  );
}
