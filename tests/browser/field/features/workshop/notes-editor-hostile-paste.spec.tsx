import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { NotesEditor } from '#renderer/field/features/workshop/notes-editor.tsx';
import { notesSchema } from '#renderer/field/features/workshop/notes-schema.ts';
import { openNotesLink } from '#renderer/field/features/workshop/session-page.tsx';
import { deviceA } from '#tests/support/builders/ops.ts';
import { mount, painted } from '#tests/support/screen/mount.tsx';

declare global {
  interface Window {
    ran?: string;
  }
}

/** Clipboard content of a web page, a mail or a word processor, with the parts that would run, fetch or track. */
const hostile: readonly (readonly [string, string])[] = [
  ['a script', '<p>kept</p><script>window.ran = "script"</script>'],
  [
    'a handler',
    '<p onclick="window.ran=1" onmouseover="window.ran=2">kept</p><img src=x onerror="window.ran = \'img\'">',
  ],
  ['a picture that tells a server', '<p>kept</p><img src="https://tracker.invalid/x.png">'],
  ['a picture in itself', '<p>kept <img src="data:image/svg+xml,<svg onload=alert(1)>"></p>'],
  [
    'a frame',
    '<p>kept</p><iframe srcdoc="<script>parent.ran = 1</script>"></iframe><object data="x"></object><embed src="x">',
  ],
  ['a link', '<p><a href="javascript:window.ran=1">kept</a> <a href="data:text/html,x">too</a></p>'],
  [
    'styles',
    '<style>body{background:url(https://tracker.invalid)}</style><p style="position:fixed;background:url(//x)" class="c">kept</p>',
  ],
  [
    'a drawing',
    '<p>kept</p><svg><script>window.ran=1</script><foreignObject><body onload="window.ran=1"></foreignObject></svg>',
  ],
  [
    'a form',
    '<form action="https://x.invalid"><input name="q" autofocus onfocus="window.ran=1"><p>kept</p></form>',
  ],
  [
    'Word',
    '<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta name=Generator content="Microsoft Word 15"><!--[if gte mso 9]><xml><o:OfficeDocumentSettings/></xml><![endif]--><style>p.MsoNormal{mso-style-name:x}</style></head><body><p class=MsoNormal style="mso-margin-top-alt:auto"><b>kept</b><o:p></o:p></p></body></html>',
  ],
];

/** Everything that the schema of notes can draw. */
const allowed = new Set(['P', 'H3', 'H4', 'STRONG', 'EM', 'UL', 'OL', 'LI', 'BR']);

test.each(hostile)(
  '[security 7] %s that is pasted becomes text of our schema and nothing else',
  async (_what, html) => {
    delete window.ran;
    const notesLink = openNotesLink(() => Promise.resolve(true), notesSchema, deviceA);
    await mount(
      <NotesEditor document={notesLink.document} label="Notes" isReadOnly={false} onBlur={() => undefined} />,
    );
    const editor = page.getByRole('textbox', { name: 'Notes' });
    await userEvent.click(editor);
    const clipboard = new DataTransfer();
    clipboard.setData('text/html', html);
    editor
      .element()
      .dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: clipboard, bubbles: true, cancelable: true }),
      );
    await painted();

    expect(editor.element().textContent).toContain('kept');
    const drawn = [...editor.element().querySelectorAll('*')];
    expect(drawn.map(({ tagName }) => tagName).filter((tag) => !allowed.has(tag))).toEqual([]);
    const attributes = drawn.flatMap((element) => element.getAttributeNames());
    expect(attributes.filter((name) => !['class', 'start', 'type'].includes(name))).toEqual([]);
    expect(
      drawn.map(({ className }) => className).filter((name) => !/^(|ProseMirror-.*)$/.test(name)),
    ).toEqual([]);
    expect(window.ran).toBeUndefined();
  },
);

test('[security 7] the whitelist is the schema: it knows no link, picture, frame or raw text', () => {
  expect(Object.keys(notesSchema.marks).toSorted()).toEqual(['bold', 'italic']);
  expect(Object.keys(notesSchema.nodes).toSorted()).toEqual([
    'bulletList',
    'doc',
    'hardBreak',
    'heading',
    'listItem',
    'orderedList',
    'paragraph',
    'text',
  ]);
});
