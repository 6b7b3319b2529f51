import { expect, test } from 'vitest';
import { InterviewNoteId } from '#domain/interview/interview-note.ts';
import { createDestination, matchDestinations } from '#renderer/field/app/keyboard/destinations.ts';
import {
  type FieldRoute,
  fieldAddressOf,
  missionHomeTab,
  parseFieldAddress,
  rememberedQuestion,
} from '#renderer/field/parts/field-route.ts';
import { aDoc, aLog } from '#tests/support/builders/sample-ids.ts';

const routes: readonly FieldRoute[] = [
  { screen: 'today' },
  { screen: 'missions' },
  { screen: 'mission', log: aLog(), tab: 'workshops' },
  { screen: 'assessment', log: aLog(), doc: aDoc() },
  { screen: 'assessment', log: aLog(), doc: aDoc(), question: 'D5.4' },
  { screen: 'assessment', log: aLog(), doc: aDoc(), tab: 'review' },
  { screen: 'assessment', log: aLog(), doc: aDoc(), tab: 'ratings', question: 'D5.4' },
  { screen: 'assessment', log: aLog(), doc: aDoc(), tab: 'findings' },
  // A form may have a question with the name of a tab.
  { screen: 'assessment', log: aLog(), doc: aDoc(), question: 'findings' },
  { screen: 'mission', log: aLog(), tab: 'plan' },
  { screen: 'planItem', log: aLog(), item: 'i1' },
  { screen: 'reports', log: aLog() },
  { screen: 'workshop', log: aLog(), doc: aDoc() },
  { screen: 'workshop', log: aLog(), doc: aDoc(), section: 'register' },
  { screen: 'workshop', log: aLog(), doc: aDoc(), section: 'notes', session: 'w1-03' },
  { screen: 'workshop', log: aLog(), doc: aDoc(), session: 'w1-03' },
  // A session may have the name of a section.
  { screen: 'workshop', log: aLog(), doc: aDoc(), session: 'register' },
  { screen: 'mission', log: aLog(), tab: 'notes' },
  { screen: 'note', log: aLog(), note: InterviewNoteId.parse('0192f0c1-0009-4000-8000-000000000001') },
  {
    screen: 'note',
    log: aLog(),
    note: InterviewNoteId.parse('0192f0c1-0009-4000-8000-000000000001'),
    about: { doc: aDoc(), question: 'D5.4' },
  },
  { screen: 'conflicts' },
  { screen: 'whereabouts' },
  { screen: 'settings' },
];

test.each(routes)('the address of %j leads back to it', (fieldRoute) => {
  expect(parseFieldAddress(fieldAddressOf(fieldRoute))).toEqual(fieldRoute);
});

test.each(['', '#/', '#/nowhere'])('%j leads to today', (address) => {
  expect(parseFieldAddress(address)).toEqual({ screen: 'today' });
});

test('a mission that cannot be one leads to the missions', () => {
  expect(parseFieldAddress('#/missions/not-an-id/assessments')).toEqual({ screen: 'missions' });
});

const destinations = [
  createDestination('mission', 'Arlandia: baseline', '', { screen: 'missions' }),
  createDestination('assessment', 'National Police', 'Arlandia: baseline', { screen: 'conflicts' }),
  createDestination('assessment', 'Cour suprême', 'Arlandia: baseline', { screen: 'settings' }),
];

test.each([
  ['police arl', ['National Police']],
  ['supreme', ['Cour suprême']],
  ['baseline', ['Arlandia: baseline', 'National Police', 'Cour suprême']],
  ['cour', ['Cour suprême']],
  ['laboratory', []],
])('Ctrl K finds by any words, without accents: %s', (text, titles) => {
  expect(matchDestinations(destinations, text).map(({ title }) => title)).toEqual(titles);
});

test('a mission opens on its workshops for a person who only trains, else on its assessments', () => {
  expect(missionHomeTab(['trainer'])).toBe('workshops');
  expect(missionHomeTab(['rapporteur', 'trainer'])).toBe('workshops');
  expect(missionHomeTab(['trainer', 'assessor'])).toBe('assessments');
  expect(missionHomeTab([])).toBe('assessments');
});

test('the remembered question of the same record counts before the one of the route', () => {
  const route = { screen: 'assessment', log: aLog(), doc: aDoc(), question: 'D1.1' } as const;
  expect(rememberedQuestion(route, fieldAddressOf({ ...route, question: 'D5.4' }))).toBe('D5.4');
  expect(rememberedQuestion(route, fieldAddressOf({ ...route, doc: aDoc(2), question: 'D5.4' }))).toBe(
    'D1.1',
  );
  expect(rememberedQuestion(route, '')).toBe('D1.1');
});
