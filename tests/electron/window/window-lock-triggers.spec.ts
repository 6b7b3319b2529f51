import { EventEmitter } from 'node:events';
import type { BrowserWindow } from 'electron';
import { describe, expect, test } from 'vitest';
import { createIdleLock } from '#electron/window/window-lock.ts';

/** A watch over a laptop; its clock and idle time are set by hand. `touch` is a key typed into the window. */
function someWatch({ idleMinutes }: { readonly idleMinutes: number }) {
  const laptop = { nowMs: 0, systemIdleMs: 0, locks: 0 };
  const page = new EventEmitter();
  const watch = createIdleLock({
    power: { getSystemIdleTime: () => laptop.systemIdleMs / 1_000 },
    tickMs: () => laptop.nowMs,
    idleMinutes: () => idleMinutes,
    lock: () => void (laptop.locks += 1),
  });
  watch.watch({ webContents: page } as unknown as BrowserWindow); // all of a window that is asked for
  const touch = (): void => void page.emit('input-event');
  const pass = (minutes: number, { isTouchedElsewhere = false } = {}): void => {
    laptop.nowMs += minutes * 60_000;
    laptop.systemIdleMs = isTouchedElsewhere ? 0 : laptop.systemIdleMs + minutes * 60_000;
    watch.lockIfIdle();
  };
  return { laptop, touch, pass };
}

describe('[security 2] a laptop that nobody touches', () => {
  test('locks its vault after the minutes that were chosen, and not before', () => {
    const { laptop, pass } = someWatch({ idleMinutes: 10 });
    pass(9.9);
    expect(laptop.locks).toBe(0);
    pass(0.1);
    expect(laptop.locks).toBe(1);
  });

  test('stays unlocked during typing where the system does not report its idle time', () => {
    const { laptop, pass, touch } = someWatch({ idleMinutes: 10 });
    pass(9);
    touch();
    pass(9);
    expect(laptop.locks).toBe(0);
    pass(1);
    expect(laptop.locks).toBe(1);
  });

  test('stays open while its person works in another window', () => {
    const { laptop, pass } = someWatch({ idleMinutes: 10 });
    pass(9);
    pass(9, { isTouchedElsewhere: true });
    expect(laptop.locks).toBe(0);
  });
});
