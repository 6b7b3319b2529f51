import type { ReactElement } from 'react';
import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { type OpenDocument, useDocument } from '#renderer/field/app/documents/use-document.ts';
import {
  QuestionComments,
  useUnsentComments,
} from '#renderer/field/features/assessment/question-context/question-comments.tsx';
import type { Host } from '#renderer/host/host-contract.ts';
import { anAssessment } from '#tests/support/builders/an-assessment.ts';
import { aDoc, aLog } from '#tests/support/builders/sample-ids.ts';
import { makeFakeFieldStore } from '#tests/support/screen/fake-field-store.ts';
import { mountField } from '#tests/support/screen/mount-field.tsx';

const quietHost: Host = { ask: () => new Promise(() => undefined), on: () => () => undefined };

interface WritingProps {
  readonly choose: OpenDocument['choose'];
}

function Writing({ choose }: WritingProps): ReactElement {
  return <QuestionComments question="D1.1" name="D1.1" comments={[]} unsent={useUnsentComments(choose)} />;
}

function Comments(): ReactElement | null {
  const open = useDocument(aLog(), aDoc());
  return open.kind === 'present' ? <Writing choose={open.choose} /> : null;
}

test('a comment that is added while a slow disk saves the one before is added after it', async () => {
  const fakeFieldStore = makeFakeFieldStore(anAssessment({}));
  await mountField(
    fakeFieldStore,
    <Comments />,
    { screen: 'assessment', log: aLog(), doc: aDoc() },
    quietHost,
  );
  const field = page.getByRole('textbox');
  const disk = fakeFieldStore.hold();
  await userEvent.fill(field, 'first');
  const add = page.getByRole('button', { name: 'Add' });
  await add.click();
  await userEvent.fill(field, 'second');
  await add.click();
  disk.open();
  const texts = () =>
    fakeFieldStore.written
      .flat()
      .flatMap((registerWrite) =>
        registerWrite.path.endsWith('/text') && 'value' in registerWrite ? [registerWrite.value] : [],
      );
  await expect.poll(texts).toEqual(['first', 'second']);
  await expect.element(field).toHaveValue('');
});
