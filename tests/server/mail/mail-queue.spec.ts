import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { LogId, PersonId } from '#domain/ids.ts';
import { type MailDependencies, runMailQueue } from '#server/mail/mail-queue.ts';
import { createMailSender, MailFailure } from '#server/mail/mail-settings.ts';
import { aDoc } from '#tests/support/server/pack-writer.ts';
import { startSmtpServer } from '#tests/support/server/smtp-server.ts';
import { embedded, postgres } from '#tests/support/server/stores.ts';
import { TestBrowser } from '#tests/support/server/test-browser.ts';
import { startTestServer } from '#tests/support/server/test-server.ts';

const morningMs = Date.UTC(2026, 10, 24, 6);
const dayMs = 86_400_000;

/** A server that sends e-mail to a real SMTP server, with a person who has an address. */
async function setUp(locations = embedded) {
  const testServer = await startTestServer({ storeLocations: locations, sendsMail: true });
  const testSmtpServer = await startSmtpServer();
  const logId = await testServer.hq.addLog();
  const admin = new TestBrowser(
    testServer.url,
    await testServer.signedIn(await testServer.hq.addPerson('admin')),
  );
  const personId = await testServer.hq.addPerson('manager', logId);
  const giveAddress = (values: object = {}, of: PersonId = personId) =>
    admin.post('/admin/people/change', {
      act: 'mail',
      person: of,
      mail: { address: 'one@example.org', language: 'en', digest: true, ...values },
    });
  const mail: MailDependencies = {
    ...testServer.context,
    sender: createMailSender({
      host: '127.0.0.1',
      port: testSmtpServer.port,
      tls: 'none',
      login: null,
      from: 'fieldbook@example.org',
      digestHour: 5,
    }),
    digestHour: 5,
    origin: () => ({ name: 'Headquarters', address: 'https://hq.example.org' }),
  };
  const rows = () => testServer.hq.store.selectFrom('mail_queue').selectAll().orderBy('key').execute();
  return {
    server: testServer,
    smtp: testSmtpServer,
    log: logId,
    admin,
    person: personId,
    giveAddress,
    mail,
    rows,
  };
}

/** Write two plan items that end soon, one of them late. */
async function writeDueItems(
  testServer: Awaited<ReturnType<typeof startTestServer>>,
  logId: LogId,
): Promise<void> {
  const lead = await testServer.hq.addLaptop('lead', logId);
  const item = (id: string, to: string) => [
    { doc: aDoc(2), kind: 'action-plan', path: `items/${id}/title`, value: 'Secret procedure' },
    { doc: aDoc(2), kind: 'action-plan', path: `items/${id}/to`, value: to },
    { doc: aDoc(2), kind: 'action-plan', path: `items/${id}/status`, value: 'in-progress' },
  ];
  await testServer.hq.push(lead, lead.pack(logId, ...item('i1', '2026-11-01'), ...item('i2', '2026-12-01')));
}

/** Text of a message without its quoted-printable wrapping. */
const plainOf = (text = ''): string =>
  text
    .replaceAll(/=\r\n/g, '')
    .replaceAll(/(=[0-9A-F]{2})+/g, (coded) => decodeURIComponent(coded.replaceAll('=', '%')));

describe.each([embedded, postgres])('e-mail on the $name', (blankLocations) => {
  test('an invitation tells that it waits, never its code', async () => {
    const { smtp, admin, person, giveAddress, mail } = await setUp(blankLocations);
    await giveAddress();
    const { body } = await admin.post('/admin/codes', { person, purpose: 'enrol', minutes: 60 });
    await admin.post('/admin/codes', { person, purpose: 'enrol', minutes: 60 });
    await runMailQueue(mail);
    expect(smtp.received).toHaveLength(1);
    const text = plainOf(smtp.received[0]?.text);
    expect(text).toContain('An invitation to Fieldbook waits for you');
    expect(text).toContain('https://hq.example.org/console/');
    expect(text.replaceAll('-', '')).not.toContain(String(body.code).replaceAll('-', ''));
  });

  test('a digest has counts and no content, once a day from two servers', async () => {
    const { server, smtp, log, giveAddress, mail } = await setUp(blankLocations);
    await giveAddress();
    await writeDueItems(server, log);
    server.clock.nowMs = morningMs - 2 * 3_600_000;
    await runMailQueue(mail);
    expect(smtp.received).toEqual([]);
    server.clock.nowMs = morningMs;
    await Promise.all([runMailQueue(mail), runMailQueue(mail)]);
    server.clock.nowMs = morningMs + 3_600_000;
    await runMailQueue(mail);
    expect(smtp.received).toHaveLength(1);
    const text = plainOf(smtp.received[0]?.text);
    expect(text).toContain('Subject: Fieldbook: 2 tasks are due');
    expect(text).toMatch(/- 2 plan items\r\n\r\n1 of them is late\./u);
    expect(text).not.toContain('procedure');
    server.clock.nowMs = morningMs + dayMs;
    await runMailQueue(mail);
    expect(smtp.received).toHaveLength(2);
  });
});

