import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { onTestFinished } from 'vitest';

/** E-mail as an SMTP server got it. */
export interface ReceivedMail {
  readonly from: string;
  readonly to: readonly string[];
  readonly text: string;
}

/** SMTP server of a test, on a port of its own. */
export interface TestSmtpServer {
  readonly port: number;
  readonly received: ReceivedMail[];
  readonly stop: () => Promise<void>;
}

interface SmtpServerOptions {
  /** Offers STARTTLS, with a certificate that nobody trusts. */
  readonly offersTls?: boolean;
  /** Receiver that it refuses for good. */
  readonly refuses?: string;
}

/** Start a real SMTP server that keeps all e-mails, until the test ends. */
export async function startSmtpServer(smtpServerOptions: SmtpServerOptions = {}): Promise<TestSmtpServer> {
  const { offersTls = false, refuses } = smtpServerOptions;
  const receivedMails: ReceivedMail[] = [];
  const smtp = new SMTPServer({
    authOptional: true,
    logger: false,
    disabledCommands: offersTls ? [] : ['STARTTLS'],
    onRcptTo: ({ address }, _session, callback) =>
      address === refuses
        ? callback(Object.assign(new Error(`No such mailbox: ${address}`), { responseCode: 550 }))
        : callback(),
    onData: (stream, { envelope }, callback) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        receivedMails.push({
          from: envelope.mailFrom === false ? '' : envelope.mailFrom.address,
          to: envelope.rcptTo.map(({ address }) => address),
          text: Buffer.concat(parts).toString('utf8'),
        });
        callback();
      });
    },
  });
  // A client that breaks off is an error of its connection, which the client's own test sees.
  smtp.on('error', () => undefined);
  smtp.listen(0, '127.0.0.1');
  await once(smtp.server, 'listening');
  let isStopped = false;
  const stop = async (): Promise<void> => {
    if (isStopped) return;
    isStopped = true;
    await new Promise<void>((resolve) => {
      smtp.close(() => resolve());
    });
  };
  onTestFinished(stop);
  return { port: (smtp.server.address() as AddressInfo).port, received: receivedMails, stop };
}
