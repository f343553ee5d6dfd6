import { app, BrowserWindow } from 'electron';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { createContainer } from './container.ts';
import { dataFolder } from './data-folder.ts';
import { consoleLogger } from './console-logger.ts';
import {
  connectIpc,
  hardenApp,
  hardenSession,
  installMenu,
  notifyOfAlerts,
  openWindow,
  registerScheme,
  servePage,
} from './shell/index.ts';

/** Boot order, and nothing else: harden, scheme, ready, window, services. */
const home = dataFolder({ platform: process.platform, environment: process.env, homeFolder: homedir() });
// The browser's own profile stays beside the ledger, so that one folder holds everything of the app.
app.setPath('userData', join(home, 'window'));

if (!app.requestSingleInstanceLock()) {
  app.quit();
} else {
  hardenApp();
  registerScheme();
  app.on('second-instance', () => {
    const [window] = BrowserWindow.getAllWindows();
    if (window?.isMinimized()) window.restore();
    window?.focus();
  });
  void boot();
}

async function boot(): Promise<void> {
  await app.whenReady();
  hardenSession();
  installMenu(process.platform);
  servePage(join(__dirname, '..', 'renderer'));
  const preloadFile = join(__dirname, '..', 'preload', 'preload.cjs');
  openWindow(preloadFile);
  const services = Promise.resolve().then(() =>
    createContainer({
      dataFolder: home,
      host: 'electron',
      workerFile: join(__dirname, 'worker.cjs'),
      logger: consoleLogger,
      version: app.getVersion(),
    }),
  );
  connectIpc(services);
  notifyOfAlerts(services);
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  app.on('activate', () => {
    if (BrowserWindow.getAllWindows().length === 0) openWindow(preloadFile);
  });
  app.on('will-quit', (event) => {
    event.preventDefault();
    void services.then((container) => container.close()).finally(() => app.exit());
  });
}
