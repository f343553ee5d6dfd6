import { homedir } from 'node:os';
import { keepCompiledCode } from './compile-cache.ts';
import { dataFolder } from './data-folder.ts';

/** Entry of the command line: a third of a short command's time would go into compiling what it runs. */
keepCompiledCode(dataFolder({ platform: process.platform, environment: process.env, homeFolder: homedir() }));
void import('./cli.ts');
