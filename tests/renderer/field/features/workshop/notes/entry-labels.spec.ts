import { expect, test } from 'vitest';
import { readSessionEntries } from '#domain/workshop/session-entry.ts';
import { withPresentInstitutions } from '#renderer/field/features/workshop/notes/entry-labels.ts';
import { after, anEmptyWorkshop, deviceA } from '#tests/support/builders/a-workshop.ts';

test('[A1] notes of sessions show the present name of an institution, and no name for none', () => {
  const typed = { 'e1/institution': 'Old court', 'e2/institution': 'Port', 'e3/text': 'Nobody said it.' };
  const workshop = Object.entries(typed).reduce(
    (previousDocument, [part, value], at) =>
      after(previousDocument, { by: deviceA, n: at + 1, path: `entries/${part}`, value }),
    anEmptyWorkshop,
  );
  const named = withPresentInstitutions(readSessionEntries(workshop), (name) =>
    name === 'Port' ? name : 'New court',
  );
  expect(named.map(({ id, institution }) => [id, institution])).toEqual([
    ['e1', 'New court'],
    ['e2', 'Port'],
    ['e3', ''],
  ]);
});
