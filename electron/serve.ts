import { homedir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { consoleLogger } from './console-logger.ts';
import { createContainer } from './container.ts';
import { dataFolder } from './data-folder.ts';
import { startLoopbackServer } from '#loopback';
import packageJson from '../package.json' with { type: 'json' };

/**
 * The same services and renderer on a loopback port, for machines without an Electron binary or a display. Prints the
 * URL on standard output; stops on SIGINT, SIGTERM and the end of a parent that started it with `--with-parent`.
 */
async function serve(): Promise<void> {
  const { values } = parseArgs({ options: { port: { type: 'string' }, 'with-parent': { type: 'boolean' } } });
  const port = Number(values.port ?? 0);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    process.stderr.write('error usage: --port takes a number from 0 to 65535.\n');
    process.exitCode = 2;
    return;
  }
  const container = createContainer({
    dataFolder: dataFolder({ platform: process.platform, environment: process.env, homeFolder: homedir() }),
    host: 'browser',
    workerFile: join(__dirname, 'worker.cjs'),
    logger: consoleLogger,
    version: packageJson.version,
  });
  const server = await startLoopbackServer({ ...container, pageFolder: join(__dirname, '..', 'renderer') }, port);
  process.stdout.write(`Burnrate is at ${server.url}\nPress Ctrl+C to stop.\n`);

  let stopping = false;
  function stop(): void {
    if (stopping) return;
    stopping = true;
    void server
      .close()
      .then(() => container.close())
      .finally(() => process.exit(0));
  }
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  if (values['with-parent'] === true) process.stdin.on('end', stop).resume();
}

void serve();
