import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { PersonId } from '#domain/ids.ts';
import {
  type MailDependencies,
  queueInvitation,
  runMailQueue,
  setMailOfPerson,
  writeDigest,
  writeInvitation,
} from '#server/mail/mail-queue.ts';
import { MailFailure, type OutgoingMail } from '#server/mail/mail-settings.ts';
import { aDoc } from '#tests/support/server/pack-writer.ts';
import { startTestServer } from '#tests/support/server/test-server.ts';

const dayMs = 86_400_000;

/** A server whose e-mails are collected; it invites people whose addresses are their names. */
async function setUp() {
  const { hq, context, clock } = await startTestServer();
  clock.nowMs = Date.UTC(2026, 10, 24, 6);
  const sent: OutgoingMail[] = [];
  const mailDependencies: MailDependencies = {
    ...context,
    sender: (outgoingMail) => Promise.resolve(void sent.push(outgoingMail)),
    digestHour: 5,
    origin: () => ({ name: 'Headquarters', address: null }),
  };
  const setAddress = (personId: PersonId, address: string | null) =>
    hq.store
      .transaction()
      .execute((tx) =>
        setMailOfPerson(tx, personId, address === null ? null : { address, language: 'en', digest: false }),
      );
  const invite = (personId: PersonId) =>
    hq.store.transaction().execute((tx) => queueInvitation(tx, context.dependencies, personId));
  const invited = async (...addresses: readonly string[]) => {
    const personIds: PersonId[] = [];
    for (const address of addresses) {
      const personId = await hq.addPerson('trainer');
      await setAddress(personId, address);
      await invite(personId);
      personIds.push(personId);
    }
    return personIds as [PersonId, PersonId];
  };
  const rows = () => hq.store.selectFrom('mail_queue').select(['person', 'kind', 'state']).execute();
  const run = async (part: Partial<MailDependencies> = {}, isStopping = false) => {
    await runMailQueue({ ...mailDependencies, ...part }, () => isStopping);
    return sent.splice(0).map(({ to }) => to);
  };
  return { hq, clock, setAddress, invite, invited, rows, run };
}

test('[E8] each e-mail goes to the address of its own person', async () => {
  const { invited, run } = await setUp();
  await invited('one@example.org', 'two@example.org');
  expect((await run()).toSorted()).toEqual(['one@example.org', 'two@example.org']);
  expect(await run()).toEqual([]);
});

test('e-mails that wait for one moment are claimed one by one, after one that nobody wants', async () => {
  const { hq, clock, invited, rows, run } = await setUp();
  const [person] = await invited('one@example.org', 'two@example.org');
  const nowMs = clock.nowMs;
  const waiting = { made_ms: nowMs, next_ms: nowMs, tries: 0, state: 'waiting', person } as const;
  await hq.store
    .insertInto('mail_queue')
    .values([
      { ...waiting, kind: 'invitation', key: '2026-11-23' },
      { ...waiting, kind: 'digest', key: '2026-11-23' },
    ])
    .execute();
  await hq.store.updateTable('mail_queue').set({ next_ms: nowMs }).execute();
  await hq.store.updateTable('mail_queue').set({ next_ms: 1 }).where('kind', '=', 'digest').execute();
  expect(await run({}, true)).toEqual([]);
  expect((await run()).toSorted()).toEqual(['one@example.org', 'one@example.org', 'two@example.org']);
  expect((await rows()).map(({ state }) => state).toSorted()).toEqual(['dropped', 'sent', 'sent', 'sent']);
});

test('[E8] an address that is taken away takes the e-mails with it that wait for it alone', async () => {
  const { setAddress, invited, invite, rows, run } = await setUp();
  const [sent] = await invited('sent@example.org');
  await run();
  const [gone, otherPersonId] = await invited('gone@example.org', 'other@example.org');
  await setAddress(gone, null);
  await setAddress(sent, null);
  await invite(gone);
  const left = await rows();
  expect(left).toHaveLength(2);
  expect(left).toEqual(
    expect.arrayContaining([
      { person: sent, kind: 'invitation', state: 'sent' },
      { person: otherPersonId, kind: 'invitation', state: 'waiting' },
    ]),
  );
  expect(await run()).toEqual(['other@example.org']);
});

