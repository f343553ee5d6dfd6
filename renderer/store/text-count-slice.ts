import type { SliceContext, TextCountSlice } from './state.ts';

/** Names this window's count among those of other windows. */
const countId = `text-${Math.random().toString(36).slice(2)}`;

export function createTextCountSlice({ set, get, services }: SliceContext): TextCountSlice {
  const { bridge } = services;

  return {
    textCount: null,

    async countText(text, model) {
      set({ textCount: { text, model, done: 0, answer: null } });
      const answer = await bridge.call('tokens.count', { text, model, countId });
      const present = get().textCount;
      // A newer text has taken this one's place.
      if (present?.text === text && present.model === model) set({ textCount: { ...present, answer } });
    },

    async cancelTextCount() {
      await bridge.call('tokens.cancel', { countId });
    },

    receiveTokenProgress(event) {
      const { textCount } = get();
      if (event.countId === countId && textCount !== null && textCount.text.length === event.total) {
        set({ textCount: { ...textCount, done: event.done } });
      }
    },

    forgetTextCount() {
      if (get().textCount?.answer === null) void get().cancelTextCount();
      set({ textCount: null });
    },
  };
}
