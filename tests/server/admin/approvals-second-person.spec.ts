import { beforeEach, describe, expect, test } from 'vitest';
import type { PendingAct } from '#api/pending-act.ts';
import { GroupId, type LogId, PersonId } from '#domain/ids.ts';
import { Role } from '#domain/people/role.ts';
import { needsSecondPerson } from '#server/admin/approvals.ts';
import { secondPersonRefusal } from '#server/auth/second-person.ts';
import { newUuid } from '#server/db/open-store.ts';
import { deviceRow } from '#tests/support/server/device-row.ts';
import { nowMs, PackWriter } from '#tests/support/server/pack-writer.ts';
import { embedded } from '#tests/support/server/stores.ts';
import { TestHeadquarters, testDependencies } from '#tests/support/server/test-headquarters.ts';

// The rules of "No administrator alone" (docs/threat-model.md), one by one.

const dayMs = 24 * 60 * 60_000;
const newPerson = (): PersonId => PersonId.parse(newUuid(testDependencies));

let hq: TestHeadquarters;
let [asker, person] = [newPerson(), newPerson()];
let empty: LogId;
let written: LogId;

beforeEach(async () => {
  hq = await TestHeadquarters.open(await embedded.newLocation());
  [empty, written] = [await hq.addLog(), await hq.addLog()];
  await write(written);
  [asker, person] = [await hq.addPerson('admin'), await hq.addPerson('trainer')];
});

async function write(logId: LogId): Promise<void> {
  const lead = await hq.addLaptop('lead', logId);
  await hq.push(lead, lead.pack(logId, { path: 'title', value: 'A title' }));
}

const setKind = (logId: LogId, kind: 'mission' | 'desk' | 'programme') =>
  hq.store.updateTable('logs').set({ kind }).where('log', '=', logId).execute();

const waits = (pendingAct: PendingAct, atMs = nowMs): Promise<boolean> =>
  hq.store.transaction().execute((tx) => needsSecondPerson(tx, asker, pendingAct, atMs));

async function rolesThatWait(actOf: (role: Role) => PendingAct): Promise<readonly Role[]> {
  const foundRoles: Role[] = [];
  for (const role of Role.options) if (await waits(actOf(role))) foundRoles.push(role);
  return foundRoles.toSorted();
}

const setPerson = (values: { readonly every_log?: 1; readonly confirmed_ms?: number }) =>
  hq.store.updateTable('persons').set(values).where('person', '=', person).execute();

const addAuthenticator = (of: PersonId, confirmed_ms: number) =>
  hq.store
    .insertInto('authenticators')
    .values({ person: of, handle: `of ${of}`, secret: '', confirmed_ms, last_step: 0, tries: 0, tries_ms: 0 })
    .execute();

const grantIn = (log: LogId) => hq.store.insertInto('grants').values({ log, person, role: 'lead' }).execute();

const tie = (personId: PersonId, to: PersonId) =>
  hq.store.insertInto('administrator_ties').values({ person: personId, tied_to: to }).execute();

describe('[security 4] a second person is needed for', () => {
  test('a new person or another role of their own that reaches beyond missions', async () => {
    const reaching = ['admin', 'dpo', 'manager'];
    expect(await rolesThatWait((role) => ({ kind: 'add-person', person, name: 'A', role }))).toEqual(
      reaching,
    );
    expect(await rolesThatWait((role) => ({ kind: 'change-role', person, role }))).toEqual(reaching);
  });

  test('a role of their own that reads the desk, once there is a request', async () => {
    await setKind(empty, 'desk');
    expect(await waits({ kind: 'change-role', person, role: 'reviewer' })).toBe(false);
    await setKind(empty, 'mission');
    await setKind(written, 'desk');
    expect(await rolesThatWait((role) => ({ kind: 'change-role', person, role }))).toEqual([
      'admin',
      'dpo',
      'manager',
      'me-officer',
      'reviewer',
    ]);
  });

  test('any other role of a person with theirs in every log', async () => {
    await setPerson({ every_log: 1 });
    expect(await rolesThatWait((role) => ({ kind: 'change-role', person, role }))).toEqual(
      Role.options.toSorted(),
    );
    expect(await waits({ kind: 'grant-every-log', person, role: 'trainer' })).toBe(true);
  });

  test('a role in a log with content, also beside an empty one, and in no empty one', async () => {
    const role = 'lead';
    expect(await waits({ kind: 'grant', person, log: empty, role })).toBe(false);
    expect(await waits({ kind: 'grant', person, log: written, role })).toBe(true);
    expect(await waits({ kind: 'grant-many', person, logs: [empty], role })).toBe(false);
    expect(await waits({ kind: 'grant-many', person, logs: [empty, written], role })).toBe(true);
  });

  test.each(['group-members', 'group-roles'] as const)('the same roles by %s', async (kind) => {
    const group = GroupId.parse(newUuid(testDependencies));
    const byGroup = (...logIds: readonly (LogId | null)[]) =>
      waits({
        kind,
        person,
        group,
        people: [person],
        roles: logIds.map((log) => ({ role: 'lead', log, endsOn: null })),
      });
    expect([await byGroup(), await byGroup(empty)]).toEqual([false, false]);
    expect([await byGroup(empty, written), await byGroup(null)]).toEqual([true, true]);
  });

  test('a reset of the sign-in of a person who has one', async () => {
    expect(await waits({ kind: 'reset-sign-in', person })).toBe(false);
    await addAuthenticator(person, nowMs);
    expect(await waits({ kind: 'reset-sign-in', person })).toBe(true);
  });
});

