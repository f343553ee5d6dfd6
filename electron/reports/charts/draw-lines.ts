import { formatUsd } from '#shared/money.ts';
import type { LinesChart } from '../documents/report-document.ts';
import type { Drawing, Shape } from './shapes.ts';

const width = 680;
const height = 240;
const left = 84;
const right = 110;
const top = 10;
const bottom = 26;
/** Least distance between the names at the lines' ends. */
const nameHeight = 14;
/** Most labels below the time axis. */
const mostLabels = 8;

/** Lines over time from 0 up, each with its name at its end. */
export function drawLines({ labels, lines }: LinesChart): Drawing {
  const high = niceCeiling(Math.max(0, ...lines.flatMap(({ usd }) => usd)));
  const last = Math.max(1, labels.length - 1);
  const every = Math.ceil(labels.length / mostLabels);
  function x(index: number): number {
    return left + (index / last) * (width - left - right);
  }
  function y(usd: number): number {
    return height - bottom - (Math.max(0, usd) / high) * (height - top - bottom);
  }
  function gridLine(usd: number): readonly Shape[] {
    const points = [left, width - right].map((at) => ({ x: at, y: y(usd) }));
    return [
      { shape: 'line', points, tone: 'neutral', isThin: true },
      { shape: 'text', x: left - 6, y: y(usd) + 4, text: formatUsd(usd), anchor: 'end' },
    ];
  }
  const ends = lines.map(({ name, usd }) => ({ name, y: y(usd.at(-1) ?? 0) + 4 }));
  return {
    width,
    height,
    shapes: [
      ...[0, 0.25, 0.5, 0.75, 1].flatMap((share) => gridLine(share * high)),
      ...labels.flatMap((text, index): readonly Shape[] =>
        index % every === 0 ? [{ shape: 'text', x: x(index), y: height - 8, text, anchor: 'middle' }] : [],
      ),
      ...lines.map(({ usd, tone }): Shape => ({
        shape: 'line',
        points: usd.map((amount, index) => ({ x: x(index), y: y(amount) })),
        tone,
      })),
      ...namesApart(ends).map(({ name, y: at }): Shape => ({
        shape: 'text',
        x: x(last) + 6,
        y: at,
        text: name,
        anchor: 'start',
      })),
    ],
  };
}

interface NameAt {
  readonly name: string;
  readonly y: number;
}

/** Names from the top down, moved apart where they would overlap. */
function namesApart(names: readonly NameAt[]): readonly NameAt[] {
  let lowest = -Infinity;
  return [...names]
    .sort((one, other) => one.y - other.y)
    .map(({ name, y }) => {
      lowest = Math.max(y, lowest + nameHeight);
      return { name, y: lowest };
    });
}

/** The next number of the form 1, 2, 2.5 or 5 times a power of ten. */
function niceCeiling(value: number): number {
  if (value <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 2.5, 5].find((step) => step * power >= value) ?? 10) * power;
}
