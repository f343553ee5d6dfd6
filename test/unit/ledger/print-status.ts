/** Run by read-only-disk.test.ts as a process of its own: prints the status of the ledger named by its argument as JSON. */
import { ledgerStatus, openLedger } from '#ledger';

const [file = ''] = process.argv.slice(2);
process.stdout.write(JSON.stringify(ledgerStatus(file, () => openLedger({ file, now: () => 0 }))));
