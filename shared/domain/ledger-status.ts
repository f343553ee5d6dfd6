import { z } from 'zod';

/**
 * What state the ledger's file is in. `missing` = there is none yet; every other state but `ready` carries the failure
 * that says what to do.
 */
export const ledgerStates = [
  'ready',
  'missing',
  'corrupt',
  'not-a-ledger',
  'newer',
  'locked',
  'read-only',
  'disk-full',
  'unavailable',
] as const;
export type LedgerState = (typeof ledgerStates)[number];

/** A copy of the ledger that lies beside it: made before a migration, by a backup, or when a restore replaced the file. */
export const ledgerCopySchema = z.object({ file: z.string(), sizeBytes: z.number(), modifiedMs: z.number() });
export type LedgerCopy = z.infer<typeof ledgerCopySchema>;

export const ledgerStatusSchema = z.object({
  state: z.enum(ledgerStates),
  file: z.string(),
  /** Null when there is no file. */
  sizeBytes: z.number().nullable(),
  /** Schema version; null when it cannot be read. */
  version: z.number().int().nullable(),
  imports: z.number().int().nullable(),
  records: z.number().int().nullable(),
  /** Why the state is not `ready`, and the next step. */
  problem: z.object({ code: z.string(), message: z.string(), nextStep: z.string().optional() }).optional(),
  /** Newest first. */
  copies: z.array(ledgerCopySchema),
});
export type LedgerStatus = z.infer<typeof ledgerStatusSchema>;

/** A backup that was made. */
export const ledgerBackupSchema = z.object({ file: z.string(), sizeBytes: z.number(), records: z.number().int() });
export type LedgerBackup = z.infer<typeof ledgerBackupSchema>;

/** A restore that was done. */
export const ledgerRestoreSchema = z.object({
  records: z.number().int(),
  /** Where the replaced ledger was put; null when there was none. */
  replacedFile: z.string().nullable(),
});
export type LedgerRestore = z.infer<typeof ledgerRestoreSchema>;
