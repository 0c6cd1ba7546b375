import { describe, expect, it } from 'vitest';
import { type KeyBinding, KeyMap, keyName } from '../../../src-renderer/state/key-map.ts';

const press = (key: string, held: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey', boolean>> = {}) =>
  keyName({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held });
const binding = (keys: string[], more: Partial<KeyBinding> = {}): KeyBinding => ({
  keys,
  label: keys.join(),
  run: () => undefined,
  ...more,
});

describe('keyName', () => {
  it('names keys as bindings write them', () => {
    expect(press('j')).toBe('j');
    expect(press('J', { shiftKey: true })).toBe('Shift+J');
    expect(press('?', { shiftKey: true })).toBe('?');
    expect(press('k', { ctrlKey: true })).toBe('Ctrl+K');
    expect(press('k', { metaKey: true })).toBe('Ctrl+K');
    expect(press('1', { altKey: true })).toBe('Alt+1');
    expect(press('Enter')).toBe('Enter');
    expect(press(' ')).toBe('Space');
  });
});

describe('KeyMap', () => {
  const base = { title: 'Everywhere', bindings: [binding(['g h']), binding(['/']), binding(['Ctrl+K'], { whileTyping: true })] };
  const screen = { title: 'Review', bindings: [binding(['j', 'ArrowDown']), binding(['/'], { label: 'own search' })] };

  it('prefers the keys of the screen to those of the window', () => {
    expect(new KeyMap().find([base, screen], '/', 0, false)?.label).toBe('own search');
  });

  it('finds every key of a binding', () => {
    expect(new KeyMap().find([base, screen], 'ArrowDown', 0, false)?.label).toBe('j,ArrowDown');
  });

  it('leaves letters to the text field that has focus', () => {
    expect(new KeyMap().find([base, screen], 'j', 0, true)).toBeUndefined();
    expect(new KeyMap().find([base, screen], 'Ctrl+K', 0, true)?.label).toBe('Ctrl+K');
  });

  it('follows two keys one after the other, for a moment', () => {
    const map = new KeyMap();
    expect(map.find([base], 'g', 0, false)).toBeUndefined();
    expect(map.find([base], 'h', 300, false)?.label).toBe('g h');
    map.find([base], 'g', 1000, false);
    expect(map.find([base], 'h', 5000, false)).toBeUndefined();
  });

  it('forgets a first key that another one followed', () => {
    const map = new KeyMap();
    map.find([base, screen], 'g', 0, false);
    expect(map.find([base, screen], 'j', 100, false)?.label).toBe('j,ArrowDown');
    expect(map.find([base, screen], 'h', 200, false)).toBeUndefined();
  });
});
