import { syncCodeMessage } from '#renderer/field/parts/sync-code-message.ts';
import type { Message, MessageKey } from '#renderer/i18n/message.ts';
import type { ParkedRow } from './rows.ts';

/** What it is that was not taken in; a kind of a newer version is an entry. */
export function parkedKey(what: string): MessageKey {
  switch (what) {
    case 'ownPack':
      return 'whereabouts.parked.ownPack';
    case 'pack':
      return 'whereabouts.parked.pack';
    case 'instrument':
      return 'whereabouts.parked.instrument';
    default:
      return 'whereabouts.parked.entry';
  }
}

/** Why it was not taken in, in a sentence (P2, S5). What cannot be read says where reading stopped. */
export function parkedMessage({ what, why }: Pick<ParkedRow, 'what' | 'why'>): Message {
  switch (why) {
    case 'fork':
      return { key: what === 'ownPack' ? 'whereabouts.parked.ownFork' : 'whereabouts.parked.fork' };
    case 'chain':
      return { key: 'whereabouts.parked.chain' };
    case 'signature':
      return what === 'ownPack' ? syncCodeMessage(why) : { key: 'whereabouts.parked.signature' };
    case 'erasure':
      return { key: 'whereabouts.parked.erasure' };
    case 'unnamed':
      return { key: 'whereabouts.parked.unnamed' };
    case 'tooLarge':
      return { key: 'whereabouts.parked.tooLarge' };
    case 'form':
      return { key: 'whereabouts.parked.newerForm' };
    default:
      if (what === 'instrument') return { key: 'whereabouts.parked.damaged', values: { why } };
      return what === 'ownPack'
        ? syncCodeMessage(why)
        : { key: 'whereabouts.parked.unreadable', values: { why } };
  }
}
