import { ok, type Result, refuse } from '#base/result.ts';
import { readWorkbook, sniffFileKind } from '#forms/workbook/read-workbook.ts';
import { openZipArchive, readXmlPart, type ZipArchive } from '#forms/workbook/xlsx-package.ts';

/** Sheet with the lists of choices, hidden; nobody writes into it. */
export const requestListSheet = 'fieldbook-lists';

/** Texts of a filled file: cells of the rows of its tables or sheets, texts beside these, and the number of pictures. */
export interface RequestFileTexts {
  readonly rows: readonly (readonly string[])[];
  readonly beside: readonly string[];
  readonly pictures: number;
}

/** Reason why a file cannot be read at all. */
export type RequestFileRefusal = 'too-large' | 'damaged' | 'protected' | 'other-file';

/** Limits of a filled form. A long one has some thousand characters; beyond the limits nothing is read. */
export const requestFileLimits = { bytes: 5 * 1024 * 1024, cells: 20_000, characters: 300_000 } as const;

/** Read the texts of a Word or Excel file, within limits; macros, formulas and links are never followed. */
export function readRequestFile(bytes: Uint8Array): Result<RequestFileTexts, RequestFileRefusal> {
  if (bytes.length > requestFileLimits.bytes) return refuse('too-large');
  const fileKind = sniffFileKind(bytes);
  // Office encrypts by a compound file, which is also the format of old programs.
  if (fileKind === 'compound' && isEncryptedPackage(bytes)) return refuse('protected');
  if (fileKind !== 'zip')
    return fileKind === 'compound' ? readWorkbookTexts(bytes, null) : refuse('other-file');
  const zip = openZipArchive(bytes);
  if (!zip.ok) return refuse(refusalOfPart(zip.refusal.kind));
  const body = zip.value.names.find((name) => /^\/?word\/document\d*\.xml$/i.test(name));
  return body === undefined ? readWorkbookTexts(bytes, zip.value) : readWordTexts(zip.value, body);
}

/** Return whether a compound file has the stream of an encrypted Office file; names are UTF-16. */
function isEncryptedPackage(bytes: Uint8Array): boolean {
  const name = Array.from('EncryptedPackage').flatMap((letter) => [letter.charCodeAt(0), 0]);
  const [first = 0] = name;
  for (let at = bytes.indexOf(first); at !== -1; at = bytes.indexOf(first, at + 1))
    if (name.every((byte, offset) => bytes[at + offset] === byte)) return true;
  return false;
}

const refusalOfPart = (kind: string): RequestFileRefusal =>
  kind === 'tooLarge' ? 'too-large' : kind === 'encrypted' ? 'protected' : 'damaged';

const workbookRefusals: Readonly<Record<string, RequestFileRefusal>> = {
  'workbook.encrypted': 'protected',
  'workbook.damaged': 'damaged',
  'workbook.doctype': 'damaged',
  'workbook.unknown': 'other-file',
};

function readWorkbookTexts(
  bytes: Uint8Array,
  zipArchive: ZipArchive | null,
): Result<RequestFileTexts, RequestFileRefusal> {
  const book = readWorkbook(bytes, '', (name) => name !== requestListSheet);
  const error = book.diagnostics.find(({ severity }) => severity === 'error');
  if (error !== undefined) return refuse(workbookRefusals[error.code] ?? 'too-large');
  if (book.sheets.length === 0) return refuse('other-file');
  const rows = book.sheets.flatMap((sheet) => sheet.rows.map(({ cells }) => cells));
  return withinLimits(rows, [], zipArchive, /^\/?xl\/(?:comments|threadedComments\/)[^/]*\.xml$/i);
}

function readWordTexts(zipArchive: ZipArchive, body: string): Result<RequestFileTexts, RequestFileRefusal> {
  const wordTexts = new WordTexts();
  const read = readXmlPart(zipArchive, body, wordTexts);
  if (!read.ok) return refuse(refusalOfPart(read.refusal.kind));
  if (wordTexts.isFull) return refuse('too-large');
  return withinLimits(
    wordTexts.rows,
    wordTexts.beside,
    zipArchive,
    /^\/?word\/(?:comments|footnotes|endnotes|header\d*|footer\d*)\.xml$/i,
  );
}

