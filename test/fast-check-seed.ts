import { configureGlobal } from 'fast-check';

/**
 * Property tests try the same cases in every run, so that a red build says something of the change and not of chance.
 * `BURNRATE_SEED=random` explores others; a failure prints its seed, and any number can be given to repeat it.
 */
const asked = process.env['BURNRATE_SEED'];
if (asked !== 'random') configureGlobal({ seed: asked === undefined ? 20_261_128 : Number(asked) });
