import { createTransport } from 'nodemailer';
import * as z from 'zod';
import { MailAddress } from '#domain/people/mail-settings.ts';
import { CommandProblem } from '../cli/command-options.ts';

// Settings of e-mail by environment, and the connection to the SMTP server. Without `FIELDBOOK_SMTP_HOST` the server
// sends none, and calls nobody.

const hostName = z
  .string()
  .max(253)
  .regex(/^[A-Za-z0-9.:-]+$/, 'is the name or address of the SMTP server alone');
const secretLine = z
  .string()
  .max(400)
  .regex(/^\P{Cc}+$/u, 'has no line breaks');
const wholeNumber = (least: number, most: number, otherwise: number) =>
  z.coerce.number(`is a whole number from ${least} to ${most}`).int().min(least).max(most).default(otherwise);

const environmentShape = {
  FIELDBOOK_SMTP_HOST: hostName,
  FIELDBOOK_SMTP_PORT: wholeNumber(1, 65_535, 587),
  /** `starttls`: the connection is upgraded, or nothing is sent. `none`: only to this machine itself. */
  FIELDBOOK_SMTP_TLS: z
    .enum(['starttls', 'implicit', 'none'], 'is starttls, implicit or none')
    .default('starttls'),
  FIELDBOOK_SMTP_USER: secretLine.optional(),
  FIELDBOOK_SMTP_PASSWORD: secretLine.optional(),
  FIELDBOOK_MAIL_FROM: z.string('is the address of the sender').pipe(MailAddress),
  /** Hour of the day, in UTC, from which the digest is sent. */
  FIELDBOOK_MAIL_DIGEST_HOUR: wholeNumber(0, 23, 5),
};
const MailEnvironment = z.object(environmentShape);
const settingNames = Object.keys(environmentShape);

/** Settings of a server that sends e-mail. */
export interface ServerMailSettings {
  readonly host: string;
  readonly port: number;
  readonly tls: 'starttls' | 'implicit' | 'none';
  readonly login: { readonly user: string; readonly password: string } | null;
  readonly from: string;
  readonly digestHour: number;
}

/**
 * Read the settings; null without any. An empty variable counts as absent.
 * @throws CommandProblem with code `mail-settings`; it names the setting, never its value
 */
export function readMailSettings(
  environment: Readonly<Record<string, string | undefined>>,
): ServerMailSettings | null {
  const given = Object.fromEntries(
    settingNames.flatMap((name) => {
      const value = environment[name]?.trim() ?? '';
      return value === '' ? [] : [[name, value]];
    }),
  );
  if (Object.keys(given).length === 0) return null;
  const parsed = MailEnvironment.safeParse(given);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const name = String(issue?.path[0]);
    throw refusedSetting(
      name,
      given[name] === undefined ? 'is missing' : (issue?.message ?? 'cannot be read'),
    );
  }
  const { data } = parsed;
  const { FIELDBOOK_SMTP_HOST: host, FIELDBOOK_SMTP_TLS: tls } = data;
  const { FIELDBOOK_SMTP_USER: user, FIELDBOOK_SMTP_PASSWORD: password } = data;
  if ((user === undefined) !== (password === undefined))
    throw refusedSetting(
      'FIELDBOOK_SMTP_PASSWORD',
      'and FIELDBOOK_SMTP_USER are given together or not at all',
    );
  if (tls === 'none' && !/^(localhost|127\.\d+\.\d+\.\d+|::1)$/.test(host))
    throw refusedSetting('FIELDBOOK_SMTP_TLS', 'may be none for localhost alone: e-mail names people');
  return {
    host,
    port: data.FIELDBOOK_SMTP_PORT,
    tls,
    login: user === undefined || password === undefined ? null : { user, password },
    from: data.FIELDBOOK_MAIL_FROM,
    digestHour: data.FIELDBOOK_MAIL_DIGEST_HOUR,
  };
}

const refusedSetting = (name: string, reason: string): CommandProblem =>
  new CommandProblem(`e-mail: ${name} ${reason} (docs/operating.md)`, 'mail-settings');

/** E-mail as it is sent: plain text to one person. */
export interface OutgoingMail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** Hand an e-mail to the SMTP server. Rejects with a `MailFailure`. */
export type MailSender = (mail: OutgoingMail) => Promise<void>;

/** Failure of one e-mail. The reason is a code of the driver or of SMTP, never an address or an answer's text. */
export class MailFailure extends Error {
  readonly reason: string;
  /** The receiver is refused permanently; another try would be the same. */
  readonly isFinal: boolean;
  /** No e-mail can be sent now: the SMTP server cannot be reached, or refuses this server. */
  readonly isOfServer: boolean;

  constructor(
    reason: string,
    { isFinal, isOfServer }: { readonly isFinal: boolean; readonly isOfServer: boolean },
  ) {
    super(`An e-mail was not sent (${reason})`);
    this.reason = reason;
    this.isFinal = isFinal;
    this.isOfServer = isOfServer;
  }
}

const connectMs = 10_000;
const idleMs = 30_000;

/** Create the sender of these settings. Each e-mail has a connection of its own: there are few. */
export function createMailSender({ host, port, tls, login, from }: ServerMailSettings): MailSender {
  const transport = createTransport({
    host,
    port,
    secure: tls === 'implicit',
    requireTLS: tls === 'starttls',
    ignoreTLS: tls === 'none',
    tls: { minVersion: 'TLSv1.2' },
    ...(login !== null && { auth: { user: login.user, pass: login.password } }),
    name: 'fieldbook',
    connectionTimeout: connectMs,
    greetingTimeout: connectMs,
    dnsTimeout: connectMs,
    socketTimeout: idleMs,
    disableFileAccess: true,
    disableUrlAccess: true,
    logger: false,
  });
  return async ({ to, subject, text }) => {
    try {
      await transport.sendMail({
        from: { name: 'Fieldbook', address: from },
        to: { name: '', address: MailAddress.parse(to) },
        subject: subject.replaceAll(/\p{Cc}+/gu, ' '),
        text,
        // Programs do not answer it with notes of absence (RFC 3834).
        headers: { 'Auto-Submitted': 'auto-generated' },
      });
    } catch (error) {
      throw toMailFailure(error);
    }
  };
}

const DriverError = z.object({ code: z.string().optional(), responseCode: z.number().optional() });
const receiverCodes: ReadonlySet<string | undefined> = new Set(['EENVELOPE', 'EMESSAGE']);

function toMailFailure(error: unknown): MailFailure {
  const { code, responseCode } = DriverError.safeParse(error).data ?? {};
  const isOfServer = !receiverCodes.has(code);
  const isFinal = !isOfServer && responseCode !== undefined && responseCode >= 500;
  const known = [code, responseCode].filter((one) => one !== undefined);
  return new MailFailure(known.length === 0 ? 'unknown' : known.join(' '), { isFinal, isOfServer });
}
