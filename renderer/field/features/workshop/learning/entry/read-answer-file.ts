import { ok, type Result } from '#base/result.ts';
import { guessTextEncoding } from '#forms/workbook/text-encoding.ts';
import type { SheetRow } from '#forms/workbook/workbook.ts';
import {
  isWorkbookFile,
  type ListRefusal,
  sheetOfText,
  sheetsOfWorkbook,
} from '#domain/workshop/participant-import/import-sheets.ts';

/** Rows of the first sheet of a workbook with content, or of a text file in any known encoding. */
export function readAnswerFile(bytes: Uint8Array): Result<readonly SheetRow[], ListRefusal> {
  if (!isWorkbookFile(bytes)) return readAnswerText(new TextDecoder(guessTextEncoding(bytes)).decode(bytes));
  const sheets = sheetsOfWorkbook(bytes);
  return sheets.ok ? ok(sheets.value[0]?.rows ?? []) : sheets;
}

/** Rows of a pasted text. */
export function readAnswerText(text: string): Result<readonly SheetRow[], ListRefusal> {
  const sheet = sheetOfText(text);
  return sheet.ok ? ok(sheet.value.rows) : sheet;
}
