import { describe, expect, test } from 'vitest';
import { MailAddress } from '#domain/people/mail-settings.ts';
import { CommandProblem } from '#server/cli/command-options.ts';
import { readMailSettings } from '#server/cli/mail-options.ts';
import { createMailSender, MailFailure } from '#server/mail/mail-settings.ts';
import { startSmtpServer } from '#tests/support/server/smtp-server.ts';

const given = { FIELDBOOK_SMTP_HOST: 'mail.example.org', FIELDBOOK_MAIL_FROM: 'fieldbook@example.org' };

describe('settings of e-mail', () => {
  test('are off without any, and need TLS by default', () => {
    expect(readMailSettings({ PATH: '/bin', FIELDBOOK_SMTP_HOST: ' ' })).toBeNull();
    expect(readMailSettings(given)).toEqual({
      host: 'mail.example.org',
      port: 587,
      tls: 'starttls',
      login: null,
      from: 'fieldbook@example.org',
      digestHour: 5,
    });
  });

  test.each<[string, Record<string, string>, string]>([
    ['a missing sender', { FIELDBOOK_MAIL_FROM: '' }, 'FIELDBOOK_MAIL_FROM is missing'],
    ['a missing server', { FIELDBOOK_SMTP_HOST: '' }, 'FIELDBOOK_SMTP_HOST is missing'],
    ['a wrong port', { FIELDBOOK_SMTP_PORT: '70000' }, 'FIELDBOOK_SMTP_PORT'],
    [
      'an unknown kind of TLS',
      { FIELDBOOK_SMTP_TLS: 'maybe' },
      'FIELDBOOK_SMTP_TLS is starttls, implicit or none',
    ],
    [
      'no TLS to another machine',
      { FIELDBOOK_SMTP_TLS: 'none' },
      'FIELDBOOK_SMTP_TLS may be none for localhost',
    ],
    ['a password without a user', { FIELDBOOK_SMTP_PASSWORD: 'secret-word' }, 'FIELDBOOK_SMTP_PASSWORD and'],
    ['two senders', { FIELDBOOK_MAIL_FROM: 'a@example.org, b@example.org' }, 'FIELDBOOK_MAIL_FROM'],
    [
      'a sender with a header',
      { FIELDBOOK_MAIL_FROM: 'a@example.org\nBcc: b@example.org' },
      'FIELDBOOK_MAIL_FROM',
    ],
  ])('refuse %s by a stable code and a sentence without values', (_, wrong, says) => {
    const read = () => readMailSettings({ ...given, ...wrong });
    expect(read).toThrow(CommandProblem);
    expect(read).toThrow(says);
    expect(read).not.toThrow('secret-word');
    expect(read).toThrow(expect.objectContaining({ code: 'mail-settings' }));
  });
});

test.each([
  'a@example.org\r\nBcc: b@example.org',
  'a@example.org\n',
  'a b@example.org',
  'a@example.org,b@example.org',
  '"a\r\n"@example.org',
  'a@exämple.org',
  '<a@example.org>',
])('an address that could begin another header is refused: %j', (address) => {
  expect(MailAddress.safeParse(address).success).toBe(false);
});

describe('an e-mail', () => {
  const mail = { to: 'one@example.org', subject: 'Fieldbook: 2\r\nBcc: two@example.org', text: 'Two.\n' };
  const settings = { host: '127.0.0.1', login: null, from: 'fieldbook@example.org', digestHour: 5 } as const;

  test('is one message to one receiver, and a subject makes no header', async () => {
    const testSmtpServer = await startSmtpServer();
    await createMailSender({ ...settings, port: testSmtpServer.port, tls: 'none' })(mail);
    expect(testSmtpServer.received).toMatchObject([
      { from: 'fieldbook@example.org', to: ['one@example.org'] },
    ]);
    const [head = '', body] = testSmtpServer.received[0]?.text.split('\r\n\r\n') ?? [];
    expect(head).not.toMatch(/^Bcc:/imu);
    expect(head).toMatch(/^Auto-Submitted: auto-generated$/mu);
    expect(body?.trim()).toBe('Two.');
  });

  test('is not sent where the server offers no TLS, or a certificate that nobody trusts', async () => {
    const plain = await startSmtpServer();
    const self = await startSmtpServer({ offersTls: true });
    for (const { port } of [plain, self])
      await expect(createMailSender({ ...settings, port, tls: 'starttls' })(mail)).rejects.toBeInstanceOf(
        MailFailure,
      );
    expect([...plain.received, ...self.received]).toEqual([]);
  });

  test('fails for good where its receiver is refused, and the failure names no address', async () => {
    const testSmtpServer = await startSmtpServer({ refuses: 'one@example.org' });
    const sent = createMailSender({ ...settings, port: testSmtpServer.port, tls: 'none' })(mail);
    await expect(sent).rejects.toMatchObject({ isFinal: true, isOfServer: false });
    await expect(sent).rejects.not.toThrow('example.org');
  });

  test('waits for a server that cannot be reached', async () => {
    const testSmtpServer = await startSmtpServer();
    await testSmtpServer.stop();
    const sent = createMailSender({ ...settings, port: testSmtpServer.port, tls: 'none' })(mail);
    await expect(sent).rejects.toMatchObject({ isFinal: false, isOfServer: true });
  });
});
