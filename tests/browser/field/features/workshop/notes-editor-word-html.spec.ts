import { expect, test } from 'vitest';
import { cleanWordHtml } from '#renderer/field/features/workshop/notes-editor.tsx';

/** Paragraph of a list as Word writes it, with its bullet or number as text. */
const item = (level: number, marker: string, text: string): string =>
  `<p class=MsoListParagraph style='text-indent:-18.0pt;mso-list:l0 level${level} lfo1'><![if !supportLists]>` +
  `<span style='font-family:Symbol'><span style='mso-list:Ignore'>${marker}<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span></span>` +
  `<![endif]>${text}<o:p></o:p></p>`;

const word = (body: string): string =>
  `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta name=Generator content="Microsoft Word 15">` +
  `<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->` +
  `<style><!-- p.MsoNormal {mso-style-name:Normal} --></style></head><body lang=EN-GB><!--StartFragment-->${body}<!--EndFragment--></body></html>`;

/** Elements and texts of HTML, without blanks between. */
const plain = (html: string): string => html.replaceAll(/<!--.*?-->|\s*\n\s*/g, '').trim();

test('paragraphs of a list become one list, without their bullets as text', () => {
  const html = word(`${item(1, '·', 'First')}\n${item(1, '·', 'Second')}`);
  expect(plain(cleanWordHtml(html))).toBe('<ul><li><p>First</p></li><li><p>Second</p></li></ul>');
});

test('numbers become a numbered list, and deeper levels lists within their item', () => {
  const html = word(item(1, '1.', 'One') + item(2, 'o', 'Part') + item(1, '2.', 'Two'));
  expect(plain(cleanWordHtml(html))).toBe(
    '<ol><li><p>One</p><ul><li><p>Part</p></li></ul></li><li><p>Two</p></li></ol>',
  );
});

test('a paragraph between two lists keeps them apart', () => {
  const html = word(`${item(1, '·', 'A')}<p class=MsoNormal>Between</p>${item(1, '·', 'B')}`);
  expect(plain(cleanWordHtml(html))).toBe(
    '<ul><li><p>A</p></li></ul><p>Between</p><ul><li><p>B</p></li></ul>',
  );
});

test('styles, comments, XML and their attributes go, and bold text stays', () => {
  const html = word(
    `<p class=MsoNormal style='mso-margin-top-alt:auto'><b style='mso-bidi-font-weight:normal'>kept</b><o:p>&nbsp;</o:p></p>`,
  );
  expect(plain(cleanWordHtml(html)).replaceAll('&nbsp;', '')).toBe('<p><b>kept</b></p>');
});

test('HTML of another program stays as it was', () => {
  const html = '<p class="x">kept</p><ul><li>one</li></ul>';
  expect(cleanWordHtml(html)).toBe(html);
});
