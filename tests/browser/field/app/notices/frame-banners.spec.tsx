import { type ReactElement, use, useState } from 'react';
import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { assessmentKind } from '#domain/assessment/assessment.ts';
import { Path } from '#domain/document/op.ts';
import { FrameContext } from '#renderer/field/app/frame/frame-context.tsx';
import { FrameBanners } from '#renderer/field/app/frame/screen-frame.tsx';
import type { HeldText } from '#renderer/store/api/status-api.ts';
import { anAssessment } from '#tests/support/builders/an-assessment.ts';
import { aDoc, aLog } from '#tests/support/builders/sample-ids.ts';
import { makeFakeFieldStore } from '#tests/support/screen/fake-field-store.ts';
import { mountField } from '#tests/support/screen/mount-field.tsx';

const heldText: HeldText = {
  log: aLog(),
  doc: aDoc(),
  kind: assessmentKind,
  path: Path.parse('answers/D1.1/rationale'),
  hits: [],
  n: 1,
};

/** A frame in which each letter of a field makes its text wait for a check. */
function Frame(): ReactElement {
  const frameFacts = use(FrameContext);
  const [text, setText] = useState('');
  if (!frameFacts) throw new Error('mountField gives the facts');
  return (
    <FrameContext value={{ ...frameFacts, heldTexts: text === '' ? [] : [heldText] }}>
      <FrameBanners />
      <textarea aria-label="Why" value={text} onChange={(event) => setText(event.target.value)} />
      <button>Next</button>
    </FrameContext>
  );
}

test('the banner about a text to check comes when its field is left, and goes at once', async () => {
  await mountField(makeFakeFieldStore(anAssessment({})), <Frame />);
  const banner = page.getByText('Check one text before sending');
  await userEvent.click(page.getByRole('textbox', { name: 'Why' }));
  await userEvent.keyboard('Told by a person');
  await expect.element(banner).not.toBeInTheDocument();
  await userEvent.click(page.getByRole('button', { name: 'Next' }));
  await expect.element(banner).toBeVisible();
  await userEvent.clear(page.getByRole('textbox', { name: 'Why' }));
  await expect.element(banner).not.toBeInTheDocument();
});
