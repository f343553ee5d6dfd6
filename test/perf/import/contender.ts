import { rmSync } from 'node:fs';
import { contenders } from './contenders.ts';

/**
 * One contender on one file, in a process of its own, so that its memory is its own:
 * `node contender.ts NAME CSV DATABASE`. Prints what it took as JSON.
 */
const [name = '', csv = '', database = ''] = process.argv.slice(2);
const contender = contenders.find((one) => one.name === name);
if (contender === undefined) throw new Error(`There is no contender ${name}.`);
for (const suffix of ['', '-wal', '-shm', '.wal']) rmSync(`${database}${suffix}`, { force: true });
const work = await contender.prepare();
const startedMs = performance.now();
const startedCpu = process.cpuUsage();
const rows = await work(csv, database);
const ms = performance.now() - startedMs;
const cpu = process.cpuUsage(startedCpu);
const cpuMs = (cpu.user + cpu.system) / 1000;
console.log(JSON.stringify({ ms, cpuMs, rows, peakMib: process.resourceUsage().maxRSS / 1024 }));
