import { IntlMessageFormat } from 'intl-messageformat';
import { utcDayAtMs } from '#base/calendar-day.ts';
import type { PersonId } from '#domain/ids.ts';
import { DueKind, type DueWork } from '#domain/overview/due-work.ts';
import type { MailLanguage, MailSettings } from '#domain/people/mail-settings.ts';
import arabic from '#locales/ar/mail.json' with { type: 'json' };
import english from '#locales/en/mail.json' with { type: 'json' };
import french from '#locales/fr/mail.json' with { type: 'json' };
import { type DueWorkContext, readAllDueWork } from '../console/due-work.ts';
import type { RuntimeDependencies, ServerStore, StoreTransaction } from '../db/open-store.ts';
import { operatorSentenceOf, storeFailureOf } from '../db/store-health.ts';
import type { MailQueueTable } from '../db/tables-access.ts';
import { MailFailure, type MailSender, type OutgoingMail } from './mail-settings.ts';

// Texts of e-mails in the language of their reader. They have numbers, the name of this headquarters and the address
// of its console. They have no code, no title of a record and no name of a person.

type MailText = keyof typeof english;

const catalogues: { readonly [L in MailLanguage]: Readonly<Record<MailText, string>> } = {
  en: english,
  fr: french,
  ar: arabic,
};
/** Digits of Arabic as on the screens. */
const locales: { readonly [L in MailLanguage]: string } = { en: 'en', fr: 'fr', ar: 'ar-u-nu-latn' };

type MailTextValues = Readonly<Record<string, string | number>>;
type MailTextWriter = (mailText: MailText, mailTextValues?: MailTextValues) => string;

const createWriter =
  (language: MailLanguage): MailTextWriter =>
  (mailText, mailTextValues = {}) =>
    String(
      new IntlMessageFormat(catalogues[language][mailText], locales[language], undefined, {
        ignoreTag: true,
      }).format(mailTextValues),
    );

/** This headquarters in e-mails; `address` is null where only this machine is answered. */
interface MailOrigin {
  readonly name: string;
  readonly address: string | null;
}

/** Write an invitation: that one waits, and how to come in. The code goes another way. */
export function writeInvitation(language: MailLanguage, mailOrigin: MailOrigin): Omit<OutgoingMail, 'to'> {
  const textWriter = createWriter(language);
  return {
    subject: textWriter('mail.invitation.subject'),
    text: joinParagraphs(
      textWriter('mail.invitation.waits', { name: mailOrigin.name }),
      textWriter('mail.invitation.code'),
      ...addressLines(textWriter, mailOrigin),
      textWriter('mail.invitation.unexpected'),
    ),
  };
}

/** Write the digest: how much is due, by kind. Null where nothing is. */
export function writeDigest(
  language: MailLanguage,
  mailOrigin: MailOrigin,
  dueWorks: readonly Pick<DueWork, 'kind' | 'isLate'>[],
): Omit<OutgoingMail, 'to'> | null {
  if (dueWorks.length === 0) return null;
  const textWriter = createWriter(language);
  const countOf = (dueKind: DueKind): number => dueWorks.filter((one) => one.kind === dueKind).length;
  const lines = DueKind.options
    .filter((kind) => countOf(kind) > 0)
    .map((dueKind) => `- ${textWriter(`mail.digest.${dueKind}`, { count: countOf(dueKind) })}`);
  const late = dueWorks.filter(({ isLate }) => isLate).length;
  return {
    subject: textWriter('mail.digest.subject', { count: dueWorks.length }),
    text: joinParagraphs(
      textWriter('mail.digest.due', { name: mailOrigin.name }),
      lines.join('\n'),
      ...(late === 0 ? [] : [textWriter('mail.digest.late', { count: late })]),
      ...addressLines(textWriter, mailOrigin),
      textWriter('mail.digest.off'),
    ),
  };
}

const addressLines = (textWriter: MailTextWriter, { address }: MailOrigin): readonly string[] =>
  address === null ? [] : [`${textWriter('mail.address')}\n${address}/console/`];

const joinParagraphs = (...paragraphs: readonly string[]): string => `${paragraphs.join('\n\n')}\n`;

