import { boundQuantities } from '#shared/domain/bound-quantities.ts';
import type { BindingSlice, SliceContext } from './state.ts';

export function createBindingSlice({ get, services }: SliceContext): BindingSlice {
  const { bridge, notify } = services;

  return {
    measureLedger: (question) => bridge.call('ledger.measure', question),

    async refreshBindings() {
      const asked = get().history?.present;
      if (asked === undefined) return;
      const answer = await bridge.call('scenario.refresh', { scenario: asked });
      if (!answer.ok) {
        const place = answer.error.at?.path === undefined ? '' : ` (${answer.error.at.path})`;
        const message = `${answer.error.message}${place} ${answer.error.nextStep ?? ''}`.trim();
        notify({ tone: 'failed', title: 'Nothing was refreshed from the ledger', message });
        return;
      }
      if (get().history?.present !== asked) {
        notify({
          tone: 'failed',
          title: 'Nothing was refreshed',
          message: 'The scenario changed meanwhile: try again.',
        });
        return;
      }
      get().sealEdit();
      get().edit('Refresh from the ledger', () => answer.value.scenario);
      get().sealEdit();
      const numbers = boundQuantities(answer.value.scenario).size;
      notify({
        tone: 'done',
        title: 'Refreshed from the ledger',
        message: numbers === 1 ? 'One number was read anew.' : `${numbers} numbers were read anew.`,
      });
    },
  };
}
