export { startLoopbackServer, type LoopbackServer, type LoopbackServices } from './server.ts';
