import { type ReactElement, useState } from 'react';
import { expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { Path } from '#domain/document/op.ts';
import { CheckedTextField } from '#renderer/field/app/documents/checked-text-field.tsx';
import { useDocument } from '#renderer/field/app/documents/use-document.ts';
import { useLineToAdd } from '#renderer/field/app/documents/use-line-to-add.ts';
import { AppFrame } from '#renderer/field/app/frame/app-frame.tsx';
import { ScreenFrame } from '#renderer/field/app/frame/screen-frame.tsx';
import type { Host } from '#renderer/host/host-contract.ts';
import { Form as FieldForm, FormDialog, TextArea, TextField } from '#renderer/ui';
import { anAssessment } from '#tests/support/builders/an-assessment.ts';
import { aDoc, aLog } from '#tests/support/builders/sample-ids.ts';
import { type FakeFieldStore, makeFakeFieldStore } from '#tests/support/screen/fake-field-store.ts';
import { mount, painted } from '#tests/support/screen/mount.tsx';
import { mountField } from '#tests/support/screen/mount-field.tsx';

const path = Path.parse('answers/D1.1/rationale');
const route = { screen: 'assessment', log: aLog(), doc: aDoc() } as const;
const quietHost: Host = { ask: () => new Promise(() => undefined), on: () => () => undefined };
/** Two letters above the limit of the register. */
const tooLong = `${'word '.repeat(4_000)}ab`;

function Why(): ReactElement | null {
  const open = useDocument(aLog(), aDoc());
  if (open.kind !== 'present') return null;
  const { document } = open.queryResult;
  return <CheckedTextField log={aLog()} document={document} path={path} label="Why" isReadOnly={false} />;
}

const open = (fakeFieldStore: FakeFieldStore, screen: ReactElement) =>
  mountField(fakeFieldStore, screen, route, quietHost);
const leave = () => mount(<p>Elsewhere</p>);
const why = () => page.getByRole('textbox', { name: 'Why' });
const savedIn = (fakeFieldStore: FakeFieldStore) =>
  fakeFieldStore.document().registers[path]?.heads.map(({ value }) => value);
const draftsIn = (fakeFieldStore: FakeFieldStore) =>
  new Promise<readonly { readonly text: string; readonly state: string }[]>((resolve) => {
    void fakeFieldStore.watch('drafts', null, (textDrafts) =>
      resolve(textDrafts.map(({ text, state }) => ({ text, state }))),
    );
  });
const hasDrafts = (fakeFieldStore: FakeFieldStore, count: number) =>
  vi.waitFor(async () => expect(await draftsIn(fakeFieldStore)).toHaveLength(count));

test('a text that is too long for its record is kept, shown again, and saved once it fits', async () => {
  const fakeFieldStore = makeFakeFieldStore(anAssessment({ [path]: 'before' }));
  await open(fakeFieldStore, <Why />);
  await userEvent.fill(why(), tooLong);
  await hasDrafts(fakeFieldStore, 1);
  await leave();
  expect([savedIn(fakeFieldStore), await draftsIn(fakeFieldStore)]).toEqual([
    ['before'],
    [{ text: tooLong, state: 'refused' }],
  ]);

  await open(fakeFieldStore, <Why />);
  await expect.element(why()).toHaveValue(tooLong);
  await expect.element(page.getByText(/^2 characters too many: the limit is 20,000/)).toBeVisible();
  await expect.element(page.getByText('before')).toBeVisible();
  expect(savedIn(fakeFieldStore)).toEqual(['before']);
  await userEvent.fill(why(), 'word');
  await vi.waitFor(() => expect(savedIn(fakeFieldStore)).toEqual(['word']));
  await hasDrafts(fakeFieldStore, 0);
  await expect.element(page.getByRole('button', { name: 'Discard the draft' })).not.toBeInTheDocument();
});

test('a text that is refused after its field has gone is kept too', async () => {
  const fakeFieldStore = makeFakeFieldStore(anAssessment({ [path]: 'before' }));
  await open(fakeFieldStore, <Why />);
  await expect.element(why()).toBeVisible();
  fakeFieldStore.setRoles(['manager'], { silently: true });
  await userEvent.fill(why(), 'not allowed any more');
  await leave();
  await hasDrafts(fakeFieldStore, 1);
  expect(await draftsIn(fakeFieldStore)).toEqual([{ text: 'not allowed any more', state: 'refused' }]);
});

test('a draft is discarded by its button, and one press brings it back', async () => {
  const fakeFieldStore = makeFakeFieldStore(anAssessment({ [path]: 'before' }));
  await open(fakeFieldStore, <Why />);
  await userEvent.fill(why(), tooLong);
  await hasDrafts(fakeFieldStore, 1);
  await page.getByRole('button', { name: 'Discard the draft' }).click();
  await expect.element(why()).toHaveValue('before');
  await hasDrafts(fakeFieldStore, 0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.element(why()).toHaveValue(tooLong);
  await hasDrafts(fakeFieldStore, 1);
});

test('[D1] a text that no record has takes the place of “Saved” in the bar, and leads to its field', async () => {
  const fakeFieldStore = makeFakeFieldStore(anAssessment({ [path]: 'before' }));
  await open(
    fakeFieldStore,
    <AppFrame>
      <ScreenFrame title="Screen">
        <Why />
      </ScreenFrame>
    </AppFrame>,
  );
  await expect.element(page.getByText(/^Saved on this laptop/)).toBeVisible();
  await userEvent.fill(why(), tooLong);
  const bar = page.getByRole('button', { name: /1 text not saved/ });
  await expect.element(bar).toBeVisible();
  expect(page.getByText(/^Saved on this laptop/).elements()).toEqual([]);
  await bar.click();
  await expect.element(page.getByRole('link', { name: 'Why' })).toBeVisible();
  await expect.element(page.getByText(/2 characters too many$/)).toBeVisible();
});

/** A form in a dialog, which `onAct` closes when the text is accepted. */
function Form({
  onAct,
  onClose,
}: {
  readonly onAct: (text: string) => boolean;
  readonly onClose: () => void;
}) {
  const [text, setText] = useState('');
  return (
    <FormDialog
      title="New thing"
      act="Keep it"
      problem={null}
      onAct={() => onAct(text) && onClose()}
      onClose={onClose}
    >
      <TextField label="Name of it" value={text} onChange={setText} />
    </FormDialog>
  );
}

function Opener({ onAct }: { readonly onAct: (text: string) => boolean }): ReactElement {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <button type="button" onClick={() => setIsOpen(true)}>
        Begin
      </button>
      {isOpen && <Form onAct={onAct} onClose={() => setIsOpen(false)} />}
    </>
  );
}

const nameOfIt = () => page.getByRole('textbox', { name: 'Name of it' });
const begin = () => page.getByRole('button', { name: 'Begin' }).click();

test('a half-filled form stays a draft after Escape, and goes when it is kept or cancelled', async () => {
  const fakeFieldStore = makeFakeFieldStore(anAssessment({}));
  const kept: string[] = [];
  await open(fakeFieldStore, <Opener onAct={(text) => kept.push(text) > 0} />);
  await begin();
  await userEvent.fill(nameOfIt(), 'half a na');
  await hasDrafts(fakeFieldStore, 1);
  await userEvent.keyboard('{Escape}');
  await expect.element(nameOfIt()).not.toBeInTheDocument();
  expect(await draftsIn(fakeFieldStore)).toEqual([{ text: 'half a na', state: 'unfinished' }]);

  await begin();
  await expect.element(nameOfIt()).toHaveValue('half a na');
  await page.getByRole('button', { name: 'Keep it' }).click();
  await hasDrafts(fakeFieldStore, 0);
  expect(kept).toEqual(['half a na']);

  await begin();
  await userEvent.fill(nameOfIt(), 'another');
  await hasDrafts(fakeFieldStore, 1);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await hasDrafts(fakeFieldStore, 0);
});

test('a form that refuses its text keeps the draft when it is closed by Escape', async () => {
  const fakeFieldStore = makeFakeFieldStore(anAssessment({}));
  await open(fakeFieldStore, <Opener onAct={() => false} />);
  await begin();
  await userEvent.fill(nameOfIt(), 'not allowed');
  await page.getByRole('button', { name: 'Keep it' }).click();
  await userEvent.keyboard('{Escape}');
  await expect.element(nameOfIt()).not.toBeInTheDocument();
  await hasDrafts(fakeFieldStore, 1);
});

/** A line that adds its text to a list, and is empty then. */
function Line(): ReactElement {
  const [text, setText] = useState('');
  const [added, setAdded] = useState<readonly string[]>([]);
  return (
    <>
      <TextArea label="Line" value={text} onChange={setText} />
      <button
        type="button"
        onClick={() => {
          setAdded([...added, text]);
          setText('');
        }}
      >
        Add
      </button>
      <p>{added.join(', ')}</p>
    </>
  );
}

test('a line that is added leaves no draft, and one that is not added is there again', async () => {
  const fakeFieldStore = makeFakeFieldStore(anAssessment({}));
  await open(fakeFieldStore, <Line />);
  await userEvent.fill(page.getByRole('textbox', { name: 'Line' }), 'first');
  await hasDrafts(fakeFieldStore, 1);
  await page.getByRole('button', { name: 'Add' }).click();
  await hasDrafts(fakeFieldStore, 0);
  await userEvent.fill(page.getByRole('textbox', { name: 'Line' }), 'second');
  await hasDrafts(fakeFieldStore, 1);
  await leave();
  for (let times = 0; times < 2; times += 1) {
    await open(fakeFieldStore, <Line />);
    await expect.element(page.getByRole('textbox', { name: 'Line' })).toHaveValue('second');
    await leave();
    await hasDrafts(fakeFieldStore, 1);
  }
});

/** A line for a record that takes its text when the test says so. */
function SlowLine({ saving }: { readonly saving: Promise<boolean> }): ReactElement {
  const lineToAdd = useLineToAdd(() => saving);
  return (
    <FieldForm name="Lines" isOngoing onSubmit={lineToAdd.add}>
      <TextArea label="Line" value={lineToAdd.text} onChange={lineToAdd.setText} />
      <button type="submit">Add</button>
    </FieldForm>
  );
}

test.each([
  { isSaved: true, left: 0 },
  { isSaved: false, left: 1 },
])('a line that is left while a slow disk saves it has $left drafts then', async ({ isSaved, left }) => {
  const fakeFieldStore = makeFakeFieldStore(anAssessment({}));
  let end: (isSaved: boolean) => void = () => undefined;
  const saving = new Promise<boolean>((resolve) => {
    end = resolve;
  });
  await open(fakeFieldStore, <SlowLine saving={saving} />);
  await userEvent.fill(page.getByRole('textbox', { name: 'Line' }), 'first');
  await hasDrafts(fakeFieldStore, 1);
  await page.getByRole('button', { name: 'Add' }).click();
  await leave();
  await hasDrafts(fakeFieldStore, 1);
  end(isSaved);
  await painted();
  await expect.poll(() => draftsIn(fakeFieldStore)).toHaveLength(left);
});

/** A line whose record takes one text after the other, each as slowly as a disk does. */
function SlowList({ saved }: { readonly saved: string[] }): ReactElement {
  const lineToAdd = useLineToAdd(async (typed) => {
    await new Promise((resolve) => setTimeout(resolve, 100));
    return saved.push(typed) > 0;
  });
  return (
    <FieldForm name="Lines" isOngoing onSubmit={lineToAdd.add}>
      <TextField label="Line" value={lineToAdd.text} onChange={lineToAdd.setText} />
    </FieldForm>
  );
}

test('a line that is added while a slow disk saves the one before is added after it', async () => {
  const fakeFieldStore = makeFakeFieldStore(anAssessment({}));
  const saved: string[] = [];
  await open(fakeFieldStore, <SlowList saved={saved} />);
  const line = page.getByRole('textbox', { name: 'Line' });
  for (const text of ['first', 'second']) {
    await userEvent.fill(line, text);
    await userEvent.keyboard('{Enter}{Enter}');
  }
  await expect.poll(() => saved).toEqual(['first', 'second']);
  await expect.element(line).toHaveValue('');
  await hasDrafts(fakeFieldStore, 0);
});

test('letters that are typed behind a line while it is being saved are a draft', async () => {
  const fakeFieldStore = makeFakeFieldStore(anAssessment({}));
  const saved: string[] = [];
  await open(fakeFieldStore, <SlowList saved={saved} />);
  const line = page.getByRole('textbox', { name: 'Line' });
  await userEvent.fill(line, 'first');
  await userEvent.keyboard('{Enter} second');
  await expect.poll(() => saved).toEqual(['first']);
  await expect.element(line).toHaveValue(' second');
  await expect.poll(() => draftsIn(fakeFieldStore)).toEqual([{ text: ' second', state: 'unfinished' }]);
});

/** Two fields with one label in one form, which stays on the screen and refuses what is added. */
function Twins(): ReactElement {
  const [texts, setTexts] = useState(['', '']);
  return (
    <FieldForm name="Twins" isOngoing onSubmit={() => undefined}>
      {texts.map((text, at) => (
        <TextArea
          key={at}
          label="Note"
          value={text}
          onChange={(typed) => setTexts((now) => now.with(at, typed))}
        />
      ))}
      <button type="submit">Add both</button>
    </FieldForm>
  );
}

/** One of two screens, of which the other has no form. */
function Screens(): ReactElement {
  const [isHere, setIsHere] = useState(true);
  return (
    <>
      <button type="button" onClick={() => setIsHere(false)}>
        Go elsewhere
      </button>
      {isHere && <Twins />}
    </>
  );
}

const notes = () => page.getByRole('textbox', { name: 'Note' });

test('two fields of one label have a draft each, and each gets its own back', async () => {
  const fakeFieldStore = makeFakeFieldStore(anAssessment({}));
  await open(fakeFieldStore, <Twins />);
  await userEvent.fill(notes().nth(1), 'of the second');
  await userEvent.fill(notes().nth(0), 'of the first');
  await hasDrafts(fakeFieldStore, 2);
  await leave();
  await open(fakeFieldStore, <Twins />);
  await expect.element(notes().nth(0)).toHaveValue('of the first');
  await expect.element(notes().nth(1)).toHaveValue('of the second');
});

test('a form that was submitted and did not take its texts keeps them when it is left', async () => {
  const fakeFieldStore = makeFakeFieldStore(anAssessment({}));
  await open(fakeFieldStore, <Screens />);
  await userEvent.fill(notes().nth(0), 'not taken');
  await hasDrafts(fakeFieldStore, 1);
  await page.getByRole('button', { name: 'Add both' }).click();
  await page.getByRole('button', { name: 'Go elsewhere' }).click();
  await expect.element(notes().first()).not.toBeInTheDocument();
  expect(await draftsIn(fakeFieldStore)).toEqual([{ text: 'not taken', state: 'unfinished' }]);
});

test('a form of which the screen is locked after its button keeps its texts', async () => {
  const fakeFieldStore = makeFakeFieldStore(anAssessment({}));
  await open(fakeFieldStore, <Opener onAct={() => false} />);
  await begin();
  await userEvent.fill(nameOfIt(), 'under way');
  await hasDrafts(fakeFieldStore, 1);
  await page.getByRole('button', { name: 'Keep it' }).click();
  await leave();
  expect(await draftsIn(fakeFieldStore)).toEqual([{ text: 'under way', state: 'unfinished' }]);
});

test('five million pasted letters stay in their field, are kept whole, and can be discarded', async () => {
  const fakeFieldStore = makeFakeFieldStore(anAssessment({ [path]: 'before' }));
  await open(fakeFieldStore, <Why />);
  await expect.element(why()).toHaveValue('before');
  const pasted = 'A sentence of a pasted report. '.repeat(170_000);
  await userEvent.click(why());
  pasteInto(why().element(), pasted);
  await vi.waitFor(
    async () => expect((await draftsIn(fakeFieldStore)).map(({ text }) => text === pasted)).toEqual([true]),
    30_000,
  );
  expect(savedIn(fakeFieldStore)).toEqual(['before']);
  await leave();
  await open(fakeFieldStore, <Why />);
  // A field of five million letters would lay them out for a minute at each key.
  await expect
    .element(page.getByText(/the text has 5,270,000 characters\. It is kept whole\.$/))
    .toBeVisible();
  await expect.element(why()).toHaveAttribute('readonly');
  expect((why().element() as HTMLTextAreaElement).value.length).toBeLessThan(3_000);
  await page.getByRole('button', { name: 'Discard the draft' }).click();
  await expect.element(why()).toHaveValue('before');
}, 120_000);

/** Paste over the whole text, as a browser tells of it. */
function pasteInto(field: Element, text: string): void {
  const clipboardData = new DataTransfer();
  clipboardData.setData('text/plain', text);
  if (field instanceof HTMLTextAreaElement) field.select();
  const paste = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
  // Else the browser inserts it, and lays it out.
  if (field.dispatchEvent(paste)) document.execCommand('insertText', false, text);
}