/** Add the texts of other parts, such as comments; a part that cannot be read refuses the file, so no word is lost. */
function withinLimits(
  rows: RequestFileTexts['rows'],
  beside: readonly string[],
  zipArchive: ZipArchive | null,
  others: RegExp,
): Result<RequestFileTexts, RequestFileRefusal> {
  const names = zipArchive?.names ?? [];
  const further: string[] = [];
  for (const name of names.filter((one) => others.test(one))) {
    const wordTexts = new WordTexts();
    const read = zipArchive === null ? ok(undefined) : readXmlPart(zipArchive, name, wordTexts);
    if (!read.ok) return refuse(refusalOfPart(read.refusal.kind));
    if (wordTexts.isFull) return refuse('too-large');
    // Numbers of pages are no words.
    further.push(...[...wordTexts.rows.flat(), ...wordTexts.beside].filter((text) => /\p{L}/u.test(text)));
  }
  const all = { rows, beside: [...beside, ...further] };
  const cells = rows.reduce((count, row) => count + row.length, 0) + all.beside.length;
  const characters = [...rows.flat(), ...all.beside].reduce((count, text) => count + text.length, 0);
  if (cells > requestFileLimits.cells || characters > requestFileLimits.characters)
    return refuse('too-large');
  const pictures = names.filter((name) => /^\/?(?:word|xl)\/(?:media|embeddings)\/[^/]+$/i.test(name));
  return ok({ ...all, pictures: pictures.length });
}

/** Sign of a symbol: by its code, or in the private range of Word's old fonts the boxes and ticks. */
const symbolOf = (code: string): string =>
  /^F0F[CDE]$/i.test(code)
    ? '☒'
    : /^2[0-9A-F]{3}$/i.test(code)
      ? String.fromCharCode(parseInt(code, 16))
      : '☐';

/** Elements whose text is an older state of the document, or a second copy of it. */
const unreadElements: ReadonlySet<string> = new Set(['Fallback', 'moveFrom', 'del', 'instrText', 'rPh']);

/** Collects the cells of outer tables, and the paragraphs beside them. A table within a cell is part of its text. */
class WordTexts {
  readonly rows: string[][] = [];
  readonly beside: string[] = [];
  isFull = false;
  private line = '';
  private cell: string | null = null;
  private depths = { table: 0, unread: 0, text: 0, run: 0 };
  private count = 0;

  open(name: string, attribute: (name: string) => string | undefined): boolean {
    const { depths } = this;
    if (unreadElements.has(name)) depths.unread += 1;
    if (name === 'tbl') depths.table += 1;
    if (name === 'r') depths.run += 1;
    if (name === 't' || name === 'text') depths.text += 1;
    if (depths.table === 1 && name === 'tr') this.rows.push([]);
    if (depths.table === 1 && name === 'tc') this.cell = '';
    // Outside of a run, a tab is a stop of the ruler.
    if (depths.run > 0 && name === 'tab') this.add('\t');
    if (depths.run > 0 && (name === 'br' || name === 'cr')) this.add('\n');
    if (name === 'noBreakHyphen') this.add('-');
    if (name === 'sym') this.add(symbolOf(attribute(':char') ?? ''));
    return !this.isFull;
  }

  close(name: string): boolean {
    const { depths } = this;
    if (name === 'p' || name === 'comment' || name === 'threadedComment') this.endParagraph();
    if (name === 'tc' && depths.table === 1) {
      this.rows.at(-1)?.push((this.cell ?? '').trim());
      this.cell = null;
    }
    if (name === 'tbl') depths.table -= 1;
    if (name === 'r') depths.run -= 1;
    if (name === 't' || name === 'text') depths.text -= 1;
    if (unreadElements.has(name)) depths.unread -= 1;
    return !this.isFull;
  }

  /** Text of a run; of a threaded comment in a workbook too. */
  text(piece: string): void {
    if (this.depths.text > 0) this.add(piece);
  }

  private add(piece: string): void {
    if (this.depths.unread > 0) return;
    this.count += piece.length;
    this.isFull ||= this.count > requestFileLimits.characters || this.rows.length > requestFileLimits.cells;
    if (!this.isFull) this.line += piece;
  }

  private endParagraph(): void {
    if (this.cell !== null) this.cell += `${this.line}\n`;
    else if (this.line.trim() !== '') this.beside.push(this.line.trim());
    this.line = '';
  }
}
