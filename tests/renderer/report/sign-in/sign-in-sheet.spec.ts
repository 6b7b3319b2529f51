import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { type SignInSheet, signInSheetHtml } from '#renderer/report/sign-in/sign-in-sheet.ts';
import { writeSignInDocx } from '#renderer/report/sign-in/write-sign-in-docx.ts';

const sheet: SignInSheet = {
  language: 'ar',
  direction: 'rtl',
  title: 'Workshop <1>',
  note: 'On paper only',
  head: ['Code', 'Name', 'Institution'],
  blocks: ['Day 1 morning', 'Day 1 afternoon'],
  rows: [['KT7-001', '<script>alert(1)</script>', 'Ministry & Sons']],
};

test('a name is text in the page, never an element', () => {
  const html = signInSheetHtml(sheet, ['app.css']);
  expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  expect(html).not.toContain('<script');
  expect(html).toContain('dir="rtl"');
});

test('each row has one empty cell for each half-day', () => {
  expect(signInSheetHtml(sheet, []).match(/<td><\/td>/g)).toHaveLength(2);
});

test('the Word document has the same table, from right to left', async () => {
  const files = unzipSync(await writeSignInDocx(sheet));
  const body = strFromU8(files['word/document.xml'] ?? new Uint8Array());
  for (const text of ['KT7-001', 'Ministry &amp; Sons', 'Day 1 afternoon']) expect(body).toContain(text);
  expect(body).toContain('w:bidiVisual');
  expect(body).toContain('w:orient="landscape"');
  const parts = Object.entries(files).map(([name, bytes]) => [name, strFromU8(bytes)] as const);
  const footers = parts.filter(([name]) => name.startsWith('word/footer'));
  expect(strFromU8(files['docProps/core.xml'] ?? new Uint8Array())).not.toContain('Un-named');
  expect(footers.some(([, text]) => text.includes('NUMPAGES'))).toBe(true);
  expect(strFromU8(files['word/styles.xml'] ?? new Uint8Array())).toContain('w:val="ar-SA"');
});
