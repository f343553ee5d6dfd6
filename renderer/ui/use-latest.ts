import { useCallback, useLayoutEffect, useRef } from 'react';

/**
 * A function that stays the same object and calls the newest version of `callback`. Rows of sliders are memoized by
 * their values; their callbacks close over the state of the moment and must not make every row render on every frame.
 */
export function useLatest<Arguments extends readonly unknown[]>(
  callback: (...given: Arguments) => void,
): (...given: Arguments) => void {
  const latest = useRef(callback);
  useLayoutEffect(() => {
    latest.current = callback;
  });
  return useCallback((...given: Arguments) => latest.current(...given), []);
}
