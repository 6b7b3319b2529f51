import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import type { LogId, PersonId } from '#domain/ids.ts';
import type { Role } from '#domain/people/role.ts';
import { withSearchAccess } from '#server/auth/row-level-security.ts';
import { searchMissionLog } from '#server/retention/search-records.ts';
import { aDataRequest, anEntry } from '#tests/support/builders/a-data-request.ts';
import { aDoc } from '#tests/support/server/pack-writer.ts';
import { embedded, postgres, type StoreLocations } from '#tests/support/server/stores.ts';
import { TestBrowser } from '#tests/support/server/test-browser.ts';
import { startTestServer } from '#tests/support/server/test-server.ts';

const requests = '/data-requests';
const word = 'Zanzibara';

/** Two missions that name a person: in a title, and in the former text of a rationale. */
async function setUp(locations: StoreLocations = embedded) {
  const testServer = await startTestServer({ storeLocations: locations });
  const { hq } = testServer;
  const [ownLogId, otherLogId] = [await hq.addLog(), await hq.addLog()];
  for (const logId of [ownLogId, otherLogId]) {
    const lead = await hq.addLaptop('lead', logId);
    const [title, rationale] = [{ path: 'title' }, { path: 'answers/D1.1/rationale' }];
    await hq.push(
      lead,
      lead.pack(
        logId,
        { ...title, value: `Asked ${word} about it` },
        { ...rationale, value: `${word} said so` },
      ),
    );
    await hq.push(lead, lead.pack(logId, { ...rationale, value: 'The head said so', over: [lead.dot(2)] }));
  }
  const as = async (role: Role, ...logIds: readonly LogId[]) =>
    new TestBrowser(testServer.url, await testServer.signedIn(await hq.addPerson(role, ...logIds)));
  const focalPoint = await as('dpo', ownLogId);
  await focalPoint.post(requests, anEntry());
  const search = (words: string, logs: readonly LogId[], by = focalPoint) =>
    by.post(`${requests}/1/search`, { words, logs });
  const lines = async () =>
    (await hq.store.selectFrom('audit').selectAll().where('act', '=', 'search-records').execute()).map(
      ({ subject }) => subject,
    );
  return { hq, own: ownLogId, other: otherLogId, as, focalPoint, search, lines };
}

describe.each([embedded, postgres])('[E8] what there is about somebody, on the $name', (blankLocations) => {
  test('is listed by record, field and day, now and before, without words, for any role', async () => {
    const { own, other, search } = await setUp(blankLocations);
    const { status, body } = await search(word.toUpperCase(), [own, other]);
    const place = { doc: aDoc(1), kind: 'assessment', on: '2026-11-24' };
    const [earlier, now] = [
      { ...place, path: 'answers/D1.1/rationale', stands: 'before' },
      { ...place, path: 'title', stands: 'now' },
    ];
    expect([status, body]).toEqual([
      200,
      {
        places: [
          { ...earlier, log: own, opens: true },
          { ...now, log: own, opens: true },
          { ...earlier, log: other, opens: false },
          { ...now, log: other, opens: false },
        ],
        left: 0,
      },
    ]);
  });

  test('adds a line with the request, the missions and the number of places, without words', async () => {
    const { hq, own, other, search, lines } = await setUp(blankLocations);
    await search(word, [own, other]);
    await search('Nobodyatall', [other]);
    expect((await lines()).map((subject) => JSON.parse(subject))).toEqual([
      { request: 1, logs: [own, other], places: 4 },
      { request: 1, logs: [other], places: 0 },
    ]);
    const trail = JSON.stringify(await hq.store.selectFrom('audit').selectAll().execute());
    for (const words of [word, 'Nobodyatall']) expect(trail).not.toContain(words);
  });

  test('[J5] does not tell of changes that are held', async () => {
    const { hq, own, search } = await setUp(blankLocations);
    const trainer = await hq.addLaptop('trainer', own);
    await hq.push(trainer, trainer.pack(own, { path: 'answers/D2.1/rationale', value: `${word} again` }));
    expect((await search('again', [own])).body).toEqual({ places: [], left: 0 });
  });

  test('[A3] is searched only by the focal point, for a waiting request, in existing missions', async () => {
    const { own, as, focalPoint, search, lines } = await setUp(blankLocations);
    expect((await search(word, [own], await as('manager', own))).status).toBe(403);
    expect((await search(word, [own], await as('admin'))).status).toBe(403);
    expect((await search(word, ['018f0000-0000-7000-8000-00000000cccc' as LogId])).body.code).toBe(
      'not-found',
    );
    expect((await search('ab', [own])).body.code).toBe('malformed');
    const answer = { on: '2026-11-20', outcome: 'done', reason: '', did: '' } as const;
    await focalPoint.post(`${requests}/1`, { seen: 1, request: aDataRequest({ answer }) });
    expect((await search(word, [own])).body.code).toBe('already-done');
    expect(await lines()).toEqual([]);
  });

  test('[access] the condition is in the query itself: who does not keep the register finds nothing', async () => {
    const { hq, own } = await setUp(blankLocations);
    for (const role of ['manager', 'reviewer', 'admin'] as const)
      expect(await searchMissionLog(hq.store, await hq.addPerson(role, own), own, word)).toEqual([]);
    expect(await searchMissionLog(hq.store, await hq.addPerson('dpo'), own, word)).toHaveLength(2);
  });
});

describe('[access] behind the fence of PostgreSQL a query without any condition shows', () => {
  const tables = ['logs', 'entries', 'documents', 'registers'] as const;
  type Headquarters = Awaited<ReturnType<typeof setUp>>;
  const logsSeenBy = async ({ hq }: Headquarters, personId: PersonId, logIds: readonly LogId[]) => {
    const seen = await withSearchAccess(hq.store, personId, logIds, (ownServerStore) =>
      Promise.all(
        tables.map((table) =>
          sql<{ log: string }>`select distinct log from ${sql.table(table)}`.execute(ownServerStore),
        ),
      ),
    );
    return seen.map(({ rows }) => rows.map(({ log }) => log));
  };
  const nothing = [[], [], [], []];

  test('the focal point the missions that are searched, and no others', async () => {
    const server = await setUp(postgres);
    const { hq, other } = server;
    const focalPoint = await hq.addPerson('dpo');
    expect(await logsSeenBy(server, focalPoint, [other])).toEqual([[other], [other], [other], [other]]);
    expect(await logsSeenBy(server, focalPoint, [])).toEqual(nothing);
  });

  test('a manager nothing, regardless of the declared search scope', async () => {
    const server = await setUp(postgres);
    expect(await logsSeenBy(server, await server.hq.addPerson('manager'), [server.other])).toEqual(nothing);
  });

  test('nothing of other logs, of erased missions, or to a former focal point', async () => {
    const server = await setUp(postgres);
    const { hq, own, other } = server;
    const focalPoint = await hq.addPerson('dpo');
    await hq.store.updateTable('logs').set({ kind: 'desk' }).where('log', '=', own).execute();
    await hq.store.updateTable('logs').set({ erased_ms: 1 }).where('log', '=', other).execute();
    expect(await logsSeenBy(server, focalPoint, [own, other])).toEqual(nothing);
    await hq.store.updateTable('logs').set({ erased_ms: null }).where('log', '=', other).execute();
    await hq.store
      .updateTable('persons')
      .set({ deactivated_ms: 1 })
      .where('person', '=', focalPoint)
      .execute();
    expect(await logsSeenBy(server, focalPoint, [own, other])).toEqual(nothing);
  });
});
