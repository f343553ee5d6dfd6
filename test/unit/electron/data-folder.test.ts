import { describe, expect, it } from 'vitest';
import { dataFolder } from '../../../electron/data-folder.ts';

describe('dataFolder', () => {
  it.each([
    ['linux', {}, '/home/ada/.local/share/burnrate'],
    ['linux', { XDG_DATA_HOME: '/data' }, '/data/burnrate'],
    ['darwin', {}, '/home/ada/Library/Application Support/Burnrate'],
    ['win32', { APPDATA: '/roaming' }, '/roaming/Burnrate'],
    ['linux', { BURNRATE_HOME: '/chosen' }, '/chosen'],
    ['linux', { BURNRATE_HOME: '' }, '/home/ada/.local/share/burnrate'],
  ])('on %s with %j is %s', (platform, environment, folder) => {
    expect(dataFolder({ platform, environment, homeFolder: '/home/ada' })).toBe(folder);
  });
});
