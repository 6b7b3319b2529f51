import { expect, test } from 'vitest';
import { refuse } from '#base/result.ts';
import { conflictPathsOf, type Document } from '#domain/document/document.ts';
import type { PathValue } from '#domain/document/op.ts';
import type { DeviceId } from '#domain/ids.ts';
import { checkAgainstSchema } from '#domain/path-rules/kind-schema.ts';
import { decideApplyTemplate, decideCopyAgenda } from '#domain/workshop/create-workshop.ts';
import { dayStartOf, halfDayBlocksOf } from '#domain/workshop/session-times.ts';
import { builtInTemplates, nationalPolicyTemplate } from '#domain/workshop/templates/built-in-templates.ts';
import { WorkshopTemplate } from '#domain/workshop/templates/workshop-template.ts';
import { readLearningObjectives, readWorkshopSessions } from '#domain/workshop/workshop.ts';
import { groupAgendaByDay, withoutPauses } from '#domain/workshop/workshop-agenda.ts';
import { workshopSchema } from '#domain/workshop/workshop-schema.ts';
import {
  after,
  deviceA,
  deviceB,
  anEmptyWorkshop as empty,
  opOf,
} from '#tests/support/builders/a-workshop.ts';

const applied = (workshop: Document, by: DeviceId, pathValues: readonly PathValue[]): Document =>
  after(workshop, ...pathValues.map((value, at) => ({ ...value, by, n: at + 1 })));

const valuesOf = (document: Document, language = 'en'): readonly PathValue[] => {
  const decided = decideApplyTemplate(document, nationalPolicyTemplate, language);
  return decided.ok ? decided.value : [];
};

const begunFromW1 = applied(empty, deviceA, valuesOf(empty));

test('a workshop from template W1 has its agenda: four days with their sessions and minutes', () => {
  const agendaDays = groupAgendaByDay(readWorkshopSessions(begunFromW1), 0);
  expect(
    agendaDays.map(({ day, sessions, minutes }) => [day, withoutPauses(sessions).length, minutes]),
  ).toEqual([
    [1, 4, 285],
    [2, 4, 300],
    [3, 3, 270],
    [4, 4, 285],
  ]);
});

test('every day of W1 has a break and lunch, and so two half-days', () => {
  expect(halfDayBlocksOf(begunFromW1).map(({ id }) => id)).toEqual(
    [1, 2, 3, 4].flatMap((day) => [`${day}-am`, `${day}-pm`]),
  );
});

test('a session of W1 has its method, lead, objectives, materials and output', () => {
  expect(readWorkshopSessions(begunFromW1).find(({ id }) => id === 'w1-02')).toMatchObject({
    title: 'Who does what: mandates, coordination, oversight',
    minutes: 75,
    method: 'group mapping',
    lead: 'National focal point',
    objectives: ['LO1'],
    output: 'role map',
  });
  expect(readLearningObjectives(begunFromW1).map(({ code }) => code)).toEqual([
    'LO1',
    'LO2',
    'LO3',
    'LO4',
    'LO5',
    'LO6',
    'LO7',
  ]);
});

test('template texts are written in the screen language, or else in English', () => {
  const titleIn = (language: string): unknown =>
    valuesOf(empty, language).find(({ path }) => path === 'sessions/w1-lunch-01/title')?.value;
  expect([titleIn('fr'), titleIn('ar'), titleIn('es')]).toEqual(['Déjeuner', 'الغداء', 'Lunch']);
});

test('two people start the same workshop from W1 offline: one agenda and no conflict [M3]', () => {
  const both = applied(begunFromW1, deviceB, valuesOf(empty));
  expect(withoutPauses(readWorkshopSessions(both))).toHaveLength(15);
  expect(conflictPathsOf(both)).toEqual([]);
});

test('a template does not come on top of an agenda that someone has begun', () => {
  const begun = after(empty, { by: deviceA, n: 1, path: 'sessions/s1/title', value: 'Opening' });
  expect(decideApplyTemplate(begun, nationalPolicyTemplate, 'en')).toEqual(
    refuse({ kind: 'agendaNotEmpty', sessions: 1 }),
  );
});

