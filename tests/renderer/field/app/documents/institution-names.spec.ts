import { describe, expect, test } from 'vitest';
import { plainTextAt } from '#domain/document/document.ts';
import { type Institution, registerOf } from '#domain/programme/institutions.ts';
import { workshopKind } from '#domain/workshop/workshop.ts';
import { institutionNamesOf } from '#renderer/field/app/documents/institution-names.ts';
import { anAssessment } from '#tests/support/builders/an-assessment.ts';
import { aLog } from '#tests/support/builders/sample-ids.ts';

const court: Institution = {
  names: { en: 'Court of Cassation', fr: 'Cour de cassation' },
  otherNames: ['Supreme Court'],
  type: 'JUD',
  level: 'national',
  state: 'UY',
  isClosed: false,
  mergedInto: null,
};
const id = '00000000-0000-4000-8000-000000000001';
const entries = [...registerOf([{ id, value: court, seen: [] }]).entries.values()];
const log = aLog();
const french = institutionNamesOf({ entries, countries: { [log]: 'UY' } }, 'fr');

describe('[A1] the institution of a record', () => {
  const chosen = { 'institution/name': 'Tribunal', 'institution/ref': id };

  test('is named as the register names it now, in the language of the screen', () => {
    expect(french.nameOf(log, chosen)).toBe('Cour de cassation');
    expect(french.nameOf(log, { 'institution/name': 'supreme court' })).toBe('Cour de cassation');
    expect(french.nameOf(log, { 'institution/name': 'Port authority' })).toBe('Port authority');
  });

  test('comes before the own title of the record', () => {
    const titled = (title: string, facts: Readonly<Record<string, string>>): readonly string[] =>
      french.withPresentTitles([{ log, title, facts }]).map((row) => row.title);
    expect(titled('Baseline', chosen)).toEqual(['Cour de cassation · Baseline']);
    expect(titled('', chosen)).toEqual(['Cour de cassation']);
    expect(titled('Workshop', {})).toEqual(['Workshop']);
  });

  test('is searched by every name, the recorded one too', () => {
    expect(french.searchedNamesOf(log, chosen)).toEqual([
      'Tribunal',
      'Court of Cassation',
      'Cour de cassation',
      'Supreme Court',
    ]);
  });

  test('has its present name in the copy of a record for a file, beside all other values', () => {
    const record = anAssessment({ ...chosen, title: 'Baseline' });
    const copy = french.withPresentName(log, record);
    expect([plainTextAt(copy, 'institution/name'), plainTextAt(copy, 'title')]).toEqual([
      'Cour de cassation',
      'Baseline',
    ]);
    expect(plainTextAt(record, 'institution/name')).toBe('Tribunal');
  });

  test('keeps the typed text of a note, which its field edits', () => {
    const typed = {
      'entries/e1/institution': 'Supreme Court',
      'participants/p1/institution': 'Supreme Court',
    };
    const copy = french.withPresentName(log, { ...anAssessment(typed), kind: workshopKind });
    expect(plainTextAt(copy, 'entries/e1/institution')).toBe('Supreme Court');
  });
});
