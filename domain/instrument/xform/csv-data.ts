import type { DataElement } from '../data-element.ts';
import { readCsv } from '../workbook/csv.ts';

/** Rows as items with their columns, as ODK offers them; null for what is no table. */
export function readCsvData(text: string): DataElement | null {
  const table = readCsv(text);
  if (!table.ok) return null;
  const { columns, rows } = table.value;
  const named = columns.flatMap((name, at) => (name === '' ? [] : [{ name, at }]));
  return {
    name: 'root',
    children: rows.map((cells) => ({
      name: 'item',
      children: named.map(({ name, at }) => ({ name, text: cells[at] ?? '' })),
    })),
  };
}
