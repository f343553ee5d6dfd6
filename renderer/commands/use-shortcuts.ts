import { useEffect } from 'react';
import { useApp } from '../store/use-app.ts';
import { shortcutOf } from './shortcuts.ts';

/** Listens for the shortcuts of the whole window. */
export function useShortcuts(): void {
  const undo = useApp((state) => state.undoEdit);
  const redo = useApp((state) => state.redoEdit);
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      const shortcut = shortcutOf(event);
      if (shortcut === null || isFreeText(event.target)) return;
      event.preventDefault();
      if (shortcut === 'undo') undo();
      else redo();
    }
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [undo, redo]);
}

/**
 * Free text keeps the browser's own undo, and so does a field that is no part of the scenario (`data-own-undo` around it).
 * Number fields and pickers belong to the scenario's history.
 */
function isFreeText(target: EventTarget | null): boolean {
  if (target instanceof HTMLTextAreaElement) return true;
  if (!(target instanceof HTMLInputElement) || target.type !== 'text') return false;
  if (target.closest('[data-own-undo]') !== null) return true;
  return target.role !== 'combobox' && !target.readOnly && !['numeric', 'decimal'].includes(target.inputMode);
}
