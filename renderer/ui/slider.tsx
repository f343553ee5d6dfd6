import { useEffect, useRef, type CSSProperties, type ReactNode } from 'react';
import { timeSliderDrag, timeSliderInput } from './slider-timing.ts';
import { useLatest } from './use-latest.ts';

export interface SliderProps {
  /** The slider's name. */
  readonly label: string;
  /** The value in words, for those who hear it. */
  readonly valueText: string;
  readonly min: number;
  readonly max: number;
  /** Distance between two positions. */
  readonly step: number;
  /** A value between two positions stands at the nearest one. */
  readonly value: number;
  /** Told every position that the user moves it to. */
  readonly onMove: (value: number) => void;
  /** The drag is over, or the key is pressed. */
  readonly onDone: () => void;
}

/**
 * The browser's own slider in the house's colours: keys, touch and screen readers work as on any page, and a frame of a
 * drag renders one element.
 */
export function Slider({ label, valueText, min, max, step, value, onMove, onDone }: SliderProps): ReactNode {
  const input = useRef<HTMLInputElement>(null);
  const done = useLatest(onDone);
  useEffect(() => {
    // React's `onChange` is the browser's `input`; the browser's `change` says that a move is over.
    const slider = input.current;
    slider?.addEventListener('change', done);
    return () => slider?.removeEventListener('change', done);
  }, [done]);
  const filled = max > min ? (Math.round((value - min) / step) * step) / (max - min) : 0;
  const style: CSSProperties & Record<'--filled', number> = { '--filled': filled };
  return (
    <input
      ref={input}
      type="range"
      className="slider"
      style={style}
      aria-label={label}
      aria-valuetext={valueText}
      min={min}
      max={max}
      step={step}
      value={value}
      onChange={(event) => onMove(event.currentTarget.valueAsNumber)}
      onPointerDownCapture={timeSliderDrag}
      onKeyDownCapture={timeSliderInput}
    />
  );
}