test('a digest is in the language of its reader', async () => {
  const { server, smtp, log, giveAddress, mail } = await setUp();
  await giveAddress({ language: 'ar' });
  await writeDueItems(server, log);
  server.clock.nowMs = morningMs;
  await runMailQueue(mail);
  const body = smtp.received[0]?.text.split('\r\n\r\n')[1] ?? '';
  const text = body.includes('=D8') ? plainOf(body) : Buffer.from(body, 'base64').toString('utf8');
  expect(text).toContain('بندان في الخطة');
});

test('nobody gets a digest who turned it off, has nothing due, or left', async () => {
  const { server, smtp, log, admin, person, giveAddress, mail, rows } = await setUp();
  const [idle, gone] = [await server.hq.addPerson('manager'), await server.hq.addPerson('manager', log)];
  await writeDueItems(server, log);
  await giveAddress();
  await giveAddress({ address: 'two@example.org' }, idle);
  await giveAddress({ address: 'three@example.org' }, gone);
  const ownTestBrowser = new TestBrowser(server.url, await server.signedIn(person));
  const off = { language: 'fr', digest: false };
  expect((await ownTestBrowser.post('/console/mail', off)).body.mail).toEqual({
    address: 'one@example.org',
    ...off,
  });
  await admin.post('/admin/people/change', { act: 'deactivate', person: gone });
  server.clock.nowMs = morningMs;
  await runMailQueue(mail);
  expect(smtp.received).toEqual([]);
  expect(await rows()).toMatchObject([{ person: idle, state: 'dropped' }]);
});

test('[E8] an address goes with its person, and the audit trail never has it', async () => {
  const { server, admin, person, giveAddress } = await setUp();
  await giveAddress();
  const { people } = (await admin.get('/admin/people')).body;
  expect(people.find((one: { person: string }) => one.person === person)).toMatchObject({
    mail: { address: 'one@example.org' },
  });
  await admin.post('/admin/people/change', { act: 'deactivate', person });
  expect(await server.hq.store.selectFrom('mail_addresses').selectAll().execute()).toEqual([]);
  const trail = await server.hq.store.selectFrom('audit').selectAll().execute();
  expect(JSON.stringify(trail)).toContain('change-mail');
  expect(JSON.stringify(trail)).not.toContain('example.org');
});

test('an address with a second header is refused', async () => {
  const { giveAddress } = await setUp();
  expect((await giveAddress({ address: 'one@example.org\r\nBcc: two@example.org' })).status).toBe(400);
});

test('a failed e-mail is tried five times, and no line of the log has its address', async () => {
  const { server, admin, person, giveAddress, mail, rows } = await setUp();
  const said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  onTestFinished(() => said.mockRestore());
  await giveAddress({ digest: false });
  await admin.post('/admin/codes', { person, purpose: 'enrol', minutes: 60 });
  const failing = {
    ...mail,
    sender: () => Promise.reject(new MailFailure('ETIMEDOUT', { isFinal: false, isOfServer: true })),
  };
  const [row] = await rows();
  server.clock.nowMs = row?.next_ms ?? 0;
  for (let tries = 1; tries <= 5; tries += 1) {
    await runMailQueue(failing);
    await runMailQueue(failing); // its time has not come
    const [after] = await rows();
    expect(after).toMatchObject({ tries, state: tries < 5 ? 'waiting' : 'failed' });
    server.clock.nowMs = after?.next_ms ?? 0;
  }
  const lines = said.mock.calls.map(([line]) => String(line));
  expect(lines).toHaveLength(5);
  expect(lines.at(-1)).toBe('mail: invitation not sent (ETIMEDOUT), no further try');
  expect(lines.join()).not.toContain('example.org');
});
