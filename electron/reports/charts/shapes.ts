import type { Tone } from '../documents/report-document.ts';

/** A point; y grows downwards, lengths are in CSS pixels. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** What a chart is drawn with, whatever draws it. */
export type Shape =
  | {
      readonly shape: 'rectangle';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly tone: Tone;
    }
  | { readonly shape: 'line'; readonly points: readonly Point[]; readonly tone: Tone; readonly isThin?: boolean }
  | {
      readonly shape: 'text';
      readonly x: number;
      /** Where the letters stand on. */
      readonly y: number;
      readonly text: string;
      readonly anchor: 'start' | 'middle' | 'end';
    };

/** A drawn chart. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly shapes: readonly Shape[];
}

/** Size of text in charts. */
export const chartFontSize = 11;

/** Cuts a text to so many characters. */
export function cutText(text: string, longest: number): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1)}…`;
}
