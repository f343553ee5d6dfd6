import type { BarsChart } from '../documents/report-document.ts';
import { cutText, type Drawing, type Shape } from './shapes.ts';

const width = 680;
const labelWidth = 190;
const textWidth = 96;
const rowHeight = 26;
const barHeight = 16;

/** Horizontal bars with their names on the left and their amounts at their ends; the scale begins at 0. */
export function drawBars({ bars }: BarsChart): Drawing {
  const amounts = bars.flatMap(({ fromUsd, toUsd }) => [fromUsd, toUsd]);
  const [low, high] = [Math.min(0, ...amounts), Math.max(0, ...amounts)];
  const plotWidth = width - labelWidth - textWidth;
  const height = bars.length * rowHeight + 4;
  function x(usd: number): number {
    return labelWidth + ((usd - low) / (high - low || 1)) * plotWidth;
  }
  function bar({ label, fromUsd, toUsd, tone, text }: BarsChart['bars'][number], index: number): readonly Shape[] {
    const top = index * rowHeight + (rowHeight - barHeight) / 2;
    const [left, right] = [Math.min(x(fromUsd), x(toUsd)), Math.max(x(fromUsd), x(toUsd))];
    const baseline = top + barHeight - 4;
    return [
      { shape: 'text', x: labelWidth - 8, y: baseline, text: cutText(label, 30), anchor: 'end' },
      // A change of nothing is still a mark.
      { shape: 'rectangle', x: left, y: top, width: Math.max(1, right - left), height: barHeight, tone },
      { shape: 'text', x: right + 6, y: baseline, text, anchor: 'start' },
    ];
  }
  const axis: Shape = {
    shape: 'line',
    points: [
      { x: x(0), y: 0 },
      { x: x(0), y: height },
    ],
    tone: 'neutral',
    isThin: true,
  };
  return { width, height, shapes: [axis, ...bars.flatMap(bar)] };
}
