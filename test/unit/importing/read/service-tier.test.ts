import { expect, it } from 'vitest';
import { readServiceTier } from '../../../../electron/importing/read/service-tier.ts';

it('reads the tiers that vendors name', () => {
  expect(readServiceTier('default')).toEqual({ tier: 'standard' });
  expect(readServiceTier('')).toEqual({ tier: 'standard' });
  expect(readServiceTier(' Flex ')).toEqual({ tier: 'flex' });
  expect(readServiceTier('priority')).toEqual({ tier: 'priority' });
  expect(readServiceTier('batch')).toEqual({ tier: 'batch' });
});

it('takes an unknown tier as standard and says so', () => {
  expect(readServiceTier('scale')).toEqual({
    tier: 'standard',
    remark: 'service tier "scale" is not known and was taken as standard',
  });
});
