import type { Tone } from '../../documents/report-document.ts';
import { textWidth, wrapText } from './encode-text.ts';
import type { FontWeight } from './font-widths.ts';
import { pageSize, pdfString, type PageContent } from './pdf-file.ts';

/** Red, green and blue, 0…1. */
type Color = readonly [number, number, number];

export const ink = {
  text: [0.11, 0.14, 0.19],
  dim: [0.35, 0.4, 0.46],
  rule: [0.8, 0.83, 0.87],
  warning: [0.54, 0.29, 0],
} as const satisfies Readonly<Record<string, Color>>;

const toneInk: Readonly<Record<Tone, Color>> = {
  baseline: [0.42, 0.48, 0.55],
  optimized: [0.12, 0.44, 0.84],
  saving: [0.11, 0.54, 0.35],
  increase: [0.76, 0.25, 0.05],
  neutral: ink.dim,
};

/** Color of a chart's marks. */
export function inkOf(tone: Tone): Color {
  return toneInk[tone];
}

export const margin = 48;
/** Width between the margins. */
export const textColumn = pageSize.width - 2 * margin;

/** How a text is set. */
export interface TextStyle {
  readonly size: number;
  readonly weight?: FontWeight;
  readonly color?: Color;
}

/** Writes pages from the top down. `y` counts from the top of the page. */
export interface PageWriter {
  /** Where the next line begins. */
  y(): number;
  /** Goes down, to a new page where `height` would not fit. @returns true for a new page. */
  need(height: number): boolean;
  /** Goes down. */
  skip(height: number): void;
  text(text: string, x: number, y: number, style: TextStyle, anchor?: 'start' | 'middle' | 'end'): void;
  /** Lines of text below each other, over pages as needed. */
  paragraph(text: string, style: TextStyle, x?: number, width?: number): void;
  rectangle(x: number, y: number, width: number, height: number, color: Color): void;
  line(points: readonly { readonly x: number; readonly y: number }[], width: number, color: Color): void;
  /** Every page, each with a foot. @param foot by page number and number of pages. */
  pages(foot: (page: number, of: number) => string): readonly PageContent[];
}

/** Blank pages. */
export function createPageWriter(): PageWriter {
  const done: string[][] = [[]];
  let y = margin;

  function add(operators: string): void {
    done.at(-1)?.push(operators);
  }
  function writeText(text: string, x: number, at: number, style: TextStyle, anchor = 'start'): void {
    const { size, weight = 'regular', color = ink.text } = style;
    const width = anchor === 'start' ? 0 : textWidth(text, size, weight) * (anchor === 'end' ? 1 : 0.5);
    add(
      `BT /${weight === 'bold' ? 'F2' : 'F1'} ${size} Tf ${colorText(color)} rg ${number(x - width)} ${number(pageSize.height - at)} Td ${pdfString(text)} Tj ET`,
    );
  }
  function need(height: number): boolean {
    if (y + height <= pageSize.height - margin) return false;
    done.push([]);
    y = margin;
    return true;
  }
  return {
    y: () => y,
    need,
    skip(height) {
      y += height;
    },
    text: writeText,
    paragraph(text, style, x = margin, width = textColumn) {
      const lineHeight = style.size * 1.4;
      for (const line of wrapText(text, width, style.size, style.weight ?? 'regular')) {
        need(lineHeight);
        y += lineHeight;
        writeText(line, x, y - style.size * 0.3, style);
      }
    },
    rectangle(x, top, width, height, color) {
      add(
        `${colorText(color)} rg ${number(x)} ${number(pageSize.height - top - height)} ${number(width)} ${number(height)} re f`,
      );
    },
    line(points, width, color) {
      const path = points.map((point, index) => {
        return `${number(point.x)} ${number(pageSize.height - point.y)} ${index === 0 ? 'm' : 'l'}`;
      });
      add(`${colorText(color)} RG ${number(width)} w ${path.join(' ')} S`);
    },
    pages(foot) {
      for (const [index, page] of done.entries()) {
        const text = foot(index + 1, done.length);
        page.push(`BT /F1 8 Tf ${colorText(ink.dim)} rg ${margin} ${margin / 2} Td ${pdfString(text)} Tj ET`);
      }
      return done;
    },
  };
}

function colorText(color: Color): string {
  return color.map((part) => number(part)).join(' ');
}

function number(value: number): string {
  return String(Math.round(value * 100) / 100);
}
