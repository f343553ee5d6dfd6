export { notifyOfAlerts } from './alert-notifications.ts';
export { connectIpc, type IpcServices } from './ipc-transport.ts';
export { installMenu } from './menu.ts';
export { registerScheme, servePage } from './scheme.ts';
export { hardenApp, hardenSession } from './security.ts';
export { openWindow } from './window.ts';
