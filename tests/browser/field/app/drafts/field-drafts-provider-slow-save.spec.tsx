import { type ReactElement, useEffect, useState } from 'react';
import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { Host } from '#renderer/host/host-contract.ts';
import { FormDialog, TextField } from '#renderer/ui';
import { anAssessment } from '#tests/support/builders/an-assessment.ts';
import { aDoc, aLog } from '#tests/support/builders/sample-ids.ts';
import { type FakeFieldStore, makeFakeFieldStore } from '#tests/support/screen/fake-field-store.ts';
import { painted } from '#tests/support/screen/mount.tsx';
import { mountField } from '#tests/support/screen/mount-field.tsx';

const route = { screen: 'assessment', log: aLog(), doc: aDoc() } as const;
const quietHost: Host = { ask: () => new Promise(() => undefined), on: () => () => undefined };
const draftsIn = (fakeFieldStore: FakeFieldStore) =>
  new Promise<readonly unknown[]>((resolve) => {
    void fakeFieldStore.watch('drafts', null, (drafts) => resolve(drafts));
  });

interface SlowDialogProps {
  /** End of the save, and whether the record took the text. */
  readonly saving: Promise<boolean>;
  /** The screen around the dialog is left. */
  readonly leaving: Promise<void>;
}

/** A dialog whose record is saved by a slow disk, and which closes once it is. */
function SlowDialog({ saving, leaving }: SlowDialogProps): ReactElement {
  const [text, setText] = useState('');
  const [isOpen, setIsOpen] = useState(true);
  useEffect(() => void leaving.then(() => setIsOpen(false)), [leaving]);
  if (!isOpen) return <p>Elsewhere</p>;
  const save = async (): Promise<boolean> => {
    const isSaved = await saving;
    if (isSaved) setIsOpen(false);
    return isSaved;
  };
  return (
    <FormDialog title="New thing" act="Keep it" problem={null} onAct={save} onClose={() => undefined}>
      <TextField label="Name of it" value={text} onChange={setText} />
    </FormDialog>
  );
}

test.each([
  { order: ['leave', 'saved'], left: 0 },
  { order: ['leave', 'refused'], left: 1 },
  { order: ['saved', 'leave'], left: 0 },
  { order: ['refused', 'leave'], left: 1 },
])('a dialog with a slow save has $left drafts after $order', async ({ order, left }) => {
  const fakeFieldStore = makeFakeFieldStore(anAssessment({}));
  let endSave: (isSaved: boolean) => void = () => undefined;
  let leave: () => void = () => undefined;
  const saving = new Promise<boolean>((resolve) => {
    endSave = resolve;
  });
  const leaving = new Promise<void>((resolve) => {
    leave = resolve;
  });
  await mountField(fakeFieldStore, <SlowDialog saving={saving} leaving={leaving} />, route, quietHost);
  await userEvent.fill(page.getByRole('textbox', { name: 'Name of it' }), 'a name');
  await expect.poll(() => draftsIn(fakeFieldStore)).toHaveLength(1);
  await page.getByRole('button', { name: 'Keep it' }).click();
  for (const event of order) {
    if (event === 'leave') leave();
    else endSave(event === 'saved');
    await painted();
    await painted();
  }
  await expect.element(page.getByText('Elsewhere')).toBeVisible();
  expect(await draftsIn(fakeFieldStore)).toHaveLength(left);
});
