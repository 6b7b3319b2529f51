import { randomBytes, randomUUID } from 'node:crypto';
import { Encrypter } from 'age-encryption';
import { describe, expect, test } from 'vitest';
import { LogId, type PersonId } from '#domain/ids.ts';
import { emptyRequestForm } from '#domain/request/request.ts';
import { newUuid } from '#server/db/open-store.ts';
import { addLog } from '#server/log/log-registry.ts';
import { Device } from '#tests/support/protocol/client.mjs';
import { aDoc } from '#tests/support/server/pack-writer.ts';
import { TestBrowser, totpOf } from '#tests/support/server/test-browser.ts';
import { testDependencies } from '#tests/support/server/test-headquarters.ts';
import { testRecovery } from '#tests/support/server/test-recovery.ts';
import { startTestServer, type TestServer } from '#tests/support/server/test-server.ts';

// One administrator as the attacker: every power alone, and every pair of powers in sequence. The attacker holds the
// sessions and laptops acquired so far. No power reaches written data or a vault key.

const canary = 'canary-of-the-confidential';
const deskCanary = 'canary-of-the-desk';
/** Beginning of a vault key in escrow: an age file in base64. */
const sealedKey = 'YWdlLWVuY3J5cHRpb24';
const dayMs = 24 * 60 * 60_000;

interface Hand {
  readonly browsers: TestBrowser[];
  readonly laptops: Device[];
}

interface Target {
  readonly server: TestServer;
  readonly log: LogId;
  readonly vault: string;
  readonly attacker: PersonId;
  readonly second: PersonId;
  readonly secondBrowser: TestBrowser;
  readonly lead: PersonId;
  readonly leadLaptop: Device;
  /** A member of the mission who was added days ago and never came. */
  readonly absent: PersonId;
  /** A reader of the desk who was added today and never came. */
  readonly deskReader: PersonId;
  readonly hand: Hand;
}

async function setUp(): Promise<Target> {
  const testServer = await startTestServer();
  const { hq } = testServer;
  const logId = await hq.addLog();
  const [attacker, second] = [await hq.addPerson('admin'), await hq.addPerson('admin')];
  const [lead, absent] = [await hq.addPerson('lead', logId), await hq.addPerson('reviewer', logId)];
  const secondBrowser = new TestBrowser(testServer.url, await testServer.signedIn(second));
  const leadLaptop = new Device(testServer.url);
  await leadLaptop.enrol(await testServer.code('enrol', lead));
  const title = { doc: aDoc(1), kind: 'assessment', path: 'title', value: canary };
  await leadLaptop.sync({}, [leadLaptop.pack(logId, [title])]);
  const programmeId = LogId.parse(newUuid(testDependencies));
  const entry = { log: programmeId, kind: 'programme', title: 'CT TECH', country: null } as const;
  await hq.store.transaction().execute((tx) => addLog(tx, testDependencies, entry));
  const desk = new TestBrowser(testServer.url, await testServer.signedIn(await hq.addPerson('manager')));
  const form = { ...emptyRequestForm, state: 'UY', authority: deskCanary, 'received-on': '2020-09-14' };
  await desk.post('/requests', { doc: randomUUID(), form });
  const encrypter = new Encrypter();
  encrypter.addRecipient(testRecovery.recipient);
  const sealed = Buffer.from(await encrypter.encrypt(new Uint8Array(randomBytes(32)))).toString('base64');
  const vault = randomUUID();
  await leadLaptop.send('/api/v1/recovery', { vault, sealed });
  // All of them have been there for a month, except the laptop, which came just now.
  await hq.store
    .updateTable('persons')
    .set({ added_ms: Date.now() - 30 * dayMs })
    .execute();
  const deskReader = await hq.addPerson('reviewer');
  await hq.store
    .updateTable('persons')
    .set({ added_ms: Date.now() })
    .where('person', '=', deskReader)
    .execute();
  const testBrowser = new TestBrowser(testServer.url, await testServer.signedIn(attacker));
  const hand = { browsers: [testBrowser], laptops: [] };
  return {
    server: testServer,
    log: logId,
    vault,
    attacker,
    second,
    secondBrowser,
    lead,
    leadLaptop,
    absent,
    deskReader,
    hand,
  };
}

