import type { z } from 'zod';
import type { MethodName } from './channels.ts';
import { applicationContract } from './contract/application.ts';
import { catalogueContract } from './contract/catalogue.ts';
import { importsContract } from './contract/imports.ts';
import { ledgerContract } from './contract/ledger.ts';
import { scenariosContract } from './contract/scenarios.ts';
import { tokensContract } from './contract/tokens.ts';
import { trackingContract } from './contract/tracking.ts';
import { usageContract } from './contract/usage.ts';

export type { ModelSummary, UnknownModel } from './contract/catalogue.ts';
export { modelSummarySchema } from './contract/catalogue.ts';
export { appEventSchema, type AppEvent } from './contract/events.ts';
export type { ScenarioEntry } from './contract/scenarios.ts';

/**
 * Every method that the services offer, with its input and output, by area. `electron/api` implements them; Electron IPC,
 * loopback HTTP and direct calls carry them. Inputs are parsed before a handler sees them.
 */
export const contract = {
  ...applicationContract,
  ...catalogueContract,
  ...importsContract,
  ...ledgerContract,
  ...scenariosContract,
  ...tokensContract,
  ...trackingContract,
  ...usageContract,
} as const satisfies Record<MethodName, { input: z.ZodType; output: z.ZodType }>;

export type Contract = typeof contract;
/** What a caller passes to a method. */
export type MethodInput<M extends MethodName> = z.input<Contract[M]['input']>;
/** What a handler receives: the parsed input, defaults filled in. */
export type ParsedInput<M extends MethodName> = z.output<Contract[M]['input']>;
/** What a method gives. */
export type MethodOutput<M extends MethodName> = z.output<Contract[M]['output']>;
