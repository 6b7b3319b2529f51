import { expect, test } from 'vitest';
import { guessTextEncoding, type TextEncoding } from '#forms/workbook/text-encoding.ts';

const utf8 = new TextEncoder();

/** Bytes of a text in a code page or in UTF-16, by the decoder of the platform read backwards. */
function bytesOf(text: string, textEncoding: TextEncoding): Uint8Array {
  if (textEncoding === 'utf-8') return utf8.encode(text);
  if (textEncoding === 'utf-16le' || textEncoding === 'utf-16be') {
    const bytes = new Uint8Array(text.length * 2);
    const view = new DataView(bytes.buffer);
    Array.from({ length: text.length }, (_, at) =>
      view.setUint16(at * 2, text.charCodeAt(at), textEncoding === 'utf-16le'),
    );
    return bytes;
  }
  const decoder = new TextDecoder(textEncoding);
  const byLetter = new Map(
    Array.from({ length: 256 }, (_, byte) => [decoder.decode(new Uint8Array([byte])), byte]),
  );
  return Uint8Array.from(text, (letter) => byLetter.get(letter) ?? 0x3f);
}

const french = 'Nom;Fonction\r\nÉlise Aït;Enquêteur à la préfecture\r\nRené Lévêque;Juge\r\n';
const arabic = 'الاسم;الوظيفة\r\nأمل حداد;مدعي عام\r\nسامي خليل;قاضي التحقيق\r\n';
const russian = 'Имя;Должность\r\nАнна Ёлкина;прокурор\r\nПётр Ильин;следователь\r\n';
const english = 'Name;Function\r\nAmal;Judge\r\n';

test.each([
  [french, 'utf-8'],
  [arabic, 'utf-8'],
  [english, 'utf-8'],
  [english, 'utf-16le'],
  [french, 'utf-16be'],
  [french, 'windows-1252'],
  [arabic, 'windows-1256'],
  [russian, 'windows-1251'],
] as const)('%j in %s is recognised without a mark', (text, textEncoding) => {
  const bytes = bytesOf(text, textEncoding);
  expect(guessTextEncoding(bytes)).toBe(textEncoding);
  expect(new TextDecoder(textEncoding).decode(bytes)).toBe(text);
});

test('a mark at the beginning decides', () => {
  expect(guessTextEncoding(new Uint8Array([0xff, 0xfe, 0x27, 0x06]))).toBe('utf-16le');
  expect(guessTextEncoding(new Uint8Array([0xfe, 0xff, 0x06, 0x27]))).toBe('utf-16be');
  expect(guessTextEncoding(new Uint8Array([0xef, 0xbb, 0xbf, 0x41]))).toBe('utf-8');
});

test('a letter that is cut at the end of the sample is still UTF-8', () => {
  expect(guessTextEncoding(utf8.encode(`a${'é'.repeat(40_000)}`))).toBe('utf-8');
});
