import { useDeferredValue, useEffect, useLayoutEffect, useRef, useState } from 'react';

/**
 * A value for two places that each take a while to draw: they follow it in turns, one place at a time, so that no frame
 * of a drag draws both, and both have the last value soon after it.
 * @param intervalMs from one place's turn to the other's.
 * @returns what the first and what the second place shows.
 */
export function useInTurns<Value>(value: Value, intervalMs: number): readonly [first: Value, second: Value] {
  const [{ first, second }, show] = useState({ first: value, second: value });
  const latest = useRef(value);
  useLayoutEffect(() => {
    latest.current = value;
  });
  const isBehind = first !== value || second !== value;
  useEffect(() => {
    if (!isBehind) return undefined;
    let isFirst = true;
    const timer = setInterval(() => {
      const place = isFirst ? 'first' : 'second';
      isFirst = !isFirst;
      show((shown) => ({ ...shown, [place]: latest.current }));
    }, intervalMs);
    return () => clearInterval(timer);
  }, [isBehind, intervalMs]);
  return [useDeferredValue(first), useDeferredValue(second)];
}
