import fs from 'node:fs';
import path from 'node:path';
import { sql } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import { DeviceId, type LogId } from '#domain/ids.ts';
import { Role } from '#domain/people/role.ts';
import { revokeDevice } from '#server/admin/revoke-device.ts';
import { storeConfidentialRemark } from '#server/console/encrypted-remarks.ts';
import type { ServerStore } from '#server/db/open-store.ts';
import { generousRequestLimits } from '#server/http/create-app.ts';
import { recordDataRequest } from '#server/retention/data-requests.ts';
import { anEntry } from '#tests/support/builders/a-data-request.ts';
import { Device } from '#tests/support/protocol/client.mjs';
import { aDoc } from '#tests/support/server/pack-writer.ts';
import { embedded, newFolder, postgres, type StoreLocations } from '#tests/support/server/stores.ts';
import { testDependencies } from '#tests/support/server/test-headquarters.ts';
import { startTestServer, type TestServer } from '#tests/support/server/test-server.ts';
import {
  byDevice,
  bySession,
  leak,
  type NamedRoute,
  namedRoutes,
  type Said,
  statusFor,
} from './call-route.ts';
import type { Subject } from './guarded-route.ts';
import { matrix, noSuchLog } from './matrix.ts';
import { planDoc, plannedItem } from './plan-routes.ts';
import { sealedPoint } from './review-routes.ts';

let server: TestServer;
let own: LogId;
let foreign: LogId;
const [ownWord, foreignWord] = ['Kestrel', 'Albatross'];

beforeEach(() => setUp());

/** Start a headquarters with two missions. Each has a record, a plan and a sealed remark with the word of its log. */
async function setUp(storeLocations: StoreLocations = embedded): Promise<void> {
  const consoleFolder = newFolder();
  fs.writeFileSync(path.join(consoleFolder, 'index.html'), '<!doctype html>');
  // Each role tries some wrong codes.
  server = await startTestServer({
    storeLocations,
    consoleFolder,
    limits: { ...generousRequestLimits, failuresPerMinute: 100 },
  });
  [own, foreign] = [await server.hq.addLog(), await server.hq.addLog()];
  for (const [logId, value] of [
    [own, ownWord],
    [foreign, foreignWord],
  ] as const) {
    const lead = await server.hq.addLaptop('lead', logId);
    const item = { doc: planDoc, kind: 'action-plan', path: `items/${plannedItem}/title`, value };
    await server.hq.push(lead, lead.pack(logId, { path: 'title', value }, item));
    const place = { log: logId, doc: aDoc(1), point: sealedPoint };
    await server.hq.store.transaction().execute((tx) => storeConfidentialRemark(tx, place, value));
  }
  const focalPoint = await server.hq.addPerson('dpo');
  await server.hq.store
    .transaction()
    .execute((tx) => recordDataRequest(tx, testDependencies, focalPoint, anEntry()));
}

const isRecordRead = ({ name }: NamedRoute): boolean => /^GET .*\/:doc(?:\/|$)/.test(name);
const about = (log: string, device = '0'.repeat(32)): Subject => ({ log, doc: aDoc(1), device });

test('[access] the matrix holds every route of the server, and no others', () => {
  expect([...new Set(server.routes)].sort()).toEqual(Object.keys(matrix).sort());
});

describe.each(Role.options)('[access] %s', (role) => {
  test('by device: own log, foreign log, no log', async () => {
    const device = await server.enrolled(role, own);
    const wrong: string[] = [];
    for (const namedRoute of namedRoutes.filter(({ route }) => route.opens !== 'session'))
      wrong.push(
        ...(await walk(namedRoute, role, (subject) => byDevice(device, namedRoute, subject), device.id)),
      );
    expect(wrong).toEqual([]);
  });

  test('signed in to the console: own log, foreign log, no log', async () => {
    const signedIn = async () => server.signedIn(await server.hq.addPerson(role, own));
    const cookie = await signedIn();
    const wrong: string[] = [];
    const forBrowsers = namedRoutes.filter(({ route }) => route.opens !== 'device');
    for (const namedRoute of forBrowsers.filter(({ name }) => !name.endsWith('/enrol'))) {
      // Each sign-out ends the session of another person: a code alone lets nobody in again.
      const isWayOut = namedRoute.name.includes('/sign-out');
      const go = async (subject: Subject): Promise<Said> =>
        bySession(server.url, isWayOut ? await signedIn() : cookie, namedRoute, subject);
      wrong.push(...(await walk(namedRoute, role, go)));
    }
    expect(wrong).toEqual([]);
  });
});

describe('[security 5] a read of one record', () => {
  // The register of requests tells each of them whole, so a line about one of them would say nothing.
  const told = new Set(['GET /api/v1/requests/:doc']);
  const recordReads = namedRoutes.filter(
    (namedRoute) => isRecordRead(namedRoute) && !told.has(namedRoute.name),
  );

  test.each(recordReads)('leaves a line about it in the audit trail: $name', async (namedRoute) => {
    const { route } = namedRoute;
    const reader = Role.options.find((role) => statusFor(route.own, role) === 200);
    if (reader === undefined) throw new Error('let the row name a record that a role may read');
    const person = await server.hq.addPerson(reader, own);
    await bySession(server.url, await server.signedIn(person), namedRoute, about(own));
    const lines = await server.hq.store
      .selectFrom('audit')
      .select('subject')
      .where('actor', '=', person)
      .where('act', 'like', 'read-%')
      .execute();
    const { path } = route.ask(about(own));
    expect(lines.map(({ subject }) => path.includes(JSON.parse(subject).doc))).toEqual([true]);
  });
});

