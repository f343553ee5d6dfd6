import { useEffect, useRef, useState } from 'react';
import type { Optimisation, OptimiseProgress } from '#shared/domain/optimisation.ts';
import type { Scenario } from '#shared/domain/scenario.ts';
import type { Result } from '#shared/result.ts';
import { startOptimiser, type OptimiseRequest } from '../../analysis/optimiser.ts';

/** Where a search stands. An answer belongs to the plan that it was asked for. */
export type SearchState =
  | { readonly step: 'idle' }
  | { readonly step: 'running'; readonly progress: OptimiseProgress }
  | { readonly step: 'ended'; readonly of: Scenario; readonly result: Result<Optimisation> };

/** One search at a time: started, followed, cancelled; it ends when the screen is left. */
export function useSearch(): {
  readonly state: SearchState;
  start(request: OptimiseRequest): void;
  cancel(): void;
} {
  const [state, setState] = useState<SearchState>({ step: 'idle' });
  const stop = useRef<(() => void) | null>(null);
  useEffect(() => () => stop.current?.(), []);
  return {
    state,
    start(request) {
      stop.current?.();
      setState({ step: 'running', progress: { done: 0, total: 0 } });
      stop.current = startOptimiser(request, {
        onProgress: (progress) => setState({ step: 'running', progress }),
        onEnd: (result) => setState({ step: 'ended', of: request.scenario, result }),
      });
    },
    cancel() {
      stop.current?.();
      setState({ step: 'idle' });
    },
  };
}
