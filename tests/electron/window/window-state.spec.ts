import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { fitWindowBounds, readWindowState, saveWindowState } from '#electron/window/window-state.ts';
import { temporaryFolder } from '#tests/support/temporary/temporary-folder.ts';

const laptop = { x: 0, y: 0, width: 1366, height: 768 };
const besides = { x: 1366, y: 0, width: 1920, height: 1080 };
const at = (x: number, y: number, width = 900, height = 600, isMaximized = false) => ({
  bounds: { x, y, width, height },
  isMaximized,
});

describe('[shell] the window', () => {
  test('opens first at default size in the middle, never larger than the screen', () => {
    expect(fitWindowBounds(null, [besides])).toEqual(at(1366 + 320, 140, 1280, 800));
    expect(fitWindowBounds(null, [{ x: 0, y: 30, width: 1024, height: 570 }])).toEqual(at(0, 30, 1024, 570));
  });

  test('opens where it was, also partly outside and on the second screen', () => {
    for (const state of [at(50, 60), at(-700, 100), at(2000, 200), at(0, 0, 1366, 768, true)])
      expect(fitWindowBounds(state, [laptop, besides])).toEqual(state);
  });

  test('comes to the middle when its screen is gone, as large as it was', () => {
    expect(fitWindowBounds(at(2000, 200, 900, 600, true), [laptop])).toEqual(at(233, 84, 900, 600, true));
    expect(fitWindowBounds(at(2000, 200, 1900, 1000), [laptop])).toEqual(at(0, 0, 1366, 768));
  });

  test('moves to the middle when too little of it is visible for dragging', () => {
    for (const state of [at(1300, 100), at(-850, 100), at(100, 750), at(100, -580), at(100, -100)])
      expect(fitWindowBounds(state, [laptop])).toEqual(at(233, 84));
  });

  test('restores its stored state; an unreadable state counts as none', () => {
    const file = path.join(temporaryFolder('window'), 'window.json');
    expect(readWindowState(file)).toBeNull();
    saveWindowState(file, at(1, 2));
    expect(readWindowState(file)).toEqual(at(1, 2));
    const spoiled = [
      '{"bounds":',
      'null',
      '{"isMaximized":false}',
      '{"bounds":{"x":1},"isMaximized":false}',
      JSON.stringify({ ...at(1, 2), isMaximized: 'no' }),
      JSON.stringify(at(1, 2, 0, 600)),
      JSON.stringify(at(1.5, 2)),
    ];
    for (const text of spoiled) {
      fs.writeFileSync(file, text);
      expect(readWindowState(file)).toBeNull();
    }
  });
});
