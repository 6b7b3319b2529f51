import { EventEmitter } from 'node:events';
import type { BrowserWindow } from 'electron';
import { expect, test } from 'vitest';
import { watchCopiedText } from '#electron/window/copied-text.ts';

const failTest = (error: unknown): never => {
  throw error;
};

/** A clipboard, and a window that comes to the front and goes. */
function aLaptop() {
  let held = '';
  const clipboard = {
    readText: async () => held,
    clear: () => {
      held = '';
    },
  };
  const window = new EventEmitter();
  const copiedTextWatch = watchCopiedText(clipboard, failTest);
  copiedTextWatch.watch(window as unknown as BrowserWindow); // all of a window that is listened to
  const happen = async (event: 'focus' | 'blur'): Promise<void> => {
    window.emit(event);
    await new Promise((done) => setImmediate(done));
  };
  return {
    copy: (text: string) => {
      held = text;
    },
    // As with a person: the app has looked at the clipboard before the next event.
    focus: () => happen('focus'),
    blur: () => happen('blur'),
    lock: () => copiedTextWatch.clear(),
    held: () => held,
  };
}

test('a text copied in the app is gone from the clipboard after the lock', async () => {
  const { focus, copy, lock, held } = aLaptop();
  await focus();
  copy('The minister said so.');
  await lock();
  expect(held()).toBe('');
});

test('a text copied in the app is gone when the lock comes in another app', async () => {
  const { focus, blur, copy, lock, held } = aLaptop();
  await focus();
  copy('The minister said so.');
  await blur();
  await lock();
  expect(held()).toBe('');
});

test('a text copied elsewhere stays', async () => {
  const { focus, blur, copy, lock, held } = aLaptop();
  copy('before');
  await focus();
  await lock();
  expect(held()).toBe('before');
  await blur();
  copy('between');
  await focus();
  await lock();
  expect(held()).toBe('between');
});

test('a text copied elsewhere after one of the app stays', async () => {
  const { focus, blur, copy, lock, held } = aLaptop();
  await focus();
  copy('ours');
  await blur();
  copy('theirs');
  await lock();
  expect(held()).toBe('theirs');
});
