import { spawnSync } from 'node:child_process';
import { buildWhenStale } from './build-when-stale.ts';
import { inProject, projectFolder } from './project.ts';

/** `npm test`: builds when stale, then runs the unit tests and the journeys in a real browser; fails if either does. */
await buildWhenStale();
const runs = [
  [inProject('node_modules', 'vitest', 'vitest.mjs'), 'run'],
  [inProject('node_modules', '@playwright', 'test', 'cli.js'), 'test'],
];
for (const parameters of runs) {
  const { status } = spawnSync(process.execPath, parameters, { stdio: 'inherit', cwd: projectFolder });
  if (status !== 0) process.exit(status ?? 1);
}