describe('[security 4] a code', () => {
  const codes = async (atMs = nowMs): Promise<readonly boolean[]> => [
    await waits({ kind: 'enrol-code', person, minutes: 60 }, atMs),
    await waits({ kind: 'console-code', person, minutes: 60 }, atMs),
  ];

  test('for one’s own laptop, and for a new person, waits for nobody', async () => {
    await grantIn(empty);
    await tie(person, asker);
    await tie(asker, newPerson());
    await setKind(written, 'programme');
    await grantIn(written);
    await hq.store
      .insertInto('devices')
      .values({ ...deviceRow(new PackWriter().id, 'k', person, nowMs), at_headquarters: 1 })
      .execute();
    expect(await codes()).toEqual([false, false]);
    expect(await waits({ kind: 'enrol-code', person: asker, minutes: 60 }, nowMs + 2 * dayMs)).toBe(false);
  });

  test('waits for a person of yesterday', async () => {
    expect(await codes(nowMs + dayMs - 1)).toEqual([false, false]);
    expect(await codes(nowMs + dayMs)).toEqual([true, true]);
  });

  test.each<readonly [string, () => Promise<unknown>]>([
    ['a person whom the operator confirmed', () => setPerson({ confirmed_ms: nowMs })],
    ['a person with a role in every log', () => setPerson({ every_log: 1 })],
    ['a person whom another administrator added', () => tie(person, newPerson())],
    [
      'a person with a laptop',
      () =>
        hq.store
          .insertInto('devices')
          .values(deviceRow(new PackWriter().id, 'k', person, nowMs))
          .execute(),
    ],
    ['a person in a mission with content', () => grantIn(written)],
    [
      'a reader of the desk’s requests',
      async () => {
        await setKind(written, 'desk');
        await grantIn(written);
      },
    ],
    ['an unknown person', async () => (person = newPerson())],
  ])('waits for %s', async (_name, make) => {
    await make();
    expect(await codes()).toEqual([true, true]);
  });

  test('for the console waits for no person with a second factor: it opens nothing', async () => {
    await addAuthenticator(person, nowMs);
    expect(await codes()).toEqual([true, false]);
  });

  test('waits for nobody within a day of an approved reset by the same administrator', async () => {
    const later = nowMs + 3 * dayMs;
    const reset = { id: newUuid(testDependencies), kind: 'reset-sign-in', subject: '{}', person } as const;
    const values = { ...reset, asked_by: asker, asked_ms: later, ends_ms: later, state: 'approved' } as const;
    await hq.store
      .insertInto('approvals')
      .values({ ...values, decided_ms: later })
      .execute();
    expect(await codes(later)).toEqual([true, false]);
    expect(await codes(later + dayMs)).toEqual([true, true]);
    for (const other of [{ asked_by: newPerson() }, { asked_by: asker, state: 'refused' } as const]) {
      await hq.store.updateTable('approvals').set(other).execute();
      expect(await codes(later)).toEqual([true, true]);
    }
  });
});

describe('[security 4] no second person is', () => {
  let approver = newPerson();
  const weekMs = 7 * dayMs;
  const refusal = (askedMs = nowMs) =>
    secondPersonRefusal(hq.store, { approver, asker, subject: person, askedMs });
  const setApprover = (values: object) =>
    hq.store.updateTable('persons').set(values).where('person', '=', approver).execute();

  beforeEach(async () => {
    approver = await hq.addPerson('admin');
    await setApprover({ confirmed_ms: null });
    await addAuthenticator(approver, nowMs);
  });

  test('the asker, the person concerned, or one tied to the asker in either direction', async () => {
    const later = nowMs + weekMs;
    expect(await refusal(later)).toBeNull();
    const check = { approver, asker, subject: person, askedMs: later };
    expect(await secondPersonRefusal(hq.store, { ...check, approver: asker })).toBe('asker');
    expect(await secondPersonRefusal(hq.store, { ...check, subject: approver })).toBe('subject');
    await tie(approver, person);
    await tie(person, asker);
    expect(await refusal(later)).toBeNull();
    await tie(asker, approver);
    expect(await refusal(later)).toBe('tied');
    await hq.store.deleteFrom('administrator_ties').execute();
    await tie(approver, asker);
    expect(await refusal(later)).toBe('tied');
  });

  test('one without a second factor, or with a younger one than a week', async () => {
    expect(await refusal(nowMs + weekMs - 1)).toBe('recent');
    await hq.store.deleteFrom('authenticators').where('person', '=', approver).execute();
    expect(await refusal(nowMs + weekMs)).toBe('recent');
    await setApprover({ confirmed_ms: nowMs });
    expect(await refusal()).toBeNull();
  });

  test.each([
    ['deactivated', { deactivated_ms: 1 }],
    ['of another role', { role: 'manager' }],
    ['administrator since less than a week', { admin_since_ms: nowMs + 1 }],
  ])('one who is %s', async (_name, values) => {
    await setApprover(values);
    expect(await refusal(nowMs + weekMs)).toBe('recent');
  });
});
