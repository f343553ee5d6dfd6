import type { BookDraft, BookSlice } from './catalogue-state.ts';
import type { SliceContext } from './state.ts';

export function createBookSlice({ set, get, services }: SliceContext): BookSlice {
  const { bridge, notify } = services;
  return {
    bookDraft: { step: 'none' },

    async previewBook(file) {
      const reading: BookDraft = { step: 'reading', name: file.name };
      set({ bookDraft: reading });
      const granted = await bridge.grantFile(file);
      const answer = granted.ok
        ? await bridge.call('catalogue.previewBook', { fileId: granted.value.fileId })
        : granted;
      if (get().bookDraft !== reading) return;
      if (!granted.ok || !answer.ok) {
        const refused = granted.ok ? answer : granted;
        if (!refused.ok) set({ bookDraft: { step: 'failed', name: file.name, error: refused.error } });
        return;
      }
      const { fileId, name } = granted.value;
      set({ bookDraft: { step: 'previewed', name, fileId, diff: answer.value, isWorking: false, error: null } });
    },

    async previewBookFrom(effectiveFromMs) {
      const { bookDraft } = get();
      if (bookDraft.step !== 'previewed') return;
      const working: BookDraft = { ...bookDraft, isWorking: true, error: null };
      set({ bookDraft: working });
      const answer = await bridge.call('catalogue.previewBook', { fileId: bookDraft.fileId, effectiveFromMs });
      if (get().bookDraft !== working) return;
      set({
        bookDraft: answer.ok
          ? { ...working, diff: answer.value, isWorking: false }
          : { ...working, error: answer.error, isWorking: false },
      });
    },

    async applyBook() {
      const { bookDraft } = get();
      if (bookDraft.step !== 'previewed' || bookDraft.isWorking) return false;
      const working: BookDraft = { ...bookDraft, isWorking: true, error: null };
      set({ bookDraft: working });
      const { fileId, diff } = working;
      const { fileSha256: sha256, effectiveFromMs } = diff;
      const answer = await bridge.call('catalogue.applyBook', { fileId, sha256, effectiveFromMs });
      if (!answer.ok) {
        if (get().bookDraft === working) set({ bookDraft: { ...working, error: answer.error, isWorking: false } });
        return false;
      }
      set({ bookDraft: { step: 'none' } });
      notify({ tone: 'done', title: 'Price book applied', message: answer.value.document.summary });
      return true;
    },

    discardBook: () => set({ bookDraft: { step: 'none' } }),
  };
}
