import { assertNever } from '#shared/result.ts';
import { chartFontSize, type Drawing, type Shape } from '../charts/shapes.ts';
import { htmlText } from './html-text.ts';

/** A drawing as inline SVG; colors come from the page's style by class. @param label what it shows, in a sentence. */
export function svgOf({ width, height, shapes }: Drawing, label: string): string {
  const size = `viewBox="0 0 ${width} ${number(height)}" font-size="${chartFontSize}"`;
  return `<svg ${size} role="img" aria-label="${htmlText(label)}">${shapes.map(shapeText).join('')}</svg>`;
}

function shapeText(shape: Shape): string {
  switch (shape.shape) {
    case 'rectangle': {
      const { x, y, width, height, tone } = shape;
      const place = `x="${number(x)}" y="${number(y)}" width="${number(width)}" height="${number(height)}"`;
      return `<rect class="fill-${tone}" ${place} rx="2"/>`;
    }
    case 'line': {
      const points = shape.points.map(({ x, y }) => `${number(x)},${number(y)}`).join(' ');
      return `<polyline class="${shape.isThin === true ? 'thin' : `line line-${shape.tone}`}" points="${points}"/>`;
    }
    case 'text': {
      const { x, y, anchor, text } = shape;
      return `<text x="${number(x)}" y="${number(y)}" text-anchor="${anchor}">${htmlText(text)}</text>`;
    }
    default:
      return assertNever(shape);
  }
}

function number(value: number): string {
  return String(Math.round(value * 10) / 10);
}
