import { execFile, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { newLedgerFile, temporaryFolder } from './sample-usage.ts';

const script = join(import.meta.dirname, 'fill-disk.ts');

/** Runs a shell command that ends in `node fill-disk.ts FILE`. */
async function run(command: string, ...parameters: string[]): Promise<Filled> {
  const { stdout } = await promisify(execFile)('bash', [
    '-c',
    command,
    'bash',
    process.execPath,
    script,
    ...parameters,
  ]);
  return JSON.parse(stdout) as Filled;
}

/** True where this user may mount a small disk of memory that nobody else sees. */
const canMount =
  spawnSync('unshare', ['-m', 'bash', '-c', 'mount -t tmpfs -o size=1m tmpfs /mnt'], { stdio: 'ignore' }).status === 0;

/** Three imports one after the other, and what the ledger holds in the end. */
interface Filled {
  readonly outcomes: readonly string[];
  readonly files: readonly string[];
  readonly records: number;
}

const imports = [
  { file: 'small', records: 1 },
  { file: 'large', records: 300_000 },
  { file: 'again', records: 1 },
] as const;

/** What the ledger holds when every import that was committed is there whole, and no other. */
function wholeImports(outcomes: readonly string[]): Omit<Filled, 'outcomes'> {
  const kept = imports.filter((_import, index) => outcomes[index] === 'committed');
  return {
    files: kept.map(({ file }) => file).reverse(),
    records: kept.reduce((sum, one) => sum + one.records, 0),
  };
}

describe('a disk that fills up', () => {
  it.runIf(canMount).each([1, 2, 4, 6])(
    'of %i MiB fails the import that does not fit, whole, and keeps all others',
    async (mebibytes) => {
      const command = `unshare -m bash -c 'mount -t tmpfs -o size=${mebibytes}m tmpfs "$3" && exec "$1" "$2" "$3/usage.ledger"' bash "$@"`;
      const { outcomes, ...held } = await run(command, temporaryFolder());
      expect(held).toEqual(wholeImports(outcomes));
      expect(new Set(outcomes)).toEqual(new Set(['committed', 'disk-full']));
    },
    60_000,
  );

  it.runIf(process.platform !== 'win32').each([600, 1500, 3000])(
    'by a limit of %i KiB a file fails the import that does not fit, whole, and keeps all others',
    async (kibibytes) => {
      // The signal for it is ignored, so that the write fails as one on a full disk does.
      const command = `trap '' XFSZ; ulimit -f ${kibibytes}; exec "$@"`;
      const { outcomes, ...held } = await run(command, newLedgerFile());
      expect(held).toEqual(wholeImports(outcomes));
      expect(new Set(outcomes)).toEqual(new Set(['committed', 'ledger-write-failed']));
    },
    60_000,
  );
});
