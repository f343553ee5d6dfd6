import { z } from 'zod';
import { ledgerBackupSchema, ledgerRestoreSchema, ledgerStatusSchema } from '../domain/ledger-status.ts';
import { ledgerQuestionSchema } from '../domain/ledger-binding.ts';
import { empiricalSchema } from '../domain/quantity.ts';
import { nothing, fileId } from './common.ts';

/** The ledger as a file: its state, backup, restore, check. */
export const ledgerContract = {
  /** Copies the ledger into a new file: where the host let the user say, or beside the ledger. */
  'ledger.backup': { input: z.strictObject({ fileId: fileId.optional() }), output: ledgerBackupSchema },
  /** What a measure of recent usage comes to, as a quantity. Fails `too-few-observations` under twenty of them. */
  'ledger.measure': { input: ledgerQuestionSchema, output: empiricalSchema },
  /** Puts a backup in the place of the ledger: a file that the user picked, or a copy that `ledger.status` lists. */
  'ledger.restore': {
    input: z.union([z.strictObject({ fileId }), z.strictObject({ copy: z.string().min(1).max(4096) })]),
    output: ledgerRestoreSchema,
  },
  'ledger.status': { input: nothing, output: ledgerStatusSchema },
  /** Starts a job that reads and checks everything; its result is `{ records }`. */
  'ledger.verify': { input: nothing, output: z.object({ jobId: z.string() }) },
} as const;
