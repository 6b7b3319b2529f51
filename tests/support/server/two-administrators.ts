import type { PersonId } from '#domain/ids.ts';
import { embedded, type StorePlaces } from './stores.ts';
import { TestBrowser } from './test-browser.ts';
import { startTestServer } from './test-server.ts';

/** Start a server with two independent administrators, an empty mission, and one in which somebody has written. */
export async function startWithAdministrators(places: StorePlaces = embedded) {
  const server = await startTestServer({ places });
  const { hq } = server;
  const as = async (person: PersonId) => new TestBrowser(server.url, await server.signedIn(person));
  const [first, second] = [await hq.addPerson('admin'), await hq.addPerson('admin')];
  const [written, empty] = [await hq.addLog(), await hq.addLog()];
  const laptop = await hq.addLaptop('lead', written);
  await hq.push(laptop, laptop.pack(written, { path: 'title', value: 'National Police' }));
  const [asker, other] = [await as(first), await as(second)];
  const decide = (approval: string) =>
    other.post('/admin/approvals/decide', { approval, decision: 'approve' });
  const trail = async () =>
    (await hq.store.selectFrom('audit').select(['act', 'subject']).orderBy('seq').execute()).map(
      ({ act, subject }) => ({ act, ...JSON.parse(subject) }),
    );
  return { server, hq, as, first, second, asker, other, written, empty, decide, trail };
}