const own = ({ hand }: Target): TestBrowser => {
  const [firstTestBrowser] = hand.browsers;
  if (firstTestBrowser === undefined) throw new Error('The attacker has a session');
  return firstTestBrowser;
};

/** Ask for a code and sign in with it, as its person. Returns a way to sign in once more, without a code. */
async function signInAs(target: Target, personId: PersonId | undefined): Promise<() => Promise<void>> {
  const nowhere = async (): Promise<void> => undefined;
  if (personId === undefined) return nowhere;
  const { body } = await own(target).post('/admin/codes', {
    person: personId,
    purpose: 'console',
    minutes: 60,
  });
  const testBrowser = new TestBrowser(target.server.url);
  await testBrowser.post('/console/sign-in', { code: body.code ?? '' });
  const begun = await testBrowser.post('/console/authenticator', {});
  if (begun.status !== 200) return nowhere;
  const { secret, handle } = begun.body;
  const codeIn = (ms: number) => totpOf(secret, Date.now() + ms);
  if ((await testBrowser.post('/console/authenticator/confirm', { code: codeIn(0) })).status === 200)
    target.hand.browsers.push(testBrowser);
  return async () => {
    // Each code counts once: this is the next one.
    await testBrowser.post('/console/sign-in/authenticator', { handle, code: codeIn(30_000) });
  };
}

async function joinAs(target: Target, personId: PersonId | undefined): Promise<void> {
  if (personId === undefined) return;
  const { body } = await own(target).post('/admin/codes', {
    person: personId,
    purpose: 'enrol',
    minutes: 60,
  });
  const laptop = new Device(target.server.url);
  if ((await laptop.enrol(body.code ?? '')).status === 200) target.hand.laptops.push(laptop);
}

async function add(target: Target, role: string): Promise<PersonId | undefined> {
  const { body } = await own(target).post('/admin/people', { name: 'Puppet', role });
  return body.person;
}

const change = (target: Target, change: object) => own(target).post('/admin/people/change', change);

const powers: Readonly<Record<string, (target: Target) => Promise<void>>> = {
  'a puppet administrator': async (target) => void (await signInAs(target, await add(target, 'admin'))),
  'a puppet focal point': async (target) => void (await signInAs(target, await add(target, 'dpo'))),
  'puppets at the desk, and a reader of it who never came': async (target) => {
    await signInAs(target, await add(target, 'me-officer'));
    const personId = await add(target, 'trainer');
    const signInAgain = await signInAs(target, personId);
    await change(target, { act: 'role', person: personId, role: 'reviewer' });
    await signInAgain();
    await signInAs(target, target.deskReader);
  },
  'a puppet lead in the mission': async (target) => {
    const personId = await add(target, 'lead');
    await change(target, { act: 'give', person: personId, log: target.log, role: 'lead' });
    await joinAs(target, personId);
    await signInAs(target, personId);
  },
  'a puppet that joins first and gets its role later': async (target) => {
    const personId = await add(target, 'lead');
    await joinAs(target, personId);
    await change(target, { act: 'give', person: personId, log: target.log, role: 'lead' });
  },
  'a group with a role in the mission, joined by a puppet': async (target) => {
    const personId = await add(target, 'lead');
    const api = own(target);
    const name = randomUUID();
    const { group } = (await api.post('/admin/groups', { name, people: [] })).body;
    const act = async (said: object) => {
      const { groups = [] } = (await api.get('/admin/people')).body;
      const version = groups.find((one: { group: string }) => one.group === group)?.version ?? 1;
      await api.post('/admin/groups/change', { group, version, ...said });
    };
    const role = { act: 'give-role', role: 'lead', endsOn: null };
    await act({ ...role, logs: [target.log] });
    await act({ act: 'add-members', people: [personId] });
    await act({ act: 'take-role', role: 'lead', log: target.log });
    await act({ act: 'add-members', people: [personId] });
    await act({ ...role, logs: [target.log] });
    await act({ ...role, logs: null });
    await joinAs(target, personId);
    await signInAs(target, personId);
  },
  'a puppet whose role is changed': async (target) => {
    const personId = await add(target, 'trainer');
    await change(target, { act: 'role', person: personId, role: 'admin' });
    await signInAs(target, personId);
  },
  'a reset of the second administrator': async (target) => {
    await change(target, { act: 'reset-sign-in', person: target.second });
    await signInAs(target, target.second);
  },
  'a second laptop of the lead': async (target) => joinAs(target, target.lead),
  'a sign-in code for the lead': async (target) => void (await signInAs(target, target.lead)),
  'codes for a member who never came': async (target) => {
    await joinAs(target, target.absent);
    await signInAs(target, target.absent);
  },
  'a role for oneself': async (target) => {
    await change(target, { act: 'give', person: target.attacker, log: target.log, role: 'lead' });
    await joinAs(target, target.attacker);
  },
  'the recovery of the vault': async ({ hand, vault }) => {
    for (const testBrowser of hand.browsers) await testBrowser.post('/admin/recoveries', { vault });
  },
  'consent to whatever waits': async ({ hand }) => {
    for (const testBrowser of hand.browsers) {
      const { body } = await testBrowser.get('/admin/approvals');
      for (const { approval } of body.approvals ?? [])
        await testBrowser.post('/admin/approvals/decide', { approval, decision: 'approve' });
      const told = (await testBrowser.get('/console/notices')).body.notices ?? [];
      for (const { id } of told) await testBrowser.post(`/console/notices/${id}/accept`, {});
    }
    for (const laptop of hand.laptops) {
      const { body } = await laptop.sync({});
      for (const { id } of body.notices ?? []) await laptop.send(`/api/v1/notices/${id}/accept`, {});
    }
  },
  // From here on the powers remove something, which would hinder the earlier ones.
  'the second administrator taken out and added again': async (target) => {
    await change(target, { act: 'deactivate', person: target.second });
    await signInAs(target, await add(target, 'admin'));
  },
  'the second administrator made a lead': async (target) => {
    await change(target, { act: 'role', person: target.second, role: 'lead' });
    await change(target, { act: 'give', person: target.second, log: target.log, role: 'lead' });
    await joinAs(target, target.second);
  },
  'the lead’s laptop revoked and a code for another': async (target) => {
    await change(target, { act: 'take', person: target.lead, log: target.log, role: 'partner' });
    await own(target).post('/admin/devices/revoke', { device: target.leadLaptop.id, wipe: false });
    await joinAs(target, target.lead);
  },
};

