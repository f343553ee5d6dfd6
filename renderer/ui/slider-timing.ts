/**
 * Measures how long a slider takes from the input event to the frame that shows its effect. `npm run bench` reads the
 * `slider-to-paint` entries of the performance timeline and reports their 95th percentile.
 */

let isMeasuring = false;

/** Marks an input and measures until after the next paint. Inputs of the same frame count once, from the first. */
export function timeSliderInput(): void {
  if (isMeasuring) return;
  isMeasuring = true;
  performance.mark('slider-input');
  requestAnimationFrame(() => {
    // A message posted inside a frame is delivered after that frame has been painted.
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', () => {
      performance.measure('slider-to-paint', 'slider-input');
      performance.clearMarks('slider-input');
      port1.close();
      isMeasuring = false;
    });
    port1.start();
    port2.postMessage(null);
  });
}

/** Times every move of a drag until the pointer is released: the pointer may leave the slider meanwhile. */
export function timeSliderDrag(): void {
  timeSliderInput();
  document.addEventListener('pointermove', timeSliderInput, { capture: true });
  for (const type of ['pointerup', 'pointercancel'] as const) {
    document.addEventListener(type, stopTiming, { capture: true, once: true });
  }
}

function stopTiming(): void {
  document.removeEventListener('pointermove', timeSliderInput, { capture: true });
}
