import { expect, test } from 'vitest';
import { DocumentId, LogId } from '#domain/ids.ts';
import { verifyAuditTrail } from '#server/db/audit-trail.ts';
import { newUuid } from '#server/db/open-store.ts';
import { addLog } from '#server/log/log-registry.ts';
import { embedded } from '#tests/support/server/stores.ts';
import { testDependencies } from '#tests/support/server/test-headquarters.ts';
import { startTestServer } from '#tests/support/server/test-server.ts';

const about = DocumentId.parse('0197b1a0-0000-7000-8000-0000000000d1');
const note = {
  what: 'R2',
  about,
  audience: 'donor',
  mark: 'C',
  format: 'docx',
  language: 'fr',
  purpose: 'Steering committee, progress of the second year',
};

async function setUp() {
  const testServer = await startTestServer({ storeLocations: embedded });
  const { store } = testServer.hq;
  const missionId = LogId.parse(newUuid(testDependencies));
  await store
    .transaction()
    .execute((tx) =>
      addLog(tx, testDependencies, { log: missionId, kind: 'mission', title: 'Visit', country: 'XA' }),
    );
  const ask = async (
    role: 'reviewer' | 'admin' | 'manager',
    body: object,
    logId: LogId | null = missionId,
  ) => {
    const personId = await testServer.hq.addPerson(role, ...(logId === null ? [] : [missionId]));
    const cookie = await testServer.signedIn(personId);
    const response = await fetch(`${testServer.url}/api/v1/logs/${missionId}/exports`, {
      method: 'POST',
      headers: { cookie, origin: testServer.url, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return { person: personId, status: response.status };
  };
  const noted = () =>
    store
      .selectFrom('audit')
      .select(['actor', 'subject', 'at_ms'])
      .where('act', '=', 'export-report')
      .execute();
  return { store, mission: missionId, ask, noted };
}

test('[E] the trail records person, report, reader and purpose of a copy before it exists', async () => {
  const { store, mission, ask, noted } = await setUp();
  const { person, status } = await ask('reviewer', note);
  expect(status).toBe(200);
  const lines = await noted();
  expect(lines.map(({ actor, subject }) => [actor, JSON.parse(subject)])).toEqual([
    [
      person,
      {
        log: mission,
        report: 'R2',
        doc: about,
        audience: 'donor',
        mark: 'C',
        format: 'docx',
        language: 'fr',
        purpose: 'Steering committee, progress of the second year',
      },
    ],
  ]);
  expect(lines[0]?.at_ms).toBeGreaterThan(0);
  expect((await verifyAuditTrail(store)).intact).toBe(true);
});

test('[E] the trail records a partner’s copy with entity, end date and ban on onward sharing', async () => {
  const { ask, noted } = await setUp();
  const sharing = { entity: 'INTERPOL', until: '2027-06-30', onward: 'no' };
  expect((await ask('reviewer', { ...note, what: 'R5', audience: 'partner', sharing })).status).toBe(200);
  expect((await noted()).map(({ subject }) => JSON.parse(subject))).toMatchObject([
    { report: 'R5', audience: 'partner', ...sharing },
  ]);
});

test('[E] a report within the programme needs no stated purpose', async () => {
  const { ask } = await setUp();
  expect((await ask('manager', { ...note, audience: 'programme', purpose: '' })).status).toBe(200);
});

test.each([
  ['a partner’s copy without an information-sharing note', 'reviewer', { ...note, audience: 'partner' }, 400],
  [
    'a partner’s copy that may be passed on',
    'reviewer',
    { ...note, audience: 'partner', sharing: { entity: 'INTERPOL', until: '2027-06-30', onward: 'yes' } },
    400,
  ],
  ['a copy for somebody outside that is for nothing', 'reviewer', { ...note, purpose: ' ' }, 400],
  ['a report that there is not', 'reviewer', { ...note, what: 'R99' }, 400],
  ['a reader whom nobody knows', 'reviewer', { ...note, audience: 'press' }, 400],
  ['an administrator, who reads no report', 'admin', note, 404],
] as const)('[E] is not written down, and so not made: %s', async (_what, role, body, status) => {
  const { ask, noted } = await setUp();
  expect((await ask(role, body)).status).toBe(status);
  expect(await noted()).toEqual([]);
});

test('[E] nor is a report of a mission that the person may not read', async () => {
  const { ask, noted } = await setUp();
  expect((await ask('reviewer', note, null)).status).toBe(404);
  expect(await noted()).toEqual([]);
});
