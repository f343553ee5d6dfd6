import { app, session, type WebContents } from 'electron';
import { isPageUrl } from './page-url.ts';

const blobScheme = 'blob:';

/**
 * Shuts every door that the app does not use: permissions, foreign downloads, new windows, navigation, web views. Electron's
 * security list, https://www.electronjs.org/docs/latest/tutorial/security.
 */
export function hardenApp(): void {
  // With --no-sandbox, as root needs it in containers, forcing the sandbox would end every renderer at once.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  app.on('web-contents-created', (_event, contents) => {
    closeDoors(contents);
  });
}

/** Denies what the default session would allow. Call once Electron is ready. */
export function hardenSession(): void {
  const { defaultSession } = session;
  defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => {
    answer(false);
  });
  defaultSession.setPermissionCheckHandler(() => false);
  defaultSession.on('will-download', (event, item) => {
    // Our own page hands the user what it exports; Electron asks where to put it. Nothing else comes in.
    const url = item.getURL();
    if (!(url.startsWith(blobScheme) && isPageUrl(url.slice(blobScheme.length)))) event.preventDefault();
  });
}

function closeDoors(contents: WebContents): void {
  contents.on('will-attach-webview', (event) => {
    event.preventDefault();
  });
  contents.on('will-navigate', (event) => {
    event.preventDefault();
  });
  contents.on('will-redirect', (event) => {
    event.preventDefault();
  });
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}
