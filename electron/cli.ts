import { Command, CommanderError } from 'commander';
import { homedir } from 'node:os';
import { join } from 'node:path';
import packageJson from '../package.json' with { type: 'json' };
import { registerAnomalies } from './commands/anomalies.ts';
import { registerBacktest } from './commands/backtest.ts';
import { registerBudget } from './commands/budget.ts';
import { registerBind } from './commands/bind.ts';
import { registerBreakeven } from './commands/breakeven.ts';
import { registerCalibrate } from './commands/calibrate.ts';
import type { CommandHost } from './commands/command-host.ts';
import { registerCheck } from './commands/check.ts';
import { registerCompare } from './commands/compare.ts';
import { registerExport } from './commands/export.ts';
import { registerForecast } from './commands/forecast.ts';
import { registerHosting } from './commands/hosting.ts';
import { registerImport } from './commands/import.ts';
import { registerLedger } from './commands/ledger.ts';
import { registerModels } from './commands/models.ts';
import { registerOptimise } from './commands/optimise.ts';
import { registerPayback } from './commands/payback.ts';
import { registerPlan, registerVariance } from './commands/plan.ts';
import { registerPrice } from './commands/price.ts';
import { registerPrices } from './commands/prices.ts';
import { registerRefresh } from './commands/refresh.ts';
import { registerReport } from './commands/report.ts';
import { registerReprice } from './commands/reprice.ts';
import { registerSensitivity } from './commands/sensitivity.ts';
import { registerSimulate } from './commands/simulate.ts';
import { registerTemplates } from './commands/templates.ts';
import { registerTokens } from './commands/tokens.ts';
import { registerUsage } from './commands/usage.ts';
import { registerWarehouseSql } from './commands/warehouse-sql.ts';
import { quietLogger } from './console-logger.ts';
import { createContainer, type Container } from './container.ts';
import { dataFolder } from './data-folder.ts';

/** Every command; a new one is one file and one line here. */
const commands = [
  registerPrice,
  registerPrices,
  registerModels,
  registerImport,
  registerTemplates,
  registerTokens,
  registerUsage,
  registerReprice,
  registerLedger,
  registerCalibrate,
  registerBind,
  registerRefresh,
  registerSimulate,
  registerCompare,
  registerSensitivity,
  registerOptimise,
  registerBreakeven,
  registerPayback,
  registerHosting,
  registerCheck,
  registerForecast,
  registerBacktest,
  registerBudget,
  registerAnomalies,
  registerPlan,
  registerVariance,
  registerReport,
  registerExport,
  registerWarehouseSql,
];

/** The same services without a window. Exit codes: 0 success, 1 failed check or user error, 2 wrong usage. */
async function main(): Promise<void> {
  const interrupted = new AbortController();
  let container: Container | undefined;
  const host: CommandHost = {
    open({ ledger, ledgerMustExist }) {
      container ??= createContainer({
        dataFolder: dataFolder({ platform: process.platform, environment: process.env, homeFolder: homedir() }),
        ledgerFile: ledger,
        ledgerMustExist,
        host: 'direct',
        workerFile: join(__dirname, 'worker.cjs'),
        logger: quietLogger,
        version: packageJson.version,
      });
      return container;
    },
    nowMs: Date.now(),
    workingFolder: process.cwd(),
    signal: interrupted.signal,
    print: (text) => void process.stdout.write(`${text}\n`),
    printError: (text) => void process.stderr.write(`${text}\n`),
    fail: () => {
      process.exitCode = 1;
    },
  };
  // A reader that has seen enough (`| head`) closes the pipe: that is no failure of ours.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(0);
  });
  process.once('SIGINT', () => {
    interrupted.abort();
  });

  const program = new Command('burnrate')
    .description(packageJson.description)
    .version(packageJson.version)
    .exitOverride()
    .configureOutput({
      outputError: (message, write) => {
        write(message.replace(/^error: /, 'error usage: '));
      },
    })
    .showHelpAfterError('Run with --help to see what it takes.');
  for (const register of commands) register(program, host);

  try {
    await program.parseAsync(process.argv);
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    process.exitCode = error.exitCode === 0 ? 0 : 2;
  } finally {
    await container?.close();
  }
}

void main();
