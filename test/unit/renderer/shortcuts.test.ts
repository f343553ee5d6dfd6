import { describe, expect, it } from 'vitest';
import { shortcutOf, type KeyPress } from '../../../renderer/commands/shortcuts.ts';

function press(key: string, more: Partial<KeyPress> = {}): KeyPress {
  return { key, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...more };
}

describe('shortcuts', () => {
  it('undo and redo with Ctrl and with Cmd', () => {
    expect(shortcutOf(press('z', { ctrlKey: true }))).toBe('undo');
    expect(shortcutOf(press('z', { metaKey: true }))).toBe('undo');
    expect(shortcutOf(press('Z', { metaKey: true, shiftKey: true }))).toBe('redo');
    expect(shortcutOf(press('y', { ctrlKey: true }))).toBe('redo');
  });

  it('leave other keys alone', () => {
    expect(shortcutOf(press('z'))).toBeNull();
    expect(shortcutOf(press('z', { ctrlKey: true, altKey: true }))).toBeNull();
    expect(shortcutOf(press('y', { metaKey: true }))).toBeNull();
  });
});
