import { z } from 'zod';
import { budgetAlertSchema } from '../domain/budget.ts';
import { jobSnapshotSchema } from '../domain/job.ts';

/** News from the services to the renderer. */
export const appEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('job'), job: jobSnapshotSchema }),
  z.object({ type: z.literal('ledger-changed') }),
  /** Budgets reached thresholds. */
  z.object({ type: z.literal('budget-alerts'), alerts: z.array(budgetAlertSchema) }),
  /** Budgets were added, changed or removed, or alerts acknowledged. */
  z.object({ type: z.literal('budgets-changed') }),
  /** Something was said of a day that is out of line. */
  z.object({ type: z.literal('anomalies-changed') }),
  /** A plan was pinned or taken away. */
  z.object({ type: z.literal('plans-changed') }),
  /** Prices changed: a book, override, alias, contract or exchange rate was added or withdrawn. */
  z.object({ type: z.literal('catalogue-changed') }),
  z.object({ type: z.literal('scenarios-changed') }),
  /** How far a count of tokens is, in UTF-16 units of its text. */
  z.object({ type: z.literal('token-progress'), countId: z.string(), done: z.number(), total: z.number() }),
]);
export type AppEvent = z.infer<typeof appEventSchema>;
