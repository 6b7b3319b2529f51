import { expect, test } from 'vitest';
import { DocumentKind, Path } from '#domain/document/op.ts';
import { InterviewNoteId } from '#domain/interview/interview-note.ts';
import { createDestination, matchDestinations } from '#renderer/field/app/keyboard/destinations.ts';
import { foundGroupsOf, withPresentNoteTitles } from '#renderer/field/app/keyboard/found-texts.ts';
import { fieldAddressOf } from '#renderer/field/parts/field-route.ts';
import type { Translate } from '#renderer/i18n';
import type { FoundRecord, FoundText } from '#renderer/store/api/search-api.ts';
import { aDoc, aLog } from '#tests/support/builders/sample-ids.ts';

const [log, doc] = [aLog(), aDoc()];
const excerpt = [{ text: 'word', isMatch: true }];
const aText = (path: string, part: Partial<FoundText> = {}): FoundText => ({
  path: Path.parse(path),
  subject: '',
  target: null,
  excerpt,
  ...part,
});
const aRecord = (kind: string, ...texts: readonly FoundText[]): FoundRecord => ({
  kind: 'document',
  documentKind: DocumentKind.parse(kind),
  log,
  doc,
  title: 'Court',
  facts: {},
  mission: 'Arlandia',
  texts,
  more: 0,
});
/** Messages as their keys. */
const key = ((message: unknown) => String(message)) as Translate;
const groupsOf = (foundRecord: FoundRecord, listed: readonly string[] = []) =>
  foundGroupsOf({ records: [foundRecord], total: 1, building: null }, new Set(listed), key).groups;
const linesOf = (foundRecord: FoundRecord): readonly string[] =>
  groupsOf(foundRecord).flatMap(({ lines }) =>
    lines.map(({ position: place, route }) => `${place} -> ${fieldAddressOf(route)}`),
  );

test('a text of an assessment names its question and its field, and leads to the question or place', () => {
  const at = `#/missions/${log}/assessments/${doc}`;
  const question = { subject: 'D5.4', target: 'D5.4' };
  expect(
    linesOf(
      aRecord(
        'assessment',
        aText('answers/D5.4/rationale', question),
        aText('answers/rep/row1/q3/value', { subject: 'q3', target: 'row1~q3' }),
        aText('findings/f1/text'),
        aText('review/points/p1/text', question),
      ),
    ),
  ).toEqual([
    `D5.4 Data governance · path.rationale -> ${at}/D5.4`,
    `q3 · path.answer -> ${at}/row1~q3`,
    `frame.go.finding -> ${at}/findings`,
    `D5.4 Data governance · life.point.here -> ${at}/review`,
  ]);
});

test('a text of a workshop, a plan and a mission leads to its session, item or page', () => {
  const session = { subject: 'Opening', target: 's1' };
  expect(
    linesOf(
      aRecord(
        'workshop',
        aText('sessions/s1/notes', session),
        aText('sessions/s1/title', session),
        aText('entries/n1/text', session),
        aText('sessions/s1/room', session),
      ),
    ),
  ).toEqual([
    `Opening · path.session.notes -> #/missions/${log}/workshops/${doc}/agenda/s1`,
    `frame.go.session -> #/missions/${log}/workshops/${doc}/agenda/s1`,
    `Opening · frame.go.entry -> #/missions/${log}/workshops/${doc}/notes/s1`,
    `Opening · path.session.room -> #/missions/${log}/workshops/${doc}`,
  ]);
  expect(
    linesOf(aRecord('action-plan', aText('items/i1/title', { subject: 'Draft', target: 'i1' }))),
  ).toEqual([`frame.go.item -> #/missions/${log}/plan/i1`]);
  expect(linesOf(aRecord('mission', aText('title')))).toEqual([`path.title -> #/missions/${log}/overview`]);
});

test('a record that the list has already is not shown for its title alone, and its key is another', () => {
  const address = `#/missions/${log}/assessments/${doc}`;
  expect(groupsOf(aRecord('assessment', aText('title')), [address])).toEqual([]);
  const [foundGroup] = groupsOf(aRecord('assessment', aText('title'), aText('findings/f1/text')), [address]);
  expect(foundGroup?.lines).toHaveLength(1);
  expect([foundGroup?.id, ...(foundGroup?.lines ?? []).map(({ id }) => id)]).not.toContain(address);
});

test('a line names its item with the words around the match; a title is that of the page', () => {
  const excerpt = [
    { text: '…', isMatch: false },
    { text: 'a ', isMatch: false },
    { text: 'word', isMatch: true },
    { text: '…', isMatch: false },
  ];
  const foundRecord = aRecord('assessment', aText('findings/f1/text', { excerpt }), aText('title'));
  expect(groupsOf(foundRecord).flatMap(({ lines }) => lines.map(({ item }) => item))).toEqual([
    { path: 'findings/f1/text', target: null, words: 'a word' },
    null,
  ]);
});

test('a record is found among places by each of its names', () => {
  const route = { screen: 'assessment', log, doc } as const;
  const destination = createDestination('assessment', 'Court of Cassation', '', route, ['Supreme Court']);
  expect(matchDestinations([destination], 'supreme')).toEqual([destination]);
  expect(matchDestinations([destination], 'constitutional')).toEqual([]);
});

test('[A1] an interview note is titled by the present name of its institution', () => {
  const note: FoundRecord = {
    kind: 'note',
    note: InterviewNoteId.parse('0192f0c1-0009-4000-8000-000000000001'),
    log,
    title: 'Supreme Court, clerk',
    institution: 'Supreme Court',
    function: 'clerk',
    mission: 'Arlandia',
    texts: [],
    more: 0,
  };
  const court = aRecord('assessment');
  const titled = withPresentNoteTitles([note, court], { nameOf: () => 'Court of Cassation' });
  expect(titled.map(({ title }) => title)).toEqual(['Court of Cassation, clerk', 'Court']);
});
