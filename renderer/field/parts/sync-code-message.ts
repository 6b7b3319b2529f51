import type { Message } from '#renderer/i18n/message.ts';

/**
 * Why a sync did not go through, in a sentence. Codes are the server's, the shell's and the store's, and will grow: one
 * that is not known here is still said.
 */
export function syncCodeMessage(code: string): Message {
  switch (code) {
    case 'unreachable':
      return { key: 'sync.code.unreachable' };
    case 'unreadable':
    case 'unexpected':
      return { key: 'sync.code.unreadable' };
    case 'noProgress':
      return { key: 'sync.code.noProgress' };
    case 'clock':
      return { key: 'sync.code.clock' };
    case 'notEnrolled':
    case 'device':
    case 'signature':
      return { key: 'sync.code.device' };
    case 'access':
    case 'forbidden':
      return { key: 'sync.code.access' };
    case 'fork':
      return { key: 'sync.code.fork' };
    case 'rate':
    case 'busy':
    case 'internal':
    case 'stopping':
      return { key: 'sync.code.busy' };
    case 'held-full':
      return { key: 'sync.code.heldFull' };
    case 'store-full':
      return { key: 'sync.code.storeFull' };
    case 'store-unavailable':
      return { key: 'sync.code.storeUnavailable' };
    case 'malformed':
    case 'too-large':
    case 'digest':
    case 'encoding':
    case 'nonce':
    case 'refused':
      return { key: 'sync.code.malformed' };
    case 'address':
    case 'plain-http':
    case 'path':
      return { key: 'sync.code.address' };
    case 'store':
    case 'full':
    case 'failed':
      return { key: 'sync.code.store' };
    default:
      return { key: 'sync.code.other', values: { code } };
  }
}
