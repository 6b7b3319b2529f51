import { createTransport } from 'nodemailer';
import * as z from 'zod';
import { MailAddress } from '#domain/people/mail-settings.ts';

/** Settings of a server that sends e-mail. */
export interface ServerMailSettings {
  readonly host: string;
  readonly port: number;
  readonly tls: 'starttls' | 'implicit' | 'none';
  readonly login: { readonly user: string; readonly password: string } | null;
  readonly from: string;
  readonly digestHour: number;
}

/** E-mail as it is sent: plain text to one person. */
export interface OutgoingMail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** Hand an e-mail to the SMTP server. Rejects with a `MailFailure`. */
export type MailSender = (outgoingMail: OutgoingMail) => Promise<void>;

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
