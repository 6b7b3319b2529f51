import { isFormSheet, refusedWorkbook, type Workbook, workbookLimits } from './workbook.ts';
import { readXlsWorkbook } from './xls.ts';
import { readXlsxWorkbook } from './xlsx.ts';

/** Kind of a file by its first bytes: names are unreliable (one real `.xlsx` is an `.xls`). */
type SniffedFileKind = 'zip' | 'compound' | 'xml' | 'json' | 'text';

/** Detect the kind of a file; white space and a byte order mark before XML and JSON are accepted. */
export function sniffFileKind(bytes: Uint8Array): SniffedFileKind {
  const starts = (...signature: readonly number[]): boolean =>
    signature.every((byte, at) => bytes[at] === byte);
  if (starts(0x50, 0x4b, 0x03, 0x04) || starts(0x50, 0x4b, 0x05, 0x06)) return 'zip';
  if (starts(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)) return 'compound';
  let at = starts(0xef, 0xbb, 0xbf) ? 3 : 0;
  while (at < bytes.length && at < 1_000 && [0x20, 0x09, 0x0a, 0x0d].includes(bytes[at] ?? 0)) at += 1;
  if (bytes[at] === 0x3c) return 'xml';
  return bytes[at] === 0x7b ? 'json' : 'text';
}

/**
 * Read an Excel workbook under any file name: `.xlsx`, `.xlsm` or the `.xls` of Excel 5 to 2003.
 * @param isRead sheets to read by their name, where the file has several; others are named alone
 */
export function readWorkbook(
  bytes: Uint8Array,
  file: string,
  isRead: (sheet: string) => boolean = isFormSheet,
): Workbook {
  if (bytes.length > workbookLimits.fileBytes)
    return refusedWorkbook(
      'workbook.tooLarge',
      `${file} has more than ${workbookLimits.fileBytes / 1024 / 1024} MB. Delete pictures and sheets that are not part of the form.`,
    );
  const fileKind = sniffFileKind(bytes);
  if (fileKind === 'zip') return readXlsxWorkbook(bytes, isRead);
  if (fileKind === 'compound') return readXlsWorkbook(bytes, isRead);
  return refusedWorkbook(
    'workbook.unknown',
    `${file} is no Excel workbook. Save the form as .xlsx and try again.`,
  );
}
