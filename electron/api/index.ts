/** The services behind one function: router, handlers, events, files and scenarios. Knows no transport. */
export { createEventHub, type EventHub } from './events.ts';
export { createFileGrants, type FileGrants } from './file-grants.ts';
export type { Handler, Handlers } from './handler.ts';
export { silentLogger, type Logger } from './logger.ts';
export { createRouter, type Router } from './router.ts';
export { readScenarioFile } from './scenario-file.ts';
export { createScenarioLibrary, type ScenarioLibrary } from './scenario-library.ts';
export { createSettingsFile, type SettingsFile } from './settings-file.ts';
export { createServiceHandlers, type Services } from './service-handlers.ts';