test('after all its sessions were removed, the template brings them back', () => {
  const full = begunFromW1;
  const cleared = after(
    full,
    ...readWorkshopSessions(full).map(({ id }, at) => ({
      by: deviceA,
      n: 1000 + at,
      path: `sessions/${id}/removed`,
      value: true,
    })),
  );
  expect(readWorkshopSessions(cleared)).toEqual([]);
  expect(valuesOf(cleared).filter(({ path }) => path.endsWith('/removed'))).toHaveLength(24);
});

test.each(builtInTemplates)('every value of template $code fits the workshop schema', (workshopTemplate) => {
  const decided = decideApplyTemplate(undefined, workshopTemplate, 'ar');
  const refused = (decided.ok ? decided.value : []).filter(
    (pathValue, at) => !checkAgainstSchema(workshopSchema, opOf({ ...pathValue, by: deviceA, n: at + 1 })).ok,
  );
  expect(refused).toEqual([]);
});

test.each(builtInTemplates)(
  'template $code has all its texts in each language of the screens',
  (workshopTemplate) => {
    const { title, audience, outputs, objectives, sessions } = workshopTemplate;
    const localizedTexts = [
      title,
      audience,
      outputs,
      ...objectives.map(({ text }) => text),
      ...sessions.flatMap((templateSession) => [
        templateSession.title,
        templateSession.method,
        templateSession.lead,
        templateSession.materials,
        templateSession.output,
      ]),
    ].filter((text) => text !== null);
    expect(localizedTexts.filter((text) => Object.keys(text).join(' ') !== 'en fr ar')).toEqual([]);
  },
);

test.each(builtInTemplates)(
  'template $code opens with 30–60 minutes, closes with 45–60, and has days within nine hours',
  ({ sessions, days }) => {
    const heldTemplateSessions = sessions.filter(({ kind }) => kind === 'session');
    expect(heldTemplateSessions[0]?.minutes).toBeGreaterThanOrEqual(30);
    expect(heldTemplateSessions[0]?.minutes).toBeLessThanOrEqual(60);
    expect(heldTemplateSessions.at(-1)?.minutes).toBeGreaterThanOrEqual(45);
    expect(heldTemplateSessions.at(-1)?.minutes).toBeLessThanOrEqual(60);
    const lengths = Array.from({ length: days }, (_, at) =>
      sessions.filter(({ day }) => day === at + 1).reduce((sum, { minutes }) => sum + minutes, 0),
    );
    expect(Math.max(...lengths)).toBeLessThanOrEqual(540);
  },
);

test.each(builtInTemplates)('each objective of template $code is taught in a session', (workshopTemplate) => {
  const taught = new Set(workshopTemplate.sessions.flatMap(({ objectives }) => objectives));
  expect(workshopTemplate.objectives.filter(({ id }) => !taught.has(id))).toEqual([]);
});

test.each([
  ['a session after its last day', { days: 1 }],
  ['an objective that is not listed', { objectives: [] }],
])('a template with %s is refused', (_, part) => {
  expect(WorkshopTemplate.safeParse({ ...nationalPolicyTemplate, ...part }).success).toBe(false);
});

test('an earlier agenda is copied with its plan, without its rooms and results', () => {
  const heldDocument = after(
    begunFromW1,
    { by: deviceA, n: 900, path: 'day-starts/2', value: '08:30' },
    { by: deviceA, n: 901, path: 'sessions/w1-02/room', value: 'Harbour' },
    { by: deviceA, n: 902, path: 'sessions/w1-02/delivered-minutes', value: 80 },
  );
  const decided = decideCopyAgenda(undefined, heldDocument);
  const copy = applied(empty, deviceB, decided.ok ? decided.value : []);
  const planOf = (workshop: Document) =>
    readWorkshopSessions(workshop).map(({ id, day, minutes, title, objectives }) => [
      id,
      day,
      minutes,
      title,
      objectives,
    ]);
  expect(planOf(copy)).toEqual(planOf(heldDocument));
  expect(dayStartOf(copy, 2)).toBe(8 * 60 + 30);
  expect(readWorkshopSessions(copy).find(({ id }) => id === 'w1-02')).toMatchObject({
    room: '',
    deliveredMinutes: null,
  });
  expect(decideCopyAgenda(heldDocument, begunFromW1)).toEqual(
    refuse({ kind: 'agendaNotEmpty', sessions: 24 }),
  );
});
