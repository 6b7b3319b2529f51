import { expect, test } from 'vitest';
import { AuditResponse } from '#api/admin-api.ts';
import { appendAuditLine, auditLineHash } from '#server/db/audit-trail.ts';
import { aDoc } from '#tests/support/server/pack-writer.ts';
import { embedded } from '#tests/support/server/stores.ts';
import { testDependencies } from '#tests/support/server/test-headquarters.ts';
import { startTestServer } from '#tests/support/server/test-server.ts';

async function setUp() {
  const testServer = await startTestServer({ storeLocations: embedded });
  const { hq } = testServer;
  const logId = await hq.addLog();
  const laptop = await hq.addLaptop('lead', logId);
  await hq.push(laptop, laptop.pack(logId, { path: 'title', value: 'Words of the team' }));
  const reader = await testServer.signedIn(await hq.addPerson('reviewer', logId));
  const admin = await testServer.signedIn(await hq.addPerson('admin'));
  const get = (cookie: string, path: string) =>
    fetch(`${testServer.url}/api/v1${path}`, { headers: { cookie } });
  await get(reader, `/documents/${logId}/${aDoc(1)}`);
  await get(reader, `/documents/${logId}/${aDoc(1)}/history`);
  const page = async (query: string) =>
    AuditResponse.parse(await (await get(admin, `/admin/audit?${query}`)).json());
  return { hq, log: logId, page, get: (path: string) => get(admin, path) };
}

test('a line names its record by kind and number, and never by a title that people wrote', async () => {
  const { page, log } = await setUp();
  const auditResponse = await page('act=read-document');
  expect(auditResponse.records).toEqual({ [aDoc(1)]: { log, kind: 'assessment', number: 1 } });
  expect(JSON.stringify(auditResponse)).not.toContain('Words of the team');
});

test('lines are found by an id that they name, and without readings', async () => {
  const { page } = await setUp();
  expect((await page(`about=${aDoc(1)}`)).lines.map(({ act }) => act)).toEqual([
    'read-history',
    'read-document',
  ]);
  expect((await page(`about=${aDoc(1)}&reads=no`)).lines).toEqual([]);
  expect((await page('reads=no')).lines.length).toBeGreaterThan(0);
});

test('lines come oldest first by the order of the query, page by page without a gap', async () => {
  const { hq, page } = await setUp();
  await hq.store.transaction().execute(async (tx) => {
    for (let at = 0; at < 120; at += 1)
      await appendAuditLine(tx, testDependencies, {
        actor: 'command line',
        act: 'add-person',
        subject: { at },
      });
  });
  const firstAuditResponse = await page('order=oldest&act=add-person');
  const second = await page(`order=oldest&act=add-person&after=${firstAuditResponse.next}`);
  const seqs = [...firstAuditResponse.lines, ...second.lines].map(({ seq }) => seq);
  expect(seqs).toEqual(seqs.toSorted((a, b) => a - b));
  expect([firstAuditResponse.lines.length, second.next]).toEqual([100, null]);
  const newestAuditResponse = await page('act=add-person');
  expect(newestAuditResponse.lines[0]?.seq).toBe(seqs.at(-1));
  expect(new Set(seqs).size).toBeGreaterThanOrEqual(120);
});

test('the file has every line with its hash, the oldest first, and its making is a line too', async () => {
  const { hq, get, page } = await setUp();
  const response = await get('/admin/audit/file?act=read-document');
  expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  const [head, line = '', ...rest] = (await response.text()).trim().split('\r\n');
  expect(head).toContain('entry,time,actor,act,subject,previous_hash,hash');
  expect(rest).toEqual([]);
  const row = await hq.store
    .selectFrom('audit')
    .selectAll()
    .where('act', '=', 'read-document')
    .executeTakeFirstOrThrow();
  expect(line).toContain(`,read-document,`);
  expect(line.endsWith(`,${auditLineHash(row)}`)).toBe(true);
  expect((await page('act=export-audit')).lines[0]?.subject).toEqual({ act: 'read-document' });
});
