import { expect, test } from 'vitest';
import { moveCursor, readGridKey } from '#renderer/field/features/workshop/attendance/attendance-facts.ts';

const none = { ctrlKey: false, metaKey: false, shiftKey: false, altKey: false };
const read = (key: string, held: Partial<typeof none> = {}, isRtl = false) =>
  readGridKey({ ...none, ...held, key }, isRtl);

const size = { rows: 40, columns: 8 };
const moved = (key: string, held: Partial<typeof none> = {}, isRtl = false) => {
  const meaning = read(key, held, isRtl);
  return meaning?.kind === 'move' ? moveCursor({ row: 5, column: 3 }, meaning.by, size) : null;
};

test.each([
  ['ArrowDown', {}, { row: 6, column: 3 }],
  ['ArrowUp', {}, { row: 4, column: 3 }],
  ['ArrowRight', {}, { row: 5, column: 4 }],
  ['Home', {}, { row: 5, column: 0 }],
  ['End', {}, { row: 5, column: 7 }],
  ['Home', { ctrlKey: true }, { row: 0, column: 0 }],
  ['End', { ctrlKey: true }, { row: 39, column: 7 }],
  ['PageDown', {}, { row: 15, column: 3 }],
] as const)('%s moves the cursor within the grid', (key, held, expected) => {
  expect(moved(key, held)).toEqual(expected);
});

test('from right to left the arrows follow the page', () => {
  expect(moved('ArrowRight', {}, true)).toEqual({ row: 5, column: 2 });
  expect(moved('ArrowLeft', {}, true)).toEqual({ row: 5, column: 4 });
});

test('Space, digits and Delete mark a cell, and letters do not', () => {
  const attendanceMarks = [' ', '1', '2', 'p', '3', 'Delete'].map((key) => {
    const meaning = read(key);
    return meaning?.kind === 'mark' ? meaning.markAfter('present') : undefined;
  });
  expect(attendanceMarks).toEqual(['absent', 'present', 'partial', undefined, 'absent', null]);
});

test('Shift Space fills the column, and Ctrl Z is left to the record', () => {
  expect(read(' ', { shiftKey: true })).toEqual({ kind: 'allPresent' });
  expect(read('z', { ctrlKey: true })).toBeNull();
});

test('other keys are left to the screen', () => {
  expect([read('a'), read('Tab'), read('k', { ctrlKey: true }), read('ArrowDown', { altKey: true })]).toEqual(
    [null, null, null, null],
  );
});
