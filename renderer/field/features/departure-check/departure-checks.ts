import type { EraseAfter } from '#domain/vault/passphrase.ts';
import type { HostResponse } from '#renderer/host/host-contract.ts';
import type { Message } from '#renderer/i18n';
import type { ServerContact } from '#renderer/store/api/store-api.ts';

/** Facts of the laptop, from the store and the shell. */
export interface DepartureFacts {
  /** Own changes that headquarters has not confirmed. */
  readonly waiting: number;
  readonly contact: ServerContact | null;
  readonly laptop: HostResponse<'laptop.state'>;
  readonly keychain: HostResponse<'vault.state'>['keychain'];
  readonly eraseAfter: EraseAfter | 'never' | 'unknown';
}

/** `done`: nothing to do; `open`: an act is needed; `ask`: a person should know it, or ask somebody. */
export type DepartureCheckStatus = 'done' | 'open' | 'ask';

/** One line of the check: a fact, and the act on it. */
export interface DepartureCheck {
  readonly id: 'sent' | 'contact' | 'disk' | 'keychain' | 'backup' | 'erases';
  readonly state: DepartureCheckStatus;
  readonly title: Message;
  readonly text: Message;
}

/** Formats of days and times, in the language of the screen. */
interface DateFormatting {
  readonly date: (atMs: number) => string;
  readonly moment: (atMs: number, nowMs: number) => string;
}

const millisecondsPerDay = 24 * 60 * 60 * 1000;
/** A lease that a journey may outlast is worth another contact. */
const shortLeaseDays = 14;

/**
 * Check before a journey (docs/requirements.md E, rule 6): facts only, so that nothing can be ticked without
 * looking.
 */
export const departureChecksOf = (
  departureFacts: DepartureFacts,
  nowMs: number,
  said: DateFormatting,
): readonly DepartureCheck[] => [
  { id: 'sent', title: { key: 'travel.sent' }, ...checkUnsentChanges(departureFacts) },
  { id: 'contact', title: { key: 'travel.contact' }, ...checkServerContact(departureFacts, nowMs, said) },
  { id: 'disk', title: { key: 'travel.disk' }, ...checkDiskEncryption(departureFacts) },
  { id: 'keychain', title: { key: 'travel.keychain' }, ...checkSystemKeychain(departureFacts) },
  { id: 'backup', title: { key: 'travel.backup' }, ...checkLastBackup(departureFacts, said) },
  { id: 'erases', title: { key: 'travel.erases' }, ...checkSelfErasure(departureFacts) },
];

type DepartureCheckResult = Pick<DepartureCheck, 'state' | 'text'>;

const checkUnsentChanges = ({ waiting }: DepartureFacts): DepartureCheckResult =>
  waiting === 0
    ? { state: 'done', text: { key: 'travel.sent.done' } }
    : { state: 'open', text: { key: 'travel.sent.todo', values: { count: waiting } } };

function checkServerContact(
  { contact: lastServerContact }: DepartureFacts,
  nowMs: number,
  said: DateFormatting,
): DepartureCheckResult {
  if (lastServerContact === null) return { state: 'open', text: { key: 'travel.contact.none' } };
  const days = Math.floor(lastServerContact.leaseLeftMs / millisecondsPerDay);
  const isRecent = Math.abs(nowMs - lastServerContact.atMs) < millisecondsPerDay && days >= shortLeaseDays;
  const values = { when: said.moment(lastServerContact.atMs, nowMs), days };
  return { state: isRecent ? 'done' : 'open', text: { key: 'travel.contact.text', values } };
}

const checkDiskEncryption = ({ laptop }: DepartureFacts): DepartureCheckResult =>
  laptop.disk === 'encrypted'
    ? { state: 'done', text: { key: 'travel.disk.done' } }
    : { state: 'ask', text: { key: 'travel.disk.ask' } };

const checkSystemKeychain = (departureFacts: DepartureFacts): DepartureCheckResult =>
  departureFacts.keychain === 'system'
    ? { state: 'done', text: { key: 'travel.keychain.done' } }
    : { state: 'ask', text: { key: 'travel.keychain.ask' } };

const checkLastBackup = ({ laptop }: DepartureFacts, said: DateFormatting): DepartureCheckResult =>
  laptop.backupAtMs === null
    ? { state: 'ask', text: { key: 'travel.backup.none' } }
    : { state: 'done', text: { key: 'travel.backup.made', values: { date: said.date(laptop.backupAtMs) } } };

function checkSelfErasure({ eraseAfter }: DepartureFacts): DepartureCheckResult {
  if (eraseAfter === 'never') return { state: 'ask', text: { key: 'travel.erases.never' } };
  if (eraseAfter === 'unknown') return { state: 'ask', text: { key: 'travel.erases.unknown' } };
  return { state: 'done', text: { key: 'travel.erases.after', values: { count: eraseAfter } } };
}
