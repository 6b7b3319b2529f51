import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { mergeTextUpdates } from '#domain/document/text-update.ts';
import { NotesEditor } from '#renderer/field/features/workshop/notes-editor.tsx';
import { notesSchema } from '#renderer/field/features/workshop/notes-schema.ts';
import { type NotesLink, openNotesLink } from '#renderer/field/features/workshop/session-page.tsx';
import { deviceA, deviceB } from '#tests/support/builders/ops.ts';
import { mount, painted } from '#tests/support/screen/mount.tsx';

/** Two laptops without a network: each has a register of its own, until `exchange`. */
function twoLaptops() {
  const registers: (string | undefined)[] = [undefined, undefined];
  const open = (at: number): NotesLink =>
    openNotesLink(
      (update) => {
        registers[at] = mergeTextUpdates(registers[at], update);
        return Promise.resolve(true);
      },
      notesSchema,
      at === 0 ? deviceA : deviceB,
    );
  const links = [open(0), open(1)] as const;
  return {
    links,
    exchange: async () => {
      await Promise.all(links.map((link) => link.flush()));
      const all = registers.reduce(
        (sum, one) => (one === undefined ? sum : mergeTextUpdates(sum, one)),
        undefined,
      );
      if (all !== undefined) for (const notesLink of links) notesLink.receive(all);
      await painted();
    },
  };
}

const editors = (links: readonly [NotesLink, NotesLink]) =>
  mount(
    <>
      <NotesEditor document={links[0].document} label="Notes A" isReadOnly={false} onBlur={() => undefined} />
      <NotesEditor document={links[1].document} label="Notes B" isReadOnly={false} onBlur={() => undefined} />
    </>,
  );

const notes = (name: string) => page.getByRole('textbox', { name });

/** Blocks as a person reads them: tags and text. */
const blocksOf = (name: string): readonly string[] =>
  [...notes(name).element().children].map((block) => `${block.tagName.toLowerCase()} ${block.textContent}`);

test('[M4] two people write in the same notes offline: the texts merge, nothing is lost', async () => {
  const { links, exchange } = twoLaptops();
  await editors(links);
  await userEvent.click(notes('Notes A'));
  await userEvent.keyboard('The ministry will name a focal point');
  await userEvent.click(notes('Notes B'));
  await userEvent.keyboard('Prosecutors ask for a form');
  await exchange();

  expect(blocksOf('Notes A')).toEqual(blocksOf('Notes B'));
  expect(blocksOf('Notes A').toSorted()).toEqual([
    'p Prosecutors ask for a form',
    'p The ministry will name a focal point',
  ]);
});

test('[M4] two people write in the same paragraph offline: every letter of both stays', async () => {
  const { links, exchange } = twoLaptops();
  await editors(links);
  await userEvent.click(notes('Notes A'));
  await userEvent.keyboard('agreed');
  await exchange();
  await userEvent.click(notes('Notes A'));
  await userEvent.keyboard('{Home}Widely ');
  await userEvent.click(notes('Notes B'));
  await userEvent.keyboard('{End} by all');
  await exchange();

  expect(blocksOf('Notes A')).toEqual(['p Widely agreed by all']);
  expect(blocksOf('Notes B')).toEqual(['p Widely agreed by all']);
});

test('a remote update keeps the caret in place, and typing continues there', async () => {
  const { links, exchange } = twoLaptops();
  await editors(links);
  await userEvent.click(notes('Notes A'));
  await userEvent.keyboard('first{Enter}last');
  await exchange();
  await userEvent.click(notes('Notes B'));
  await userEvent.keyboard('{Control>}{End}{/Control} and more');

  await userEvent.click(notes('Notes A'));
  await userEvent.keyboard('{Control>}{Home}{/Control}the very ');
  await exchange();
  await userEvent.keyboard('X');
  expect(blocksOf('Notes A')).toEqual(['p the very Xfirst', 'p last and more']);
});

test('opening empty notes writes nothing: no one made a change', async () => {
  const saved: string[] = [];
  const notesLink = openNotesLink((update) => Promise.resolve(saved.push(update) > 0), notesSchema, deviceA);
  await mount(
    <NotesEditor document={notesLink.document} label="Notes" isReadOnly={false} onBlur={() => undefined} />,
  );
  await userEvent.click(notes('Notes'));
  await userEvent.keyboard('{ArrowDown}');
  await notesLink.flush();
  expect(saved).toEqual([]);
});

test('the toolbar works by keyboard: one Tab stop, arrows inside, then focus on the text', async () => {
  const { links } = twoLaptops();
  await editors(links);
  await userEvent.click(notes('Notes A'));
  await userEvent.keyboard('Agreed actions');
  await userEvent.keyboard('{Shift>}{Tab}{/Shift}');
  await expect.element(page.getByRole('button', { name: 'Undo' }).first()).toHaveFocus();
  await userEvent.keyboard('{ArrowLeft}'.repeat(6));
  await expect.element(page.getByRole('button', { name: 'Heading', exact: true }).first()).toHaveFocus();
  await userEvent.keyboard('{Enter}');
  await expect.element(notes('Notes A')).toHaveFocus();
  expect(blocksOf('Notes A')).toEqual(['h3 Agreed actions']);
});

test('undo reverts own edits and keeps concurrent edits of others', async () => {
  const { links, exchange } = twoLaptops();
  await editors(links);
  await userEvent.click(notes('Notes B'));
  await userEvent.keyboard('theirs');
  await exchange();
  await userEvent.click(notes('Notes A'));
  await userEvent.keyboard('{Control>}{End}{/Control}{Enter}mine');
  await userEvent.keyboard('{Control>}z{/Control}');
  expect(blocksOf('Notes A').join(' ')).toContain('theirs');
  expect(blocksOf('Notes A').join(' ')).not.toContain('mine');
});

test('pasted content keeps only its headings, lists and emphasis', async () => {
  const { links } = twoLaptops();
  await editors(links);
  await userEvent.click(notes('Notes A'));
  const pasted = new DataTransfer();
  pasted.setData(
    'text/html',
    `<h1 style="color:red" onclick="alert(1)">Title</h1><p><a href="https://example.org">link</a> <b>bold</b>
      <img src="https://example.org/x.png" alt=""></p><ul><li>item</li></ul><table><tr><td>cell</td></tr></table>
      <script>alert(1)</script>`,
  );
  notes('Notes A')
    .element()
    .dispatchEvent(new ClipboardEvent('paste', { clipboardData: pasted, bubbles: true, cancelable: true }));
  const html = notes('Notes A').element().innerHTML;
  expect(html).not.toMatch(/<(a|img|script|table|td)|style=|onclick|href/);
  expect(html).toMatch(/<h3>Title<\/h3><p>link <strong>bold<\/strong>.*<ul><li><p>item/);
});