/** All answers to the attacker's sessions and laptops, including the recoveries that they can approve. */
async function loot({ hand, log }: Target): Promise<string> {
  const seen: unknown[] = [];
  for (const testBrowser of hand.browsers) {
    for (const path of ['/missions', `/logs/${log}/documents`, `/documents/${log}/${aDoc(1)}`, '/requests'])
      seen.push((await testBrowser.get(path)).body);
    const { body } = await testBrowser.get('/admin/recoveries');
    for (const { recovery } of body.recoveries ?? [])
      seen.push((await testBrowser.post('/admin/recoveries/approve', { recovery })).body);
  }
  for (const laptop of hand.laptops) {
    seen.push((await laptop.sync({ [log]: { since: 0, have: {} } })).body);
    seen.push((await laptop.send(`/api/v1/logs/${log}/snapshot`)).body);
  }
  return JSON.stringify(seen);
}

const names = Object.keys(powers);
const use = (name: string, target: Target): Promise<void> | undefined => powers[name]?.(target);

async function reached(target: Target): Promise<readonly string[]> {
  const found = await loot(target);
  return [canary, deskCanary, sealedKey].filter((sign) => found.includes(sign));
}

describe('[security 2] one administrator reaches neither content nor a vault key', () => {
  test.each(names)('by %s, and by each other power after it', async (first) => {
    const target = await setUp();
    for (const name of [first, ...names.filter((other) => other !== first)]) {
      await use(name, target);
      expect({ name, reached: await reached(target) }).toEqual({ name, reached: [] });
    }
  });

  test('by all their powers, one after the other, twice', async () => {
    const target = await setUp();
    for (const name of [...names, ...names]) await use(name, target);
    expect(await reached(target)).toEqual([]);
  });

  test('the same search finds a lead’s content, and a key that a second administrator approved', async () => {
    const target = await setUp();
    await use('the recovery of the vault', target);
    const { lead, server, secondBrowser } = target;
    target.hand.browsers.push(new TestBrowser(server.url, await server.signedIn(lead)), secondBrowser);
    expect(await reached(target)).toEqual([canary, sealedKey]);
  });
});