// The queue of e-mails, in the store: it survives a restart, and several servers share it. A row names a person and a
// kind. Address and text are read when it is sent, so an erased address or a changed wish counts at once.

/** Read the e-mail settings of a person; null without an address. */
export async function readMailOfPerson(store: ServerStore, personId: PersonId): Promise<MailSettings | null> {
  const row = await store
    .selectFrom('mail_addresses')
    .select(['address', 'language', 'digest'])
    .where('person', '=', personId)
    .executeTakeFirst();
  return row === undefined ? null : { ...row, digest: row.digest === 1 };
}

/** Set the e-mail settings of a person; null deletes the address, and all e-mails that wait for it. */
export async function setMailOfPerson(
  tx: StoreTransaction,
  personId: PersonId,
  mailSettings: MailSettings | null,
): Promise<void> {
  if (mailSettings === null) {
    await tx.deleteFrom('mail_queue').where('person', '=', personId).where('state', '=', 'waiting').execute();
    await tx.deleteFrom('mail_addresses').where('person', '=', personId).execute();
    return;
  }
  const previousMailSettings = await readMailOfPerson(tx, personId);
  // An invitation of today may come again, to the corrected address.
  if (previousMailSettings !== null && previousMailSettings.address !== mailSettings.address)
    await tx
      .deleteFrom('mail_queue')
      .where('person', '=', personId)
      .where('kind', '=', 'invitation')
      .execute();
  const columns = { ...mailSettings, digest: mailSettings.digest ? 1 : 0 } as const;
  await tx
    .insertInto('mail_addresses')
    .values({ person: personId, ...columns })
    .onConflict((conflict) => conflict.column('person').doUpdateSet(columns))
    .execute();
}

