import { basename, resolve } from 'node:path';
import type { Command } from 'commander';
import { count } from '#shared/count.ts';
import type { LedgerStatus } from '#shared/domain/ledger-status.ts';
import { describeFailure } from '#shared/result.ts';
import { finish, withCommonOptions, type CommandHost, type CommonOptions } from './command-host.ts';
import { textTable } from './text-table.ts';

/** `burnrate ledger status|backup|restore|verify`: cares for the ledger's file. */
export function registerLedger(program: Command, host: CommandHost): void {
  const ledger = program
    .command('ledger')
    .description('look after the ledger’s file: its state, backups and soundness');

  withCommonOptions(ledger.command('status'))
    .description('what state the ledger is in; exit code 1 when it cannot be used')
    .action(async (options: CommonOptions) => {
      const { router } = host.open(options);
      const status = await router.call('ledger.status', {});
      finish(host, options, status, { json: (value) => value, text: statusText });
      const problem = status.ok ? status.value.problem : undefined;
      if (problem === undefined || !status.ok) return;
      host.printError(describeFailure({ ...problem, at: { file: status.value.file } }));
      host.fail();
    });

  withCommonOptions(ledger.command('backup'))
    .description('copy the ledger into a new file')
    .argument('<file>', 'the backup; a file that exists is not replaced')
    .action(async (file: string, options: CommonOptions) => {
      const { router, files } = host.open({ ...options, ledgerMustExist: true });
      const fileId = files.grant(resolve(host.workingFolder, file), basename(file));
      const backup = await router.call('ledger.backup', { fileId });
      finish(host, options, backup, {
        json: (value) => value,
        text: ({ records, sizeBytes }) => `${count(records)} records (${count(sizeBytes)} bytes) copied to ${file}.`,
      });
    });

  withCommonOptions(ledger.command('restore'))
    .description('put a backup in the place of the ledger, which is kept beside it')
    .argument('<file>', 'a backup, or any other ledger')
    .action(async (file: string, options: CommonOptions) => {
      const { router, files } = host.open(options);
      const fileId = files.grant(resolve(host.workingFolder, file), basename(file));
      const restored = await router.call('ledger.restore', { fileId });
      finish(host, options, restored, {
        json: (value) => value,
        text: ({ records, replacedFile }) =>
          [
            `${count(records)} records restored from ${file}.`,
            ...(replacedFile === null ? [] : [`The replaced ledger is kept as ${replacedFile}.`]),
          ].join('\n'),
      });
    });

  withCommonOptions(ledger.command('verify'))
    .description('read everything in the ledger and check it')
    .action(async (options: CommonOptions) => {
      const { runner } = host.open({ ...options, ledgerMustExist: true });
      const verified = await runner.run({ kind: 'verify', input: {} }, { signal: host.signal });
      finish(host, options, verified, {
        json: (value) => value,
        text: ({ records }) => `${count(records)} records; the ledger is sound.`,
      });
    });
}

function statusText({ state, file, sizeBytes, version, imports, records, copies }: LedgerStatus): string {
  return [
    `${file}: ${state}`,
    ...(sizeBytes === null ? [] : [`${count(sizeBytes)} bytes`]),
    ...(imports === null || records === null
      ? []
      : [`${count(records)} records of ${count(imports)} imports, schema version ${version}`]),
    ...(copies.length === 0
      ? []
      : [
          '',
          textTable(
            [{ title: 'Copy' }, { title: 'Bytes', align: 'right' }, { title: 'Written (UTC)' }],
            copies.map((copy) => [
              copy.file,
              count(copy.sizeBytes),
              new Date(copy.modifiedMs).toISOString().slice(0, 19),
            ]),
          ),
        ]),
  ].join('\n');
}
