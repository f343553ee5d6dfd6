import { createRequire } from 'node:module';
import { buildWhenStale } from './build-when-stale.ts';
import { inProject } from './project.ts';

/** `npm run -s burnrate -- …`: builds when stale, then runs the built command line in this process. */
await buildWhenStale();
// npm runs scripts in the project's folder; relative paths mean the folder that the user is in.
const userFolder = process.env['INIT_CWD'];
if (process.env['npm_lifecycle_event'] === 'burnrate' && userFolder !== undefined) process.chdir(userFolder);
createRequire(import.meta.url)(inProject('dist', 'main', 'cli.cjs'));