/** Queue an e-mail that an invitation waits, at most one a day; nothing for a person without an address. */
export async function queueInvitation(
  tx: StoreTransaction,
  dependencies: RuntimeDependencies,
  personId: PersonId,
): Promise<void> {
  const nowMs = dependencies.nowMs();
  const mail = await tx
    .selectFrom('mail_addresses')
    .select('person')
    .where('person', '=', personId)
    .executeTakeFirst();
  if (mail === undefined) return;
  await tx
    .insertInto('mail_queue')
    .values({ ...newRow(nowMs), person: personId, kind: 'invitation', key: utcDayAtMs(nowMs) })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

const newRow = (nowMs: number) => ({ made_ms: nowMs, next_ms: nowMs, tries: 0, state: 'waiting' }) as const;

/** Queue today's digest for everybody who wants it and has none yet. */
async function queueDigests(store: ServerStore, nowMs: number): Promise<void> {
  const key = utcDayAtMs(nowMs);
  const personIds = await store
    .selectFrom('mail_addresses')
    .select('person')
    .where('digest', '=', 1)
    .where('person', 'not in', (eb) =>
      eb.selectFrom('mail_queue').select('person').where('kind', '=', 'digest').where('key', '=', key),
    )
    .execute();
  for (const { person } of personIds)
    await store
      .insertInto('mail_queue')
      .values({ ...newRow(nowMs), person, kind: 'digest', key })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
}

const minuteMs = 60_000;
/** Waits after each failed try; after the last one the e-mail has failed. */
const retryMinutes: readonly number[] = [5, 15, 60, 240];
/** Time in which another server leaves a claimed e-mail alone: longer than a connection can last. */
const claimMs = 5 * minuteMs;
const mailsPerRun = 50;
/** Rows of sent e-mails stay that long, so that no digest comes twice. */
const keptMs = 7 * 24 * 60 * minuteMs;

/** Parts of a server that sends e-mail. */
export interface MailDependencies extends DueWorkContext {
  readonly sender: MailSender;
  readonly digestHour: number;
  /** Read again for each e-mail: the name may change. */
  readonly origin: () => MailOrigin;
}

/** Queue the digests of the day from its hour on, and send the e-mails whose time has come. */
export async function runMailQueue(
  mailDependencies: MailDependencies,
  isStopping: () => boolean = () => false,
): Promise<void> {
  const { store, dependencies, digestHour } = mailDependencies;
  const nowMs = dependencies.nowMs();
  await store
    .deleteFrom('mail_queue')
    .where('made_ms', '<', nowMs - keptMs)
    .execute();
  if (new Date(nowMs).getUTCHours() >= digestHour) await queueDigests(store, nowMs);
  const waiting = await store
    .selectFrom('mail_queue')
    .selectAll()
    .where('state', '=', 'waiting')
    .where('next_ms', '<=', nowMs)
    .orderBy('next_ms')
    .limit(mailsPerRun)
    .execute();
  for (const row of waiting) if (isStopping() || !(await sendQueuedMail(mailDependencies, row))) return;
}

/** Send one e-mail of the queue. Returns false where the SMTP server takes none now. */
async function sendQueuedMail(mailDependencies: MailDependencies, row: MailQueueTable): Promise<boolean> {
  const { store, dependencies, sender } = mailDependencies;
  const set = (columns: Partial<Pick<MailQueueTable, 'state' | 'next_ms' | 'tries'>>, seen: number) =>
    store
      .updateTable('mail_queue')
      .set(columns)
      .where('person', '=', row.person)
      .where('kind', '=', row.kind)
      .where('key', '=', row.key)
      .where('state', '=', 'waiting')
      .where('next_ms', '=', seen)
      .executeTakeFirst();
  const claimedMs = dependencies.nowMs() + claimMs;
  // Only one server changes the time that all of them read.
  const claimed = await set({ next_ms: claimedMs, tries: row.tries + 1 }, row.next_ms);
  if (claimed.numUpdatedRows !== 1n) return true;
  const outgoingMail = await writeQueuedMail(mailDependencies, row);
  if (outgoingMail === null) {
    await set({ state: 'dropped' }, claimedMs);
    return true;
  }
  try {
    await sender(outgoingMail);
    await set({ state: 'sent' }, claimedMs);
    return true;
  } catch (error) {
    if (!(error instanceof MailFailure)) throw error;
    const waitMinutes = error.isFinal ? undefined : retryMinutes[row.tries];
    await set(
      waitMinutes === undefined
        ? { state: 'failed' }
        : { next_ms: dependencies.nowMs() + waitMinutes * minuteMs },
      claimedMs,
    );
    const next = waitMinutes === undefined ? 'no further try' : `next try in ${waitMinutes} min`;
    console.error(`mail: ${row.kind} not sent (${error.reason}), ${next}`);
    return !error.isOfServer;
  }
}

/** Write a queued e-mail; null where nobody wants it any more, or there is nothing to say. */
async function writeQueuedMail(
  mailDependencies: MailDependencies,
  { person, kind, key }: MailQueueTable,
): Promise<OutgoingMail | null> {
  const { store, dependencies, origin } = mailDependencies;
  const mailSettings = await readMailOfPerson(store, person);
  if (mailSettings === null) return null;
  const { address: to, language } = mailSettings;
  if (kind === 'invitation') return { to, ...writeInvitation(language, origin()) };
  if (!mailSettings.digest || key !== utcDayAtMs(dependencies.nowMs())) return null;
  const written = writeDigest(language, origin(), await readAllDueWork(mailDependencies, person));
  return written === null ? null : { to, ...written };
}

/** Start to send e-mail: a look at the queue now and every minute. Resolves to the function that stops it. */
export function startMailTimer(mailDependencies: MailDependencies): () => Promise<void> {
  let looking: Promise<void> | null = null;
  let isStopping = false;
  const look = (): void => {
    looking ??= runMailQueue(mailDependencies, () => isStopping)
      .catch((error: unknown) => {
        const storeFailure = storeFailureOf(error);
        const name = error instanceof Error ? error.name : 'unknown';
        console.error(
          `mail: the look failed (${storeFailure === null ? name : operatorSentenceOf(storeFailure)})`,
        );
      })
      .finally(() => {
        looking = null;
      });
  };
  look();
  const timer = setInterval(look, minuteMs);
  return async () => {
    clearInterval(timer);
    isStopping = true;
    await looking;
  };
}
