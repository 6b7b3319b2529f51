import type { Message, MessageKey } from '#renderer/i18n';
import type { LaptopOwnCode } from '#sync/protocol/laptop-own-codes.ts';
import type { LaptopProblemCode, PackCode } from '#sync/protocol/refusal-codes.ts';

/** Code of a failed sync: the server's, of a request or of a pack, or the laptop's own. */
export type SyncCode = LaptopProblemCode | PackCode | LaptopOwnCode;

/** Reason why a sync failed, in a sentence. An unknown code, as of a newer server, is still shown. */
export function syncCodeMessage(code: string): Message {
  const messageKey = sentencesOf(code).reason;
  return messageKey === general.reason ? { key: messageKey, values: { code } } : { key: messageKey };
}

/** Reason why no change goes to headquarters until a person acts, with the safe state of the changes. */
export const syncBlockedMessage = (code: string): Message => ({
  key: sentencesOf(code).blocked,
  values: { code },
});

interface SyncRetry {
  readonly untilMs: number;
  /** Reason why the last attempt failed. */
  readonly code: string;
}

/**
 * Reason of the last failed attempt to reach headquarters, that nothing is lost, and the time of the next
 * one.
 * @param time Writes a time of day.
 */
export const syncRetryMessage = ({ untilMs, code }: SyncRetry, time: (atMs: number) => string): Message => ({
  key: sentencesOf(code).retry,
  values: { time: time(untilMs) },
});

const sentencesOf = (code: string): SyncSentences => (isSyncCode(code) ? sentencesByCode[code] : general);

const isSyncCode = (code: string): code is SyncCode => Object.hasOwn(sentencesByCode, code);

interface SyncSentences {
  readonly reason: MessageKey;
  readonly blocked: MessageKey;
  readonly retry: MessageKey;
}

/** Sentences that name the code. */
const general: SyncSentences = {
  reason: 'sync.code.other',
  blocked: 'frame.banner.blocked.other',
  retry: 'frame.status.network.retryingExplained',
};
const unknownDevice: SyncSentences = {
  ...general,
  reason: 'sync.code.device',
  blocked: 'frame.banner.blocked.device',
};
const malformed: SyncSentences = { ...general, reason: 'sync.code.malformed' };
const unreadable: SyncSentences = { ...general, reason: 'sync.code.unreadable' };
const noAccess: SyncSentences = { ...general, reason: 'sync.code.access' };
const busy: SyncSentences = { ...general, reason: 'sync.code.busy' };
const wrongAddress: SyncSentences = { ...general, reason: 'sync.code.address' };
const ownStore: SyncSentences = { ...general, reason: 'sync.code.store' };
const serverStore: SyncSentences = {
  ...general,
  reason: 'sync.code.storeUnavailable',
  retry: 'sync.retrying.storeUnavailable',
};

const sentencesByCode: { readonly [code in SyncCode]: SyncSentences } = {
  unreachable: { ...general, reason: 'sync.code.unreachable' },
  unreadable,
  unexpected: unreadable,
  noProgress: { ...general, reason: 'sync.code.noProgress' },
  clock: { ...general, reason: 'sync.code.clock', blocked: 'frame.banner.blocked.clock' },
  notEnrolled: unknownDevice,
  device: unknownDevice,
  signature: unknownDevice,
  access: noAccess,
  forbidden: noAccess,
  fork: { ...general, reason: 'sync.code.fork', blocked: 'frame.banner.blocked.fork' },
  rate: busy,
  busy,
  internal: busy,
  stopping: busy,
  'held-full': { ...general, reason: 'sync.code.heldFull' },
  'store-full': { ...general, reason: 'sync.code.storeFull', retry: 'sync.retrying.storeFull' },
  quota: { ...general, reason: 'sync.code.quota', retry: 'sync.retrying.quota' },
  'store-unavailable': serverStore,
  'store-files-changed': serverStore,
  malformed,
  'too-large': malformed,
  digest: malformed,
  encoding: malformed,
  nonce: malformed,
  refused: malformed,
  address: wrongAddress,
  'plain-http': wrongAddress,
  path: wrongAddress,
  store: { ...ownStore, blocked: 'frame.banner.blocked.store' },
  full: ownStore,
  failed: ownStore,
  // Of an erased form: a quarantine names it in its own words.
  erasure: general,
  // Of an enrolment, a renewal or a notice, which have their own screens; or of no sync at all.
  session: general,
  code: general,
  waiting: general,
  'device-taken': general,
  'revoked-key': general,
  'not-found': general,
  'not-releasable': general,
  'already-done': general,
  host: general,
};
