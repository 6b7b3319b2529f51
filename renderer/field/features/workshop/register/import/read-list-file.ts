import { ok, type Result } from '#base/result.ts';
import { guessTextEncoding, type TextEncoding } from '#forms/workbook/text-encoding.ts';
import {
  isWorkbookFile,
  type ListRefusal,
  sheetOfText,
  sheetsOfWorkbook,
} from '#domain/workshop/participant-import/import-sheets.ts';
import type { ImportSheet } from '#domain/workshop/participant-import/participant-import.ts';

/** List that a person chose, as sheets of cells. */
export interface ReadList {
  /** Name of the file; null for pasted text. */
  readonly name: string | null;
  readonly sheets: readonly ImportSheet[];
  /** Of a text file, with its bytes to read it again; null for workbooks and pasted text. */
  readonly text: { readonly bytes: Uint8Array; readonly encoding: TextEncoding } | null;
}

/** Read a chosen file: a workbook, or separated text in any of the known encodings. */
export function readListFile(name: string, bytes: Uint8Array): Result<ReadList, ListRefusal> {
  if (!isWorkbookFile(bytes)) return readListText(name, bytes, guessTextEncoding(bytes));
  const sheets = sheetsOfWorkbook(bytes);
  return sheets.ok ? ok({ name, sheets: sheets.value, text: null }) : sheets;
}

/** Read a text file in the encoding that the person names. */
export function readListText(
  name: string | null,
  bytes: Uint8Array,
  encoding: TextEncoding,
): Result<ReadList, ListRefusal> {
  const sheet = sheetOfText(new TextDecoder(encoding).decode(bytes));
  return sheet.ok ? ok({ name, sheets: [sheet.value], text: { bytes, encoding } }) : sheet;
}

/** Read pasted rows. */
export function readPastedList(text: string): Result<ReadList, ListRefusal> {
  const sheet = sheetOfText(text);
  return sheet.ok ? ok({ name: null, sheets: [sheet.value], text: null }) : sheet;
}
