import { expect, test } from 'vitest';
import { TestBrowser } from '#tests/support/server/test-browser.ts';
import { startTestServer } from '#tests/support/server/test-server.ts';

test('an act of two people is not requested twice: the second request is answered with the open one', async () => {
  const server = await startTestServer();
  const { hq } = server;
  const as = async () => new TestBrowser(server.url, await server.signedIn(await hq.addPerson('admin')));
  const [asker, other] = [await as(), await as()];
  const log = await hq.addLog();
  const laptop = await hq.addLaptop('lead', log);
  const lead = hq.personOf(laptop);
  await hq.push(laptop, laptop.pack(log, { path: 'title', value: 'A title' }));
  const trainer = { act: 'give', person: lead, log, role: 'trainer' };
  const acts = [
    ['/admin/people', { name: 'Mia', role: 'manager' }],
    ['/admin/people/change', { act: 'role', person: lead, role: 'dpo' }],
    ['/admin/people/change', trainer],
    ['/admin/people/change', { act: 'give-every-log', person: lead }],
  ] as const;
  for (const [path, body] of acts) {
    const first = await asker.post(path, body);
    expect(first.body.waitsFor).toEqual(expect.any(String));
    for (const browser of [asker, other]) expect((await browser.post(path, body)).body).toEqual(first.body);
  }
  expect(await hq.store.selectFrom('approvals').select('id').execute()).toHaveLength(acts.length);

  // Another role is another request, and a refused one may come again.
  const ask = async (body: object) => (await asker.post('/admin/people/change', body)).body.waitsFor;
  const waiting = await ask(trainer);
  expect(await ask({ ...trainer, role: 'rapporteur' })).not.toBe(waiting);
  await other.post('/admin/approvals/decide', { approval: waiting, decision: 'refuse' });
  expect(await ask(trainer)).not.toBe(waiting);
});
