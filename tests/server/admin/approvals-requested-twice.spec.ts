import { expect, test } from 'vitest';
import { TestBrowser } from '#tests/support/server/test-browser.ts';
import { startTestServer } from '#tests/support/server/test-server.ts';

test('an act of two people is not requested twice: the second request is answered with the open one', async () => {
  const testServer = await startTestServer();
  const { hq } = testServer;
  const as = async () =>
    new TestBrowser(testServer.url, await testServer.signedIn(await hq.addPerson('admin')));
  const [asker, otherTestBrowser] = [await as(), await as()];
  const logId = await hq.addLog();
  const laptop = await hq.addLaptop('lead', logId);
  const lead = hq.personOf(laptop);
  await hq.push(laptop, laptop.pack(logId, { path: 'title', value: 'A title' }));
  const trainer = { act: 'give', person: lead, log: logId, role: 'trainer' };
  const acts = [
    ['/admin/people', { name: 'Mia', role: 'manager' }],
    ['/admin/people/change', { act: 'role', person: lead, role: 'dpo' }],
    ['/admin/people/change', trainer],
    ['/admin/people/change', { act: 'give-every-log', person: lead }],
  ] as const;
  for (const [path, body] of acts) {
    const firstBrowserResponse = await asker.post(path, body);
    expect(firstBrowserResponse.body.waitsFor).toEqual(expect.any(String));
    for (const testBrowser of [asker, otherTestBrowser])
      expect((await testBrowser.post(path, body)).body).toEqual(firstBrowserResponse.body);
  }
  expect(await hq.store.selectFrom('approvals').select('id').execute()).toHaveLength(acts.length);

  // Another role is another request, and a refused one may come again.
  const ask = async (body: object) => (await asker.post('/admin/people/change', body)).body.waitsFor;
  const waiting = await ask(trainer);
  expect(await ask({ ...trainer, role: 'rapporteur' })).not.toBe(waiting);
  await otherTestBrowser.post('/admin/approvals/decide', { approval: waiting, decision: 'refuse' });
  expect(await ask(trainer)).not.toBe(waiting);
});
