/**
 * Names of everything that crosses between the renderer and the services. No zod here: the sandboxed preload bundles
 * this file. `contract.ts` gives each method its input and output, and fails to compile when a name is missing there.
 */

export const methodNames = [
  'anomalies.find',
  'anomalies.mark',
  'app.info',
  'budget.acknowledge',
  'budget.alerts',
  'budget.check',
  'budget.list',
  'budget.remove',
  'budget.save',
  'calibration.run',
  'catalogue.applyBook',
  'catalogue.cards',
  'catalogue.disagreements',
  'catalogue.documents',
  'catalogue.model',
  'catalogue.models',
  'catalogue.previewBook',
  'catalogue.price',
  'catalogue.saveAlias',
  'catalogue.saveContract',
  'catalogue.saveExchangeRate',
  'catalogue.saveOverride',
  'catalogue.withdraw',
  'export.part',
  'forecast.run',
  'import.inspect',
  'import.list',
  'import.mapping',
  'import.rejects',
  'import.start',
  'import.startMany',
  'import.survey',
  'import.undo',
  'jobs.cancel',
  'jobs.list',
  'ledger.backup',
  'ledger.measure',
  'ledger.restore',
  'ledger.status',
  'ledger.verify',
  'overview.read',
  'overview.recent',
  'plan.list',
  'plan.pin',
  'plan.recalibrate',
  'plan.unpin',
  'plan.variance',
  'report.month',
  'report.plan',
  'scenario.bind',
  'scenario.compare',
  'scenario.create',
  'scenario.list',
  'scenario.open',
  'scenario.openFile',
  'scenario.optimise',
  'scenario.refresh',
  'scenario.remove',
  'scenario.save',
  'scenario.selfHosting',
  'scenario.sensitivity',
  'scenario.simulate',
  'scenario.templates',
  'settings.chooseDisplayCurrency',
  'settings.displayCurrency',
  'tokens.cancel',
  'tokens.count',
  'usage.export',
  'usage.names',
  'usage.records',
  'usage.reprice',
  'usage.residual',
  'usage.summary',
] as const;

/** A method of the contract. */
export type MethodName = (typeof methodNames)[number];

/** IPC channel of a method. */
export function methodChannel(method: MethodName): string {
  return `burnrate:${method}`;
}

/** IPC channel that carries events from the services to the window. */
export const eventChannel = 'burnrate-event';

/** IPC channel by which the preload turns a file that the user picked or dropped into a file id. */
export const grantFileChannel = 'burnrate-grant-file';

/** Property of `window` under which the preload exposes the bridge. */
export const bridgeName = 'burnrate';
