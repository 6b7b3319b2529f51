import { expect, test } from 'vitest';
import { maximumDraftLength } from '#domain/draft/text-draft.ts';
import { openTextDrafts } from '#renderer/field/app/drafts/text-drafts.ts';
import { createUnsavedInputTracker } from '#renderer/field/app/session/unsaved-input-tracker.ts';
import { anAssessment } from '#tests/support/builders/an-assessment.ts';
import { aDoc, aLog } from '#tests/support/builders/sample-ids.ts';
import { makeFakeFieldStore } from '#tests/support/screen/fake-field-store.ts';

const draftKey = { log: aLog(), doc: aDoc(), part: 'answers/D1.1/rationale' };

test('[D1] a text that even the drafts refuse is listed, and nothing is called saved', async () => {
  const inputTracker = createUnsavedInputTracker();
  const store = {
    ...makeFakeFieldStore(anAssessment({})),
    saveTextDraft: () => Promise.reject(new Error('too long')),
  };
  const textDrafts = await openTextDrafts({
    store,
    unsaved: inputTracker,
    onFlush: () => () => undefined,
    nowMs: () => 1_000,
  });
  textDrafts.keep(draftKey, { text: 'x'.repeat(maximumDraftLength + 1), state: 'refused', excess: 1 });
  await textDrafts.flush();
  expect(textDrafts.list().map(({ text }) => text.length)).toEqual([maximumDraftLength + 1]);
  expect(inputTracker.hasAny()).toBe(true);
});