test('an invitation of today comes again to a corrected address, and to no other', async () => {
  const { setAddress, invited, invite, run } = await setUp();
  const [one, otherPersonId] = await invited('wrong@example.org', 'other@example.org');
  await run();
  await setAddress(one, 'right@example.org');
  await setAddress(otherPersonId, 'other@example.org');
  for (const personId of [one, otherPersonId]) await invite(personId);
  expect(await run()).toEqual(['right@example.org']);
});

test('a row is kept for seven days, so that no e-mail comes twice', async () => {
  const { clock, invited, rows, run } = await setUp();
  await invited('one@example.org');
  await run();
  clock.nowMs += 7 * dayMs - 60_000;
  await run();
  expect(await rows()).toHaveLength(1);
  clock.nowMs += 120_000;
  await run();
  expect(await rows()).toEqual([]);
});

test('a digest that waited until another day, or until its person turned it off, is not sent', async () => {
  const { hq, clock, setAddress, rows, run } = await setUp();
  const [late, off] = [await hq.addPerson('trainer'), await hq.addPerson('trainer')];
  await setAddress(late, 'late@example.org');
  await hq.store.updateTable('mail_addresses').set({ digest: 1 }).execute();
  await setAddress(off, 'off@example.org');
  const logId = await hq.addLog();
  await hq.store
    .insertInto('grants')
    .values([late, off].map((person) => ({ log: logId, person, role: 'manager' as const })))
    .execute();
  await hq.store.updateTable('persons').set({ role: 'manager' }).where('person', 'in', [late, off]).execute();
  const lead = await hq.addLaptop('lead', logId);
  const item = (part: string, value: string) =>
    ({ doc: aDoc(2), kind: 'action-plan', path: `items/i1/${part}`, value }) as const;
  const parts = [item('title', 'Procedure'), item('to', '2026-11-01'), item('status', 'agreed')];
  await hq.push(lead, lead.pack(logId, ...parts));
  const waiting = { made_ms: clock.nowMs, next_ms: 1, tries: 0, state: 'waiting', kind: 'digest' } as const;
  const row = (person: PersonId, key: string) => ({ ...waiting, person, key });
  await hq.store
    .insertInto('mail_queue')
    .values([row(late, '2026-11-23'), row(off, '2026-11-24')])
    .execute();
  expect(await run({ digestHour: 7 })).toEqual([]);
  expect((await rows()).map(({ state }) => state)).toEqual(['dropped', 'dropped']);
  // Both have work that is due.
  expect(await run()).toEqual(['late@example.org']);
});

test.each([
  ['a server that takes none', 1, true],
  ['one address that it refuses', 2, false],
])('%s is asked %s times in one run', async (_, tries, isOfServer) => {
  const { invited, rows, run } = await setUp();
  const said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  onTestFinished(() => said.mockRestore());
  await invited('one@example.org', 'two@example.org');
  const sender = vi.fn<() => Promise<void>>(() =>
    Promise.reject(new MailFailure('EENVELOPE', { isFinal: true, isOfServer })),
  );
  await run({ sender });
  expect(sender).toHaveBeenCalledTimes(tries);
  expect((await rows()).filter(({ state }) => state === 'failed')).toHaveLength(tries);
});

describe('the text of an e-mail', () => {
  const local = { name: 'Office <A>', address: null };

  test('names headquarters as it is written, and no address where only this machine is answered', () => {
    const { text } = writeInvitation('en', local);
    expect(text).toContain('Office <A>');
    expect(text).not.toContain('console');
  });

  test('tells of late work only where some is late, and of nothing where nothing is due', () => {
    const one = { kind: 'plan-item', isLate: false } as const;
    expect(writeDigest('en', local, [])).toBeNull();
    expect(writeDigest('en', local, [one])?.text).not.toContain('late');
    expect(writeDigest('en', local, [one, { ...one, isLate: true }])?.text).toContain('1 of them is late');
  });
});
