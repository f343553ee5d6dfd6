import type { PriceDocumentsSlice } from './catalogue-state.ts';
import type { SliceContext } from './state.ts';

export function createPriceDocumentsSlice({ set, services }: SliceContext): PriceDocumentsSlice {
  const { bridge, notify } = services;
  return {
    documents: null,
    documentsError: null,

    async loadDocuments() {
      const answer = await bridge.call('catalogue.documents', {});
      set(answer.ok ? { documents: answer.value, documentsError: null } : { documentsError: answer.error });
    },

    async savePriceDocument(method, input) {
      const answer = await bridge.call(method, input);
      if (!answer.ok) return answer.error;
      const { document } = answer.value;
      notify({ tone: 'done', title: 'Saved', message: document.summary });
      // The services tell every window that prices changed, this one too.
      return undefined;
    },

    async withdrawDocument({ id, name }) {
      const answer = await bridge.call('catalogue.withdraw', { documentId: id });
      if (answer.ok) {
        notify({
          tone: 'done',
          title: 'Withdrawn',
          message: `${name} no longer counts. Stored usage keeps its price.`,
        });
      } else notify({ tone: 'failed', title: `${name} could not be withdrawn`, message: answer.error.message });
    },
  };
}
