import { type ReactElement, useState } from 'react';
import { expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { Path } from '#domain/document/op.ts';
import { InterviewNoteId } from '#domain/interview/interview-note.ts';
import { missionKind } from '#domain/mission/mission.ts';
import { CheckedTextField, textChecksOf } from '#renderer/field/app/documents/checked-text-field.tsx';
import { useDocument } from '#renderer/field/app/documents/use-document.ts';
import { NoteScreen } from '#renderer/field/features/notes/note-screen.tsx';
import { TextChecksContext } from '#renderer/records/text-checks.ts';
import type { MissionSummary } from '#renderer/store/api/store-api.ts';
import { anAssessment } from '#tests/support/builders/an-assessment.ts';
import { aDoc, aLog } from '#tests/support/builders/sample-ids.ts';
import { makeFakeFieldStore } from '#tests/support/screen/fake-field-store.ts';
import { mountField } from '#tests/support/screen/mount-field.tsx';

const path = Path.parse('answers/D1.1/rationale');
const report = `${'A report that was written elsewhere. '.repeat(600)}The end.`;

/** Source of a copy, beside the target of the paste. */
function Beside({ children }: { readonly children: ReactElement }): ReactElement {
  const [text, setText] = useState(report);
  return (
    <>
      <textarea aria-label="Another program" value={text} onChange={(event) => setText(event.target.value)} />
      {children}
    </>
  );
}

function Why(): ReactElement | null {
  const open = useDocument(aLog(), aDoc());
  if (open.kind !== 'present') return null;
  const { document } = open.queryResult;
  return <CheckedTextField log={aLog()} document={document} path={path} label="Why" isReadOnly={false} />;
}

const field = (name: string) => page.getByLabelText(name, { exact: true }).first();

/** Copy the report there and paste it here, as a person does by the keyboard. */
async function paste(name: string): Promise<void> {
  await userEvent.click(field('Another program'));
  await userEvent.keyboard('{Control>}a{/Control}');
  await userEvent.copy();
  await userEvent.click(field(name));
  await userEvent.keyboard('{Control>}a{/Control}');
  await userEvent.paste();
}

/** A boolean, so that a failure does not print the whole report. */
const hasWhole = (name: string): boolean => valueOf(name) === report;
const valueOf = (name: string): string => {
  const element = field(name).element();
  return element instanceof HTMLTextAreaElement || element instanceof HTMLInputElement ? element.value : '';
};

const textOf = (element: Element | null): string => element?.textContent ?? '';
const describedBy = (name: string): string =>
  (field(name).element().getAttribute('aria-describedby') ?? '')
    .split(' ')
    .map((id) => textOf(document.querySelector(`#${CSS.escape(id)}`)))
    .join(' ');

test('overlong pasted text stays whole, is announced, and is not saved until it fits', async () => {
  const fakeFieldStore = makeFakeFieldStore(anAssessment({ [path]: 'before' }));
  const saved = () => fakeFieldStore.document().registers[path]?.heads.map(({ value }) => value);
  await mountField(
    fakeFieldStore,
    <Beside>
      <Why />
    </Beside>,
  );
  await paste('Why');
  await vi.waitFor(() => expect(hasWhole('Why')).toBe(true));
  const tooMany = (report.length - 20_000).toLocaleString('en');
  expect(describedBy('Why')).toContain(`${tooMany} characters too many: the limit is 20,000.`);
  await expect.element(field('Why')).toHaveAttribute('aria-invalid', 'true');
  const told = page.getByRole('status').filter({ hasText: 'This text is too long' });
  await expect.element(told).toBeInTheDocument();

  await userEvent.tab();
  expect(fakeFieldStore.written).toEqual([]);
  expect(saved()).toEqual(['before']);
  await vi.waitFor(() => expect(hasWhole('Why')).toBe(true));

  await userEvent.fill(field('Why'), report.slice(0, 20_000));
  await userEvent.tab();
  await vi.waitFor(() => expect(saved()).toEqual([report.slice(0, 20_000)]));
  await expect.element(told).not.toBeInTheDocument();
  await expect.element(field('Why')).not.toHaveAttribute('aria-invalid');
});

test('a hit moves with its text, and goes at once when it is erased', async () => {
  const fakeFieldStore = makeFakeFieldStore(
    anAssessment({ [path]: 'Write to a@example.org and b@example.org' }),
  );
  await mountField(
    fakeFieldStore,
    <TextChecksContext
      value={textChecksOf({ document: fakeFieldStore.document(), names: [], confirm: null })}
    >
      <Why />
    </TextChecksContext>,
  );
  const remove = page.getByRole('button', { name: /b@example\.org/ });
  await expect.element(remove).toBeVisible();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  await userEvent.fill(field('Why'), 'Please: Write to a@example.org and b@example.org');
  const button = remove.element();
  if (button instanceof HTMLElement) button.click();
  vi.useRealTimers();
  await vi.waitFor(() => expect(valueOf('Why')).toBe('Please: Write to a@example.org and …'));
  expect(page.getByText('b@example.org').elements()).toHaveLength(0);

  await userEvent.click(field('Why'));
  await userEvent.keyboard('{Control>}{End}{/Control}c@example.org');
  await expect.element(page.getByText('c@example.org')).toBeVisible();
  await userEvent.keyboard('{Control>}a{/Control}{Delete}');
  expect(page.getByRole('button', { name: /example\.org/ }).elements()).toHaveLength(0);
});

const mission: MissionSummary = {
  log: aLog(),
  doc: aDoc(9),
  kind: missionKind,
  title: 'Mission',
  status: 'under-way',
  changedAtMs: 1,
  conflicts: 0,
  waiting: 0,
  facts: {},
  assessments: 0,
  workshops: 0,
  returned: 0,
};

test('a note with an overlong text is not saved and states so until it fits', async () => {
  const fakeFieldStore = makeFakeFieldStore(anAssessment({ 'institution/name': 'Police service' }));
  const interviewNoteId = InterviewNoteId.parse('0192d3c0-0000-7000-8000-000000000001');
  await mountField(
    fakeFieldStore,
    <Beside>
      <NoteScreen log={aLog()} note={interviewNoteId} about={undefined} />
    </Beside>,
    undefined,
    undefined,
    [mission],
  );
  await paste('Institution');
  await expect.element(page.getByText(/^Not saved: a text of this note is too long/)).toBeVisible();
  expect(hasWhole('Institution')).toBe(true);
  await userEvent.fill(field('Institution'), 'Police service');
  await userEvent.tab();
  await expect.element(page.getByText(/^Not saved: a text of this note is too long/)).not.toBeInTheDocument();
});
