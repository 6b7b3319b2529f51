import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

/** Answers by marker, as a person types them. */
export type TypedAnswers = Readonly<Record<string, string>>;

/** Return a file with one of its parts changed. */
export function withPart(
  fileBytes: Uint8Array,
  name: string,
  change: (content: string) => string,
): Uint8Array {
  const parts = unzipSync(fileBytes);
  return zipSync({ ...parts, [name]: strToU8(change(strFromU8(parts[name] ?? new Uint8Array()))) });
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Fill the answer cells of a Word form; `☒` marks a box, each line becomes a paragraph. */
export const fillWordForm = (fileBytes: Uint8Array, typedAnswers: TypedAnswers): Uint8Array =>
  withPart(fileBytes, 'word/document.xml', (xml) =>
    xml.replaceAll(/<w:tr>.*?<\/w:tr>/gsu, (row) => {
      const [marker = ''] = Object.keys(typedAnswers).filter((one) => row.includes(`>${one}</w:t>`));
      const answer = typedAnswers[marker];
      if (answer === undefined) return row;
      if (row.includes('w14:checkbox') && answer === '☒')
        return row.replace(/<w:sym w:char="2610"[^>]*\/>/u, '<w:t>☒</w:t>');
      const cells = row.match(/<w:tc>.*?<\/w:tc>/gsu) ?? [];
      const typed = answer
        .split('\n')
        .map((line) => `<w:p><w:r><w:t xml:space="preserve">${escaped(line)}</w:t></w:r></w:p>`)
        .join('');
      return `<w:tr>${cells.map((cell, at) => (at === 2 ? `<w:tc>${typed}</w:tc>` : cell)).join('')}</w:tr>`;
    }),
  );

/** Fill the answer cells of a form in Excel: a number is a day as Excel stores it. */
export function fillExcelForm(
  fileBytes: Uint8Array,
  answers: Readonly<Record<string, string | number>>,
): Uint8Array {
  const texts = strFromU8(unzipSync(fileBytes)['xl/sharedStrings.xml'] ?? new Uint8Array()).match(
    /<si>.*?<\/si>/gsu,
  );
  const at = (marker: string): number =>
    (texts ?? []).findIndex((text) => text.replaceAll(/<[^>]*>/gu, '') === marker);
  return withPart(fileBytes, 'xl/worksheets/sheet1.xml', (xml) =>
    Object.entries(answers).reduce((sheet, [marker, answer]) => {
      const cell = new RegExp(`<c r="A(\\d+)"[^>]*><v>${at(marker)}</v></c>`, 'u').exec(sheet);
      if (cell === null) throw new Error(`There is no row ${marker}`);
      const place = `C${cell[1]}`;
      const empty = new RegExp(`<c r="${place}"( s="\\d+")?[^>]*?(?:/>|></c>)`, 'u');
      return sheet.replace(empty, (_, style: string = '') =>
        typeof answer === 'number'
          ? `<c r="${place}"${style}><v>${answer}</v></c>`
          : `<c r="${place}"${style} t="inlineStr"><is><t xml:space="preserve">${escaped(answer)}</t></is></c>`,
      );
    }, xml),
  );
}
