import { IntlMessageFormat } from 'intl-messageformat';
import type { MailLanguage } from '#domain/people/mail-settings.ts';
import { DueKind, type DueWork } from '#domain/overview/due-work.ts';
import arabic from '#locales/ar/mail.json' with { type: 'json' };
import english from '#locales/en/mail.json' with { type: 'json' };
import french from '#locales/fr/mail.json' with { type: 'json' };
import type { OutgoingMail } from './mail-settings.ts';

// Texts of e-mails in the language of their reader. They have numbers, the name of this headquarters and the address
// of its console: no code, no title of a record and no name of a person.

type MailText = keyof typeof english;

const catalogues: { readonly [L in MailLanguage]: Readonly<Record<MailText, string>> } = {
  en: english,
  fr: french,
  ar: arabic,
};
/** Digits of Arabic as on the screens. */
const locales: { readonly [L in MailLanguage]: string } = { en: 'en', fr: 'fr', ar: 'ar-u-nu-latn' };

type MailTextValues = Readonly<Record<string, string | number>>;
type MailTextWriter = (text: MailText, values?: MailTextValues) => string;

const createWriter =
  (language: MailLanguage): MailTextWriter =>
  (text, values = {}) =>
    String(
      new IntlMessageFormat(catalogues[language][text], locales[language], undefined, {
        ignoreTag: true,
      }).format(values),
    );

/** This headquarters in e-mails; `address` is null where only this machine is answered. */
export interface MailOrigin {
  readonly name: string;
  readonly address: string | null;
}

/** Write an invitation: that one waits, and how to come in. The code goes another way. */
export function writeInvitation(language: MailLanguage, origin: MailOrigin): Omit<OutgoingMail, 'to'> {
  const write = createWriter(language);
  return {
    subject: write('mail.invitation.subject'),
    text: joinParagraphs(
      write('mail.invitation.waits', { name: origin.name }),
      write('mail.invitation.code'),
      ...addressLines(write, origin),
      write('mail.invitation.unexpected'),
    ),
  };
}

/** Write the digest: how much is due, by kind. Null where nothing is. */
export function writeDigest(
  language: MailLanguage,
  origin: MailOrigin,
  due: readonly Pick<DueWork, 'kind' | 'isLate'>[],
): Omit<OutgoingMail, 'to'> | null {
  if (due.length === 0) return null;
  const write = createWriter(language);
  const countOf = (kind: DueKind): number => due.filter((one) => one.kind === kind).length;
  const lines = DueKind.options
    .filter((kind) => countOf(kind) > 0)
    .map((kind) => `- ${write(`mail.digest.${kind}`, { count: countOf(kind) })}`);
  const late = due.filter(({ isLate }) => isLate).length;
  return {
    subject: write('mail.digest.subject', { count: due.length }),
    text: joinParagraphs(
      write('mail.digest.due', { name: origin.name }),
      lines.join('\n'),
      ...(late === 0 ? [] : [write('mail.digest.late', { count: late })]),
      ...addressLines(write, origin),
      write('mail.digest.off'),
    ),
  };
}

const addressLines = (write: MailTextWriter, { address }: MailOrigin): readonly string[] =>
  address === null ? [] : [`${write('mail.address')}\n${address}/console/`];

const joinParagraphs = (...paragraphs: readonly string[]): string => `${paragraphs.join('\n\n')}\n`;
