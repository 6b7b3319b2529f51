import { expect, test } from 'vitest';
import { listLimits, sheetsOfWorkbook } from '#domain/workshop/participant-import/import-sheets.ts';
import {
  readListFile,
  readListText,
} from '#renderer/field/features/workshop/register/import/import-participants.tsx';
import { xlsxOf } from '#tests/support/files/xlsx.ts';

// The worker of a page; its reader is the same.
const readSheets = (bytes: Uint8Array) => Promise.resolve(sheetsOfWorkbook(bytes));

const cellsOf = (read: Awaited<ReturnType<typeof readListFile>>) =>
  read.ok ? read.value.sheets[0]?.rows.map(({ cells }) => cells) : read.refusal;

// «الاسم» in Windows-1256, and «Élise» in Windows-1252, each with a second cell.
const arabic = new Uint8Array([0xc7, 0xe1, 0xc7, 0xd3, 0xe3, 0x2c, 0xe3]);
const french = new Uint8Array([0xc9, 0x6c, 0x69, 0x73, 0x65, 0x2c, 0x78]);

test('a text in a code page is read with its letters', async () => {
  expect(cellsOf(await readListFile('list.csv', arabic))).toEqual([['الاسم', 'م']]);
  expect(cellsOf(await readListFile('list.csv', french))).toEqual([['Élise', 'x']]);
});

test('a person can name another encoding', async () => {
  const read = await readListFile('list.csv', french);
  expect(read.ok && read.value.text?.encoding).toBe('windows-1252');
  expect(cellsOf(readListText('list.csv', french, 'windows-1256'))).toEqual([['ةlise', 'x']]);
});

test('a workbook is recognized by its bytes, regardless of its name', async () => {
  expect(
    cellsOf(await readListFile('list.csv', xlsxOf({ List: [['Name'], ['مشارك']] }), readSheets)),
  ).toEqual([['Name'], ['مشارك']]);
});

test('a text beyond the limit of a list is refused before it is read', async () => {
  const read = await readListFile('list.csv', new Uint8Array(listLimits.textBytes + 1).fill(0x2c));
  expect(cellsOf(read)).toEqual({ kind: 'tooLarge' });
});
