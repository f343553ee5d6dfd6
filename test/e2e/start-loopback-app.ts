import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';

const projectFolder = resolve(import.meta.dirname, '../..');

/** A running loopback host with a data folder of its own. */
export interface LoopbackApp {
  /** URL with the one-time token. */
  readonly url: string;
  readonly dataFolder: string;
  stop(): Promise<void>;
}

/** Starts the built loopback host, as `npm start` does where there is no Electron. */
export async function startLoopbackApp(dataFolder: string): Promise<LoopbackApp> {
  const host = spawn(process.execPath, [join(projectFolder, 'dist/main/serve.cjs'), '--with-parent'], {
    env: { ...process.env, BURNRATE_HOME: dataFolder },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const url = await new Promise<string>((found, failed) => {
    let text = '';
    host.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8');
      const match = /http:\/\/127\.0\.0\.1:\d+\/\?token=\S+/.exec(text);
      if (match !== null) found(match[0]);
    });
    host.once('exit', (code) => failed(new Error(`The loopback host ended with code ${code}.`)));
  });
  return {
    url,
    dataFolder,
    async stop() {
      const ended = new Promise((done) => host.once('exit', done));
      host.kill('SIGTERM');
      await ended;
    },
  };
}
