import type { Sheet } from '../workbook/workbook.ts';
import type { SheetName } from './table.ts';

/** The sheet of a name, in any case. When a workbook has a single sheet, it is the survey. */
export function sheetNamed(sheets: readonly Sheet[], name: SheetName): Sheet | undefined {
  const found = sheets.find((sheet) => sheet.name.trim().toLowerCase() === name);
  return (
    found ?? (name === 'survey' && sheets.length === 1 && sheets[0]?.rows.length ? sheets[0] : undefined)
  );
}

/** Sheets that may have been meant: names that differ in at most two letters. A leading `_` says that it is not meant. */
export function similarSheets(sheets: readonly Sheet[], name: SheetName): readonly string[] {
  return sheets
    .map((sheet) => sheet.name)
    .filter((one) => {
      const lower = one.trim().toLowerCase();
      return lower !== name && !lower.startsWith('_') && lettersApart(lower, name) <= 2;
    });
}

/** How many letters must be put in, taken out or replaced to make one word of the other (Levenshtein). */
export function lettersApart(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 40) return 40;
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
