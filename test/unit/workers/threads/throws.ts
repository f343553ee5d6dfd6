/** A worker whose code throws. */
throw new Error('out of cheese');
