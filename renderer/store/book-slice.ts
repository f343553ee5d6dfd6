import type { BookDraft, BookSlice } from './catalogue-state.ts';
import type { SliceContext } from './state.ts';

export function createBookSlice({ set, get, services }: SliceContext): BookSlice {
  const { bridge, notify } = services;
  async function preview(name: string, fileId: string, leavesOut: boolean): Promise<void> {
    const reading: BookDraft = { step: 'reading', name };
    set({ bookDraft: reading });
    const answer = await bridge.call('catalogue.previewBook', { fileId, ...choice(leavesOut) });
    if (get().bookDraft !== reading) return;
    set({
      bookDraft: answer.ok
        ? { step: 'previewed', name, fileId, diff: answer.value, leavesOut, isWorking: false, error: null }
        : { step: 'failed', name, fileId, error: answer.error },
    });
  }

  return {
    bookDraft: { step: 'none' },

    async previewBook(file) {
      const reading: BookDraft = { step: 'reading', name: file.name };
      set({ bookDraft: reading });
      const granted = await bridge.grantFile(file);
      if (get().bookDraft !== reading) return;
      if (granted.ok) await preview(granted.value.name, granted.value.fileId, false);
      else set({ bookDraft: { step: 'failed', name: file.name, error: granted.error } });
    },

    async previewBelieved() {
      const { bookDraft } = get();
      if (bookDraft.step !== 'failed' || bookDraft.fileId === undefined) return;
      await preview(bookDraft.name, bookDraft.fileId, true);
    },

    async previewBookFrom(effectiveFromMs) {
      const { bookDraft } = get();
      if (bookDraft.step !== 'previewed') return;
      const working: BookDraft = { ...bookDraft, isWorking: true, error: null };
      set({ bookDraft: working });
      const { fileId, leavesOut } = bookDraft;
      const answer = await bridge.call('catalogue.previewBook', { fileId, effectiveFromMs, ...choice(leavesOut) });
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
      const { fileId, diff, leavesOut } = working;
      const { fileSha256: sha256, effectiveFromMs } = diff;
      const input = { fileId, sha256, effectiveFromMs, ...choice(leavesOut) };
      const answer = await bridge.call('catalogue.applyBook', input);
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

function choice(leavesOut: boolean): { leaveOutImplausible?: true } {
  return leavesOut ? { leaveOutImplausible: true } : {};
}
