import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { ContractTerms } from '#shared/domain/contract-terms.ts';
import { failure, type Result } from '#shared/result.ts';
import { parseContract } from '#pricing';
import type { CommandHost } from './command-host.ts';

/** Reads a contract that the user named. Fails `file-not-found`, or as `parseContract` does. */
export async function readContractFile(host: CommandHost, file: string): Promise<Result<ContractTerms>> {
  let text: string;
  try {
    text = await readFile(resolve(host.workingFolder, file), 'utf8');
  } catch {
    return failure('file-not-found', 'The contract file cannot be read.', {
      at: { file },
      nextStep: 'Check the path.',
    });
  }
  return parseContract(text, file);
}
