import { rmSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { contenders } from './contenders.ts';

/**
 * One contender on one file, in a process of its own, so that its memory is its own:
 * `node contender.ts NAME CSV DATABASE`. Prints what it took as JSON.
 */
const loopResolutionMs = 5;
const nsPerMs = 1e6;
const [name = '', csv = '', database = ''] = process.argv.slice(2);
const contender = contenders.find((one) => one.name === name);
if (contender === undefined) throw new Error(`There is no contender ${name}.`);
for (const suffix of ['', '-wal', '-shm', '.wal']) rmSync(`${database}${suffix}`, { force: true });
const work = await contender.prepare();
const delay = monitorEventLoopDelay({ resolution: loopResolutionMs });
delay.enable();
const startedMs = performance.now();
const startedCpu = process.cpuUsage();
const rows = await work(csv, database);
const ms = performance.now() - startedMs;
const cpu = process.cpuUsage(startedCpu);
const cpuMs = (cpu.user + cpu.system) / 1000;
delay.disable();
const loopDelay = {
  p99Ms: Math.max(0, delay.percentile(99) / nsPerMs - loopResolutionMs),
  maxMs: Math.max(0, delay.max / nsPerMs - loopResolutionMs),
};
const peakMib = process.resourceUsage().maxRSS / 1024;
console.log(JSON.stringify({ ms, cpuMs, rows, peakMib, loopDelay }));
