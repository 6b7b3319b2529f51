import { expect, test } from 'vitest';
import { refuse } from '#base/result.ts';
import { conflictPathsOf, type Document } from '#domain/document/document.ts';
import { checkAgainstSchema } from '#domain/document/kind-schema.ts';
import type { DeviceId } from '#domain/ids.ts';
import { groupAgendaByDay } from '#domain/workshop/workshop-agenda.ts';
import type { PathValue } from '#domain/document/path.ts';
import { decideApplyTemplate } from '#domain/workshop/create-workshop.ts';
import { nationalPolicyTemplate, workshopTemplates } from '#domain/workshop/workshop-templates.ts';
import { readWorkshopSessions } from '#domain/workshop/workshop.ts';
import { workshopSchema } from '#domain/workshop/workshop-schema.ts';
import {
  after,
  anEmptyWorkshop as empty,
  deviceA,
  deviceB,
  opOf,
} from '#tests/support/builders/a-workshop.ts';

const applied = (workshop: Document, by: DeviceId, values: readonly PathValue[]): Document =>
  after(workshop, ...values.map((value, at) => ({ ...value, by, n: at + 1 })));

const valuesOf = (document: Document): readonly PathValue[] => {
  const decided = decideApplyTemplate(document, nationalPolicyTemplate);
  return decided.ok ? decided.value : [];
};

test('a workshop started from W1 has the agenda of the programme: four days, their sessions and minutes', () => {
  const days = groupAgendaByDay(readWorkshopSessions(applied(empty, deviceA, valuesOf(empty))), 0);
  expect(days.map(({ day, sessions, minutes }) => [day, sessions.length, minutes])).toEqual([
    [1, 4, 285],
    [2, 4, 300],
    [3, 3, 270],
    [4, 4, 285],
  ]);
  expect(days[0]?.sessions.map(({ title }) => title)).toEqual(
    nationalPolicyTemplate.sessions.slice(0, 4).map(({ title }) => title),
  );
});

test('two people start the same workshop from W1 offline: one agenda and no conflict [M3]', () => {
  const both = applied(applied(empty, deviceA, valuesOf(empty)), deviceB, valuesOf(empty));
  expect(readWorkshopSessions(both)).toHaveLength(15);
  expect(conflictPathsOf(both)).toEqual([]);
});

test('a template does not come on top of an agenda that someone has begun', () => {
  const begun = after(empty, { by: deviceA, n: 1, path: 'sessions/s1/title', value: 'Opening' });
  expect(decideApplyTemplate(begun, nationalPolicyTemplate)).toEqual(
    refuse({ kind: 'agendaNotEmpty', sessions: 1 }),
  );
});

test('after all its sessions were removed, the template brings them back', () => {
  const full = applied(empty, deviceA, valuesOf(empty));
  const cleared = after(
    full,
    ...readWorkshopSessions(full).map(({ id }, at) => ({
      by: deviceA,
      n: 200 + at,
      path: `sessions/${id}/removed`,
      value: true,
    })),
  );
  expect(readWorkshopSessions(cleared)).toEqual([]);
  expect(valuesOf(cleared).filter(({ path }) => path.endsWith('/removed'))).toHaveLength(15);
});

test.each(workshopTemplates)('every value of template $code fits the workshop schema', (template) => {
  const decided = decideApplyTemplate(undefined, template);
  const refused = (decided.ok ? decided.value : []).filter(
    (value, at) => !checkAgainstSchema(workshopSchema, opOf({ ...value, by: deviceA, n: at + 1 })).ok,
  );
  expect(refused).toEqual([]);
});
