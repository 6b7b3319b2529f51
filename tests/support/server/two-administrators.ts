import type { PersonId } from '#domain/ids.ts';
import { embedded, type StoreLocations } from './stores.ts';
import { TestBrowser } from './test-browser.ts';
import { startTestServer } from './test-server.ts';

/** Start a server with two independent administrators, an empty mission, and one in which somebody has written. */
export async function startWithAdministrators(locations: StoreLocations = embedded) {
  const testServer = await startTestServer({ storeLocations: locations });
  const { hq } = testServer;
  const as = async (personId: PersonId) =>
    new TestBrowser(testServer.url, await testServer.signedIn(personId));
  const [firstPersonId, second] = [await hq.addPerson('admin'), await hq.addPerson('admin')];
  const [written, empty] = [await hq.addLog(), await hq.addLog()];
  const laptop = await hq.addLaptop('lead', written);
  await hq.push(laptop, laptop.pack(written, { path: 'title', value: 'National Police' }));
  const [asker, otherTestBrowser] = [await as(firstPersonId), await as(second)];
  const decide = (approval: string) =>
    otherTestBrowser.post('/admin/approvals/decide', { approval, decision: 'approve' });
  const trail = async () =>
    (await hq.store.selectFrom('audit').select(['act', 'subject']).orderBy('seq').execute()).map(
      ({ act, subject }) => ({ act, ...JSON.parse(subject) }),
    );
  return {
    server: testServer,
    hq,
    as,
    first: firstPersonId,
    second,
    asker,
    other: otherTestBrowser,
    written,
    empty,
    decide,
    trail,
  };
}
