import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { exampleRecord, importUsage, newLedgerFile, openTestLedger, unpriced, valueOf } from './sample-usage.ts';

const script = join(import.meta.dirname, 'import-until-killed.ts');

/** Starts an import in a process of its own and waits for a line of its output. */
async function startImport(file: string, until: string, ...more: string[]): Promise<ChildProcess> {
  const child = spawn(process.execPath, [script, file, ...more], { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  for await (const chunk of child.stdout) {
    output += String(chunk);
    if (output.includes(until)) return child;
  }
  throw new Error(`The import ended before it was ${until}: ${output}`);
}

async function kill(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

describe('kill -9', () => {
  it.each([0, 30, 150, 600])(
    '%i ms into an import leaves nothing of it and all of what was before',
    async (delayMs) => {
      const file = newLedgerFile();
      const before = openTestLedger(file);
      importUsage(before, 'before.csv', [[exampleRecord(), unpriced]]);
      before.close();

      const child = await startImport(file, 'begun');
      await setTimeout(delayMs);
      await kill(child);

      const ledger = openTestLedger(file);
      expect(ledger.listImports().map((summary) => summary.file)).toEqual(['before.csv']);
      expect(valueOf(ledger.verify())).toEqual({ records: 1 });
      expect(importUsage(ledger, 'after.csv', [[exampleRecord(), unpriced]]).records).toBe(1);
    },
  );

  it('right after a commit leaves all of the import', async () => {
    const file = newLedgerFile();
    const child = await startImport(file, 'committed', '60000');
    await kill(child);
    const ledger = openTestLedger(file);
    expect(ledger.listImports()).toMatchObject([{ file: 'endless.csv', records: 60_000 }]);
    expect(valueOf(ledger.verify())).toEqual({ records: 60_000 });
  });
});
