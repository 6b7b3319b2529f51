import { expect, test } from 'vitest';
import { DueWorkResponse } from '#api/overview-api.ts';
import type { PersonId } from '#domain/ids.ts';
import { aDoc, nowMs } from '#tests/support/server/pack-writer.ts';
import { TestBrowser } from '#tests/support/server/test-browser.ts';
import { startTestServer } from '#tests/support/server/test-server.ts';

/** A mission with a plan item and a workshop of half a year ago; and the same work in another mission. */
async function setUp() {
  const testServer = await startTestServer();
  const [logId, otherLogId] = [await testServer.hq.addLog(), await testServer.hq.addLog()];
  const lead = await testServer.hq.addLaptop('lead', logId, otherLogId);
  for (const [at, to] of [logId, otherLogId].entries()) {
    const write = (kind: string, doc: number, path: string, value: string) => ({
      doc: aDoc(10 * at + doc),
      kind,
      path,
      value,
    });
    const pack = lead.pack(
      to,
      write('mission', 1, 'title', `Mission ${at}`),
      write('mission', 1, 'country', 'UY'),
      write('action-plan', 2, 'items/i1/title', 'Procedure'),
      write('action-plan', 2, 'items/i1/to', '2026-12-01'),
      write('action-plan', 2, 'items/i1/milestones/m1/text', 'Draft'),
      write('action-plan', 2, 'items/i1/milestones/m1/day', '2026-12-02'),
      write('workshop', 3, 'title', 'Seminar'),
      write('workshop', 3, 'from', '2026-06-01'),
      write('workshop', 3, 'to', '2026-06-03'),
    );
    expect(await testServer.hq.push(lead, pack)).toEqual([{ verdict: 'accepted' }]);
  }
  testServer.clock.nowMs = nowMs;
  const dueFor = async (personId: PersonId) => {
    const cookie = await testServer.signedIn(personId);
    const response = await fetch(`${testServer.url}/api/v1/due`, { headers: { cookie } });
    return DueWorkResponse.parse(await response.json());
  };
  return { server: testServer, log: logId, other: otherLogId, lead, dueFor };
}

test('[A4] due work of own missions is listed with the record that it is done in', async () => {
  const { server, log, lead, dueFor } = await setUp();
  const { due, all } = await dueFor(await server.hq.addPerson('manager', log));
  expect(due).toMatchObject([
    { kind: 'plan-item', log, doc: aDoc(2), part: 'i1', mission: 'Mission 0', country: 'UY', isLate: false },
    { kind: 'milestone', log, doc: aDoc(2), part: 'i1/m1', title: 'Procedure · Draft', dueOn: '2026-12-02' },
    { kind: 'survey', log, doc: aDoc(3), title: 'Seminar', dueOn: '2026-12-03' },
  ]);
  expect(all).toBe(3);

  const ended = { doc: aDoc(3), kind: 'workshop', path: 'follow-up-ended-on', value: '2026-11-20' };
  await server.hq.push(lead, lead.pack(log, ended));
  expect((await dueFor(await server.hq.addPerson('manager', log))).due).toMatchObject([
    { kind: 'plan-item' },
    { kind: 'milestone' },
  ]);
});

test('[A4] the count in the rail is right at once after a milestone is reached or a role ends', async () => {
  const { server, log, other, lead } = await setUp();
  const manager = await server.hq.addPerson('manager', log, other);
  const testBrowser = new TestBrowser(server.url, await server.signedIn(manager));
  const count = async () => (await testBrowser.get('/missions')).body.waiting.reminders;
  expect([await count(), await count()]).toEqual([6, 6]);
  const reached = { doc: aDoc(2), kind: 'action-plan', path: 'items/i1/milestones/m1/done', value: true };
  expect(await server.hq.push(lead, lead.pack(log, reached))).toEqual([{ verdict: 'accepted' }]);
  expect(await count()).toBe(5);
  await server.hq.store.deleteFrom('grants').where('log', '=', other).where('person', '=', manager).execute();
  expect(await count()).toBe(2);
});

test.each(['partner', 'admin', 'assessor'] as const)('[E5] a %s is reminded of nothing', async (role) => {
  const { server, log, other, dueFor } = await setUp();
  expect((await dueFor(await server.hq.addPerson(role, log, other))).due).toEqual([]);
});
