/**
 * Run by kill-nine.test.ts as a process of its own: opens the ledger named by its argument, which brings it up to date;
 * writes a line before it begins and when it has ended.
 */
import { openLedger } from '#ledger';

const [file = ''] = process.argv.slice(2);
process.stdout.write('begun\n');
const opened = openLedger({ file, now: () => 0 });
process.stdout.write(opened.ok ? 'migrated\n' : `${opened.error.code}\n`);
setInterval(() => undefined, 1000);
