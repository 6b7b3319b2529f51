import { expect, test } from 'vitest';
import { Path } from '#domain/document/op.ts';
import {
  findInstitutions,
  hidesInstitutions,
  institutionsToHide,
  replaceInstitutions,
} from '#domain/privacy/find-institutions.ts';
import { findUncheckedTexts, namesHiddenInstitution } from '#domain/privacy/find-unchecked-texts.ts';
import { personalDataHitKey } from '#domain/privacy/personal-data-hit.ts';
import { withParticipants, written } from '#tests/support/builders/a-register.ts';

const registered = [
  { name: 'National Police', type: 'POL' },
  { name: 'National Police Service', type: 'POL' },
  { name: 'Supreme Court', type: 'JUD' },
  { name: 'NPS', type: 'POL' },
  { name: 'Gendarmerie', type: 'POL' },
  { name: 'وزارة العدل', type: 'MIN' },
];
const namesIn = (text: string) => findInstitutions(text, registered).map((hit) => hit.text);

test.each([
  ['The National Police adopts a form with the Supreme Court.', ['National Police', 'Supreme Court']],
  ['national police service holds it', ['national police service']],
  ['NPS and nps', ['NPS']],
  ['The gendarmerie of another State', []],
  ['قررت وزارة العدل ذلك، ووزارة العدل وافقت', ['وزارة العدل', 'ووزارة العدل']],
  ['The police of a nation', []],
])('[E 3] institutions of the register are found in %j', (text, names) => {
  expect(namesIn(text)).toEqual(names);
});

test('[E 3] institutions are replaced by words for their type, and the words around them stay', () => {
  const text = 'National Police adopts a form with the Supreme Court.';
  const words = (type: string | null) => (type === 'POL' ? 'a police institution' : 'another institution');
  expect(replaceInstitutions(text, findInstitutions(text, registered), words)).toBe(
    'a police institution adopts a form with the another institution.',
  );
});

const value = (path: string, content: boolean | string) => ({ path: Path.parse(path), value: content });
const text = 'National Police adopts a form.';
const withEntry = (isHidden: boolean, ...more: readonly ReturnType<typeof value>[]) =>
  written(withParticipants(1, { institution: 'Institute of Arlandia' }), [
    value('non-attribution', isHidden),
    value('entries/e1/session', 's1'),
    value('entries/e1/text', text),
    ...more,
  ]);
const uncheckedIn = (workshop: ReturnType<typeof withEntry>) =>
  findUncheckedTexts(workshop, [], new Set(), registered).map(({ path, hits }) => [
    path,
    hits.map((hit) => hit.text),
  ]);

test('[E 3] a text that names an institution waits in a session without attribution', () => {
  expect(uncheckedIn(withEntry(true))).toEqual([['entries/e1/text', ['National Police']]]);
  expect(uncheckedIn(withEntry(false))).toEqual([]);
  const entry = { path: 'entries/e1/text', value: text };
  expect(namesHiddenInstitution(withEntry(true), entry, registered, [])).toBe(true);
  expect(namesHiddenInstitution(withEntry(false), entry, registered, [])).toBe(false);
});

test('[E 3] the switch of a session decides before that of the workshop', () => {
  const open = withEntry(true, value('sessions/s1/non-attribution', false));
  expect(uncheckedIn(open)).toEqual([]);
  expect(hidesInstitutions(open, 'entries/e1/text')).toBe(false);
  const hiddenDocument = withEntry(false, value('sessions/s1/non-attribution', true));
  expect(uncheckedIn(hiddenDocument)).toEqual([['entries/e1/text', ['National Police']]]);
  expect(hidesInstitutions(hiddenDocument, 'sessions/s1/notes')).toBe(true);
});

test('[E 3] an institution that a person decided to name waits no longer', () => {
  const [institutionHit] = findInstitutions(text, registered);
  if (institutionHit === undefined) throw new Error('nothing found');
  const checked = withEntry(true, value(`text-checks/${personalDataHitKey(institutionHit)}`, true));
  expect(uncheckedIn(checked)).toEqual([]);
});

test('[E 3] institutions of participants are hidden as well, and the register of them stays', () => {
  const named = withEntry(true, value('entries/e1/owner', 'Institute of Arlandia'));
  expect(uncheckedIn(named)).toEqual([
    ['entries/e1/text', ['National Police']],
    ['entries/e1/owner', ['Institute of Arlandia']],
  ]);
  expect(institutionsToHide(named, [])).toEqual([{ name: 'Institute of Arlandia', type: 'MIN' }]);
  expect(hidesInstitutions(named, 'participants/p1/institution')).toBe(false);
});