test('[access] no route reads around row-level security', async () => {
  await setUp(postgres);
  const device = await server.enrolled('reviewer', own);
  const cookie = await server.signedIn(await server.hq.addPerson('reviewer', own));
  await hideAllRows(server.hq.store);
  const asOwner = new Set([
    // The reading role has no right to the table of sealed words: the route asks for the grant itself.
    'GET /api/v1/documents/:log/:doc/points/:point/words',
    // A partner's officer gets one item of a plan, whose document row-level security hides from them (E5).
    'GET /api/v1/plan/:log/:doc/:item',
  ]);
  const around: string[] = [];
  for (const namedRoute of namedRoutes) {
    const { name, route } = namedRoute;
    if (route.opens === 'anybody' || statusFor(route.own, 'reviewer') !== 200 || asOwner.has(name)) continue;
    const said = await (route.opens === 'device'
      ? byDevice(device, namedRoute, about(own, device.id))
      : bySession(server.url, cookie, namedRoute, about(own)));
    if (said.text.includes(ownWord) || (isRecordRead(namedRoute) && said.status === 200)) around.push(name);
  }
  expect(around).toEqual([]);
});

/** Hide all content from reads for a person. Reads as the owner of the tables still see it. */
async function hideAllRows(store: ServerStore): Promise<void> {
  const fenced = await sql<{ name: string }>`
    select relname as name from pg_class
      where relrowsecurity and relnamespace = current_schema()::regnamespace and relname not in ('logs', 'grants')
  `.execute(store);
  expect(fenced.rows.length).toBeGreaterThan(5);
  for (const { name } of fenced.rows)
    await sql`create policy nothing on ${sql.table(name)} as restrictive for select using (false)`.execute(
      store,
    );
}

/** One route as one role: its answer for the own log, and that a foreign log looks as if it did not exist. */
async function walk(
  { name, route }: NamedRoute,
  role: Role,
  go: (subject: Subject) => Promise<Said>,
  device?: string,
): Promise<readonly string[]> {
  const wrong: string[] = [];
  const ofOwn = await go(about(own, device));
  if (ofOwn.status !== statusFor(route.own, role)) wrong.push(`${name}: own log, ${ofOwn.status}`);
  if (ofOwn.text.includes(ownWord) !== route.tells(role)) wrong.push(`${name}: content of the own log`);

  const ofForeign = await go(about(foreign, device));
  if (ofForeign.status !== statusFor(route.foreign, role))
    wrong.push(`${name}: foreign, ${ofForeign.status}`);
  if (ofForeign.text.includes(foreignWord)) wrong.push(`${name}: content of a foreign log`);

  const ofNone = await go(about(noSuchLog(), device));
  const isTold = ofForeign.status === 404 && (ofNone.status !== 404 || ofNone.text !== ofForeign.text);
  return isTold ? [...wrong, `${name}: a foreign log and none are told apart`] : wrong;
}

describe('[access] a refused caller learns nothing, on any route', () => {
  const shut = namedRoutes.filter(({ route }) => route.opens !== 'anybody');
  const forDevices = shut.filter(({ route }) => route.opens !== 'session');
  const forPeople = shut.filter(({ route }) => route.opens !== 'device');
  const leaks = async (
    asked: readonly NamedRoute[],
    statuses: readonly number[],
    go: (namedRoute: NamedRoute) => Promise<Said>,
  ): Promise<readonly string[]> => {
    const found: string[] = [];
    for (const namedRoute of asked) found.push(...leak(namedRoute, await go(namedRoute), statuses, ownWord));
    return found;
  };

  test('without credentials', async () => {
    const go = (namedRoute: NamedRoute) => bySession(server.url, '', namedRoute, about(own));
    expect(await leaks(shut, [400, 401], go)).toEqual([]);
  });

  test('a stranger’s device', async () => {
    const stranger = new Device(server.url);
    const go = (namedRoute: NamedRoute) => byDevice(stranger, namedRoute, about(own, stranger.id));
    expect(await leaks(forDevices, [401], go)).toEqual([]);
  });

  test('a revoked device, but for the confirmation of its order', async () => {
    const device = await server.enrolled('reviewer', own);
    const revocation = { device: DeviceId.parse(device.id), wipe: true, nowMs: 1 };
    await server.hq.store.transaction().execute((tx) => revokeDevice(tx, revocation));
    const go = (namedRoute: NamedRoute) => byDevice(device, namedRoute, about(own, device.id));
    expect(await leaks(forDevices, [401], go)).toEqual([`POST ${confirmation}: let in, 200`]);
  });

  test('an expired session', async () => {
    const cookie = await server.signedIn(await server.hq.addPerson('reviewer', own));
    await server.hq.store.updateTable('sessions').set({ seen_ms: 1 }).execute();
    const go = (namedRoute: NamedRoute) => bySession(server.url, cookie, namedRoute, about(own));
    expect(await leaks(forPeople, [401], go)).toEqual([]);
  });

  test('the page of another site, with the person’s cookie', async () => {
    const cookie = await server.signedIn(await server.hq.addPerson('reviewer', own));
    const go = (namedRoute: NamedRoute) =>
      bySession(server.url, cookie, namedRoute, about(own), 'https://elsewhere.example');
    const writes = namedRoutes.filter(({ route, method }) => route.opens !== 'device' && method !== 'GET');
    const forBrowsers = writes.filter(({ name }) => !name.endsWith('/enrol'));
    expect(await leaks(forBrowsers, [403], go)).toEqual([]);
  });
});

const confirmation = '/api/v1/orders/confirm';
