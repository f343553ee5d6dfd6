import { describe, expect, it } from 'vitest';
import { axisUsd } from '../../../renderer/charts/axis.ts';
import {
  formatBytes,
  formatCompact,
  formatCount,
  formatCounted,
  formatInstant,
  formatPercent,
  formatPercentChange,
  formatRate,
  formatRounded,
  formatUsdChange,
  formatValue,
} from '../../../renderer/ui/format.ts';

describe('figures', () => {
  it('are written with groups of three digits, in short where there is no room', () => {
    expect(formatCount(22_361_870)).toBe('22,361,870');
    expect(formatCount(0.25)).toBe('0.25');
    expect(formatCompact(22_361_870)).toBe('22.4M');
    expect(formatCounted(1, 'record')).toBe('1 record');
    expect(formatCounted(19_366, 'record')).toBe('19,366 records');
    expect(formatBytes(180_432)).toBe('180.4 kB');
    expect(axisUsd(-1200)).toBe('−$1.2K');
  });

  it('show changes with their sign, and no sign for nothing', () => {
    expect(formatUsdChange(-1080)).toBe('−$1,080.00');
    expect(formatUsdChange(3.2)).toBe('+$3.20');
    expect(formatUsdChange(1e-12)).toBe('$0.00');
    expect(formatPercentChange(0.032)).toBe('+3.2 %');
    expect(formatPercentChange(-0.4)).toBe('−40 %');
    expect(formatPercent(-0.0001)).toBe('0 %');
  });

  it('of an unknown rate are unknown, not $0', () => {
    expect(formatRate(null)).toBe('unknown');
    expect(formatRate(0)).toBe('$0.00');
  });

  it('of a published rate keep every digit of it', () => {
    expect(formatRate(2.5)).toBe('$2.50');
    expect(formatRate(1.875)).toBe('$1.875');
    expect(formatRate(0.075)).toBe('$0.075');
  });

  it('in a derivation carry their unit and enough digits to redo the sum', () => {
    expect(formatValue(2.5, 'USD/MTok')).toBe('$2.50 per million tokens');
    expect(formatValue(0.123456, 'share')).toBe('12.3456 %');
    expect(formatValue(0.000001, 'factor')).toBe('0.000001');
    expect(formatValue(30_000, 'requests')).toBe('30,000 requests');
  });

  it('in a sentence are rounded to be read', () => {
    expect(formatRounded(9_590.4277, 'requests')).toBe('9,590 requests');
    expect(formatRounded(1.23456, 'calls')).toBe('1.23 calls');
    expect(formatRounded(0.177204, 'share')).toBe('17.7 %');
    expect(formatRounded(2.5, 'USD/MTok')).toBe('$2.50 per million tokens');
  });

  it('of time are in UTC and say so', () => {
    expect(formatInstant(Date.UTC(2023, 10, 16, 18, 15))).toMatch(/^16 Nov 2023, 18:15 UTC$/);
  });
});
