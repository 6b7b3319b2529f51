import { EventEmitter } from 'node:events';
import type { BrowserWindow, Input } from 'electron';
import { expect, test } from 'vitest';
import { createEraseHold, eraseHoldMs } from '#electron/window/window-lock.ts';

/** A window with keys and time played by a test. */
function aWindow(target: string | null = 'vault') {
  const erased: string[] = [];
  let waiting: { readonly waitMs: number; readonly react: () => void } | null = null;
  const watch = createEraseHold({
    after: (waitMs, react) => {
      waiting = { waitMs, react };
      return () => {
        waiting = null;
      };
    },
    target: () => target,
    erase: async (vault) => void erased.push(vault),
  });
  const webContents = new EventEmitter();
  const window = Object.assign(new EventEmitter(), { webContents });
  watch(window as unknown as BrowserWindow); // all of a window that is listened to
  const press = (part: Partial<Input> = {}): void =>
    void webContents.emit(
      'before-input-event',
      {},
      { type: 'keyDown', key: 'Delete', control: true, shift: true, ...part },
    );
  return {
    erased,
    press,
    release: (key = 'Delete') => press({ type: 'keyUp', key }),
    blur: () => void window.emit('blur'),
    pass: () => waiting?.react(),
    waitMs: () => waiting?.waitMs,
  };
}

test('[security 2] holding the keys for three seconds erases the vault', () => {
  const { press, waitMs, pass, erased } = aWindow();
  press();
  press({ isAutoRepeat: true });
  expect(waitMs()).toBe(eraseHoldMs);
  pass();
  expect(erased).toEqual(['vault']);
});

test.each([
  ['letting go of Delete', ({ release }: ReturnType<typeof aWindow>) => release()],
  ['letting go of Shift', ({ release }: ReturnType<typeof aWindow>) => release('Shift')],
  ['another key', ({ press }: ReturnType<typeof aWindow>) => press({ key: 'a' })],
  ['another window in front', ({ blur }: ReturnType<typeof aWindow>) => blur()],
])('%s before the time erases nothing', (_, stop) => {
  const window = aWindow();
  window.press();
  stop(window);
  window.pass();
  expect(window.erased).toEqual([]);
});

test.each([{ control: false }, { shift: false }, { key: 'Backspace' }])('%j is no erase key', (part) => {
  const { press, pass, erased } = aWindow();
  press(part);
  pass();
  expect(erased).toEqual([]);
});

test('where no vault is open or chosen nothing is erased', () => {
  const { press, pass, erased } = aWindow(null);
  press();
  pass();
  expect(erased).toEqual([]);
});
