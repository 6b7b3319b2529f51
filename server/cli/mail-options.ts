import * as z from 'zod';
import { MailAddress } from '#domain/people/mail-settings.ts';
import type { ServerMailSettings } from '../mail/mail-settings.ts';
import { CommandProblem } from './command-options.ts';

// Settings of e-mail by environment. Without `FIELDBOOK_SMTP_HOST` the server sends none, and calls nobody.

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
