import { expect, test } from 'vitest';
import { refuse } from '#domain/base/result.ts';
import { applyToDocument, conflictsOf, type Document, emptyDocument } from '#domain/document/document.ts';
import { dotOf } from '#domain/document/dot.ts';
import { checkAgainstSchema } from '#domain/document/kind-schema.ts';
import { pathOf } from '#domain/document/path.ts';
import { DeviceId, DocumentId } from '#domain/ids.ts';
import { agendaByDay } from '#domain/workshop/agenda.ts';
import { decideApplyTemplate, type PathValue } from '#domain/workshop/apply-template.ts';
import { readSessions } from '#domain/workshop/read-sessions.ts';
import { nationalPolicyTemplate, workshopTemplates } from '#domain/workshop/templates.ts';
import { workshopKind, workshopSchema } from '#domain/workshop/workshop.ts';

const deviceA = DeviceId.parse('a'.repeat(32));
const deviceB = DeviceId.parse('b'.repeat(32));
const doc = DocumentId.parse('018f0000-0000-7000-8000-000000000001');
const empty = emptyDocument(doc, workshopKind);

const opOf = (device: DeviceId, n: number, { path, value }: PathValue) =>
  ({
    dot: dotOf(device, n),
    stamp: [n, 0] as const,
    doc,
    kind: workshopKind,
    path,
    over: [],
    value,
  }) as const;

const applied = (document: Document, device: DeviceId, values: readonly PathValue[]): Document =>
  values.reduce(
    (before, value, at) => applyToDocument(before, opOf(device, at + 1, value), () => true),
    document,
  );

const valuesOf = (document: Document): readonly PathValue[] => {
  const decided = decideApplyTemplate(document, nationalPolicyTemplate);
  return decided.ok ? decided.value : [];
};

test('a workshop started from W1 has the agenda of the programme: four days, their sessions and minutes', () => {
  const days = agendaByDay(readSessions(applied(empty, deviceA, valuesOf(empty))), 0);
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
  expect(readSessions(both)).toHaveLength(15);
  expect(conflictsOf(both)).toEqual([]);
});

test('a template does not come on top of an agenda that someone has begun', () => {
  const begun = applied(empty, deviceA, [{ path: pathOf('sessions', 's1', 'title'), value: 'Opening' }]);
  expect(decideApplyTemplate(begun, nationalPolicyTemplate)).toEqual(
    refuse({ kind: 'agendaNotEmpty', sessions: 1 }),
  );
});

test('after all its sessions were removed, the template brings them back', () => {
  const full = applied(empty, deviceA, valuesOf(empty));
  const cleared = readSessions(full).reduce(
    (before, { id }, at) =>
      applyToDocument(
        before,
        opOf(deviceA, 200 + at, { path: pathOf('sessions', id, 'removed'), value: true }),
        () => true,
      ),
    full,
  );
  expect(readSessions(cleared)).toEqual([]);
  expect(valuesOf(cleared).filter(({ path }) => path.endsWith('/removed'))).toHaveLength(15);
});

test.each(workshopTemplates)('every value of template $code fits the workshop schema', (template) => {
  const decided = decideApplyTemplate(undefined, template);
  const refused = (decided.ok ? decided.value : []).filter(
    (value, at) => !checkAgainstSchema(workshopSchema, opOf(deviceA, at + 1, value)).ok,
  );
  expect(refused).toEqual([]);
});
