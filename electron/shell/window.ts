import { BrowserWindow, nativeTheme } from 'electron';
import { pageUrl } from './page-url.ts';

/** Background before the first paint, the same as the page's, so that nothing flashes. */
const backgrounds = { light: '#fbfaf8', dark: '#16171a' } as const;

/** Opens the main window; it shows once its first frame is ready. @param preloadFile absolute path of the bundle. */
export function openWindow(preloadFile: string): void {
  const window = new BrowserWindow({
    width: 1360,
    height: 880,
    minWidth: 960,
    minHeight: 600,
    show: false,
    title: 'Burnrate',
    backgroundColor: nativeTheme.shouldUseDarkColors ? backgrounds.dark : backgrounds.light,
    webPreferences: {
      preload: preloadFile,
      contextIsolation: true,
      nodeIntegration: false,
      sandbox: true,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
    },
  });
  window.once('ready-to-show', () => {
    window.show();
  });
  window.loadURL(pageUrl).catch((error: unknown) => {
    // A reload or a closed window interrupts the first load: that is no failure of the page.
    if (!window.isDestroyed() && !isAborted(error)) throw error;
  });
}

function isAborted(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_ABORTED';
}
