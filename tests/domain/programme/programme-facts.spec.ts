import { describe, expect, test } from 'vitest';
import type { JsonValue } from '#base/json.ts';
import { emptyDocument } from '#domain/document/document.ts';
import { applyOpToDocument } from '#domain/document/document-draft.ts';
import { dotOf, pathOf } from '#domain/document/op.ts';
import { permitWrite } from '#domain/kinds/permit.ts';
import { checkAgainstSchema } from '#domain/path-rules/kind-schema.ts';
import { Role } from '#domain/people/role.ts';
import {
  phaseDaysOf,
  phasesInMonth,
  programmeKind,
  programmeMonthOn,
  readProgrammeFacts,
} from '#domain/programme/programme.ts';
import { programmeSchema } from '#domain/programme/programme-schema.ts';
import { aDocument, anOp, deviceA, deviceB } from '#tests/support/builders/ops.ts';

const writing = (path: string, value: JsonValue, n = 1, deviceId = deviceA) =>
  anOp({ dot: dotOf(deviceId, n), kind: programmeKind, path: pathOf(...path.split('/')), value });
const after = (...valueOps: readonly ReturnType<typeof writing>[]) =>
  valueOps.reduce(
    (document, op) => applyOpToDocument(document, op, () => false),
    emptyDocument(aDocument, programmeKind),
  );
const aPhase = { title: 'Bridge', from: 7, to: 9, results: ['a study'] };

describe('[A6] the phases of a programme', () => {
  test('are the five default ones until somebody changes them', () => {
    const { phases } = readProgrammeFacts(undefined);
    expect(phases.map(({ id, value }) => [id, value.from, value.to])).toEqual([
      ['inception', 1, 6],
      ['knowledge', 4, 15],
      ['awareness', 10, 20],
      ['training', 16, 28],
      ['closing', 27, 30],
    ]);
  });

  test('are changed, taken out and added one by one, in the order of their months', () => {
    const programmeFacts = readProgrammeFacts(
      after(
        writing('phases/inception', { title: null, from: 1, to: 3, results: null }),
        writing('phases/knowledge', null, 2),
        writing('phases/own', aPhase, 3),
      ),
    );
    expect(programmeFacts.phases.map(({ id }) => id)).toEqual([
      'inception',
      'own',
      'awareness',
      'training',
      'closing',
    ]);
    expect(programmeFacts.phases[0]?.value.to).toBe(3);
  });

  test('name the heads that a change replaces, also those in conflict', () => {
    const programmeFacts = readProgrammeFacts(
      after(writing('phases/own', aPhase), writing('phases/own', { ...aPhase, to: 12 }, 1, deviceB)),
    );
    expect(programmeFacts.phases.find(({ id }) => id === 'own')?.seen).toHaveLength(2);
  });

  test('are refused with a last month before the first, or outside 20 years', () => {
    const isTaken = (value: JsonValue): boolean =>
      checkAgainstSchema(programmeSchema, writing('phases/own', value)).ok;
    expect(isTaken(aPhase)).toBe(true);
    expect(isTaken(null)).toBe(true);
    expect(isTaken({ ...aPhase, to: 6 })).toBe(false);
    expect(isTaken({ ...aPhase, from: 0 })).toBe(false);
    expect(isTaken({ ...aPhase, to: 241 })).toBe(false);
    expect(isTaken({ ...aPhase, title: '' })).toBe(false);
  });

  test('have days from the start of the programme, whose month may be short', () => {
    expect(phaseDaysOf({ from: 1, to: 6 }, '2025-10-01')).toEqual({ from: '2025-10-01', to: '2026-03-31' });
    expect(phaseDaysOf({ from: 2, to: 2 }, '2026-01-31')).toEqual({ from: '2026-02-28', to: '2026-03-30' });
    expect(phaseDaysOf({ from: 1, to: 6 }, null)).toBeNull();
  });

  test('of a month are all that it lies in; before and after the programme none', () => {
    const { phases } = readProgrammeFacts(undefined);
    const idsIn = (kind: 'before' | 'running' | 'over', month: number) =>
      phasesInMonth(phases, { kind, month, of: 30 }).map(({ id }) => id);
    expect(idsIn('running', 14)).toEqual(['knowledge', 'awareness']);
    expect(idsIn('running', 30)).toEqual(['closing']);
    expect(idsIn('before', 1)).toEqual([]);
    expect(idsIn('over', 30)).toEqual([]);
  });
});

describe('[A6] the month of the programme', () => {
  const monthOn = (
    today: string,
    startsOn: string | null = '2025-10-01',
    endsOn: string | null = '2028-03-31',
  ) => programmeMonthOn(today, startsOn, endsOn);

  test('counts from the first day to the last', () => {
    expect(monthOn('2025-10-01')).toEqual({ kind: 'running', month: 1, of: 30 });
    expect(monthOn('2025-10-31')).toMatchObject({ month: 1 });
    expect(monthOn('2025-11-01')).toMatchObject({ month: 2 });
    expect(monthOn('2026-11-18')).toEqual({ kind: 'running', month: 14, of: 30 });
    expect(monthOn('2028-03-31')).toEqual({ kind: 'running', month: 30, of: 30 });
  });

  test('says that the programme has not begun, or is over', () => {
    expect(monthOn('2025-09-30')).toEqual({ kind: 'before', month: 1, of: 30 });
    expect(monthOn('2028-04-01')).toEqual({ kind: 'over', month: 30, of: 30 });
  });

  test('is of 30 without a last day, and unknown without a first or with an earlier last', () => {
    expect(monthOn('2026-11-18', '2026-01-15', null)).toEqual({ kind: 'running', month: 11, of: 30 });
    expect(monthOn('2026-11-18', null)).toBeNull();
    expect(monthOn('2026-11-18', '2026-01-15', '2026-01-14')).toBeNull();
  });
});

test('[A5] the default split names the partners and their mandate areas; the programme changes it', () => {
  const [unoct] = readProgrammeFacts(undefined).partners;
  expect(unoct?.value).toMatchObject({ name: 'UNOCT', part: 'delivers' });
  const { partners } = readProgrammeFacts(
    after(
      writing('partners/cted', null),
      writing(
        'partners/own',
        { name: 'Institute', kind: 'provider', part: 'delivers', areas: ['policy'] },
        2,
      ),
    ),
  );
  expect(partners.map(({ value }) => value.name)).toEqual(['UNOCT', 'INTERPOL', 'UNODC', 'Institute']);
});

test('[A3] the programme manager alone changes facts of the programme', () => {
  const writersOf = (path: string, value: string) =>
    Role.options.filter((role) => permitWrite([role], writing(path, value), undefined).ok);
  expect(writersOf('name', 'CT TECH')).toEqual(['manager']);
  // An administrator opens it with its days.
  expect(writersOf('starts-on', '2025-10-01')).toEqual(['manager', 'admin']);
});
