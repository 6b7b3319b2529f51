import type { EraseAfter } from '#domain/vault/erase-after.ts';
import type { HostAnswer } from '#renderer/host/host-contract.ts';
import type { Message } from '#renderer/i18n/message.ts';
import type { Contact } from '#renderer/store/store-api.ts';

/** What is known of the laptop, from the store and the shell. */
export interface TravelFacts {
  /** Own changes that headquarters has not confirmed. */
  readonly waiting: number;
  readonly contact: Contact | null;
  readonly laptop: HostAnswer<'laptop.state'>;
  readonly keychain: HostAnswer<'vault.state'>['keychain'];
  readonly eraseAfter: EraseAfter | 'never' | 'unknown';
}

/** `done`: nothing to do; `open`: something is; `ask`: what a person should know, or ask somebody. */
export type TravelState = 'done' | 'open' | 'ask';

/** One line of the check: a fact, and what to do about it. */
export interface TravelCheck {
  readonly id: 'sent' | 'contact' | 'disk' | 'keychain' | 'backup' | 'erases';
  readonly state: TravelState;
  readonly title: Message;
  readonly text: Message;
}

/** How days and moments are said, in the language of the screen. */
export interface Said {
  readonly date: (atMs: number) => string;
  readonly moment: (atMs: number, nowMs: number) => string;
}

const dayMs = 24 * 60 * 60 * 1000;
/** A lease that a journey may outlast is worth another contact. */
const shortLeaseDays = 14;

/** The check before a journey (domain.md E, rule 6): facts alone, so that nothing can be ticked without looking. */
export const travelChecksOf = (facts: TravelFacts, nowMs: number, said: Said): readonly TravelCheck[] => [
  { id: 'sent', title: { key: 'travel.sent' }, ...sent(facts) },
  { id: 'contact', title: { key: 'travel.contact' }, ...contact(facts, nowMs, said) },
  { id: 'disk', title: { key: 'travel.disk' }, ...disk(facts) },
  { id: 'keychain', title: { key: 'travel.keychain' }, ...keychain(facts) },
  { id: 'backup', title: { key: 'travel.backup' }, ...backup(facts, said) },
  { id: 'erases', title: { key: 'travel.erases' }, ...erases(facts) },
];

type Finding = Pick<TravelCheck, 'state' | 'text'>;

const sent = ({ waiting }: TravelFacts): Finding =>
  waiting === 0
    ? { state: 'done', text: { key: 'travel.sent.done' } }
    : { state: 'open', text: { key: 'travel.sent.todo', values: { count: waiting } } };

function contact({ contact: last }: TravelFacts, nowMs: number, said: Said): Finding {
  if (last === null) return { state: 'open', text: { key: 'travel.contact.none' } };
  const days = Math.floor(last.leaseLeftMs / dayMs);
  const isRecent = Math.abs(nowMs - last.atMs) < dayMs && days >= shortLeaseDays;
  const values = { when: said.moment(last.atMs, nowMs), days };
  return { state: isRecent ? 'done' : 'open', text: { key: 'travel.contact.text', values } };
}

const disk = ({ laptop }: TravelFacts): Finding =>
  laptop.disk === 'encrypted'
    ? { state: 'done', text: { key: 'travel.disk.done' } }
    : { state: 'ask', text: { key: 'travel.disk.ask' } };

const keychain = (facts: TravelFacts): Finding =>
  facts.keychain === 'system'
    ? { state: 'done', text: { key: 'travel.keychain.done' } }
    : { state: 'ask', text: { key: 'travel.keychain.ask' } };

const backup = ({ laptop }: TravelFacts, said: Said): Finding =>
  laptop.backupAtMs === null
    ? { state: 'ask', text: { key: 'travel.backup.none' } }
    : { state: 'done', text: { key: 'travel.backup.made', values: { date: said.date(laptop.backupAtMs) } } };

function erases({ eraseAfter }: TravelFacts): Finding {
  if (eraseAfter === 'never') return { state: 'ask', text: { key: 'travel.erases.never' } };
  if (eraseAfter === 'unknown') return { state: 'ask', text: { key: 'travel.erases.unknown' } };
  return { state: 'done', text: { key: 'travel.erases.after', values: { count: eraseAfter } } };
}
