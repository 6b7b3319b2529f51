import type { LanguageFormat, Message } from '#renderer/i18n';

/**
 * Reason why a sync failed, in a sentence. Codes are the server's, the shell's and the store's, and will
 * grow: an unknown one is still shown.
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
    case 'quota':
      return { key: 'sync.code.quota' };
    case 'store-unavailable':
    case 'store-files-changed':
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
export function syncRetryMessage({ untilMs, code }: SyncRetry, time: (atMs: number) => string): Message {
  const values = { time: time(untilMs) };
  switch (code) {
    case 'store-full':
      return { key: 'sync.retrying.storeFull', values };
    case 'quota':
      return { key: 'sync.retrying.quota', values };
    case 'store-unavailable':
    case 'store-files-changed':
      return { key: 'sync.retrying.storeUnavailable', values };
    default:
      return { key: 'frame.status.network.retryingExplained', values };
  }
}

/** Progress of a sync, from the store; shared views do not know the store. */
export interface ShownSyncProgress {
  readonly sentBytes: number;
  readonly receivedBytes: number;
  readonly sentChanges: number;
  readonly receivedChanges: number;
  readonly leftChanges: number;
  readonly leftBytes: number;
  /** Null while it cannot be told. */
  readonly leftMs: number | null;
}

/** With fewer changes a sync ends before anybody has read a number. */
const minimumShownChanges = 10;
const minimumShownBytes = 100_000;

/**
 * Whether this sync is long enough to show. A laptop polls twice a minute, and a screen that jumps each time
 * tires.
 */
export const isLongSync = (progress: ShownSyncProgress): boolean =>
  isLongSending(progress) || isLongReceiving(progress);

/** Progress of a sync, in one line. */
export function syncProgressMessage(progress: ShownSyncProgress, format: LanguageFormat): Message {
  const { sentChanges, receivedChanges, receivedBytes, leftChanges, leftMs } = progress;
  const all = sentChanges + leftChanges;
  if (leftChanges === 0 && isLongReceiving(progress)) {
    const values = { count: receivedChanges, size: format.bytes(receivedBytes) };
    return { key: 'sync.progress.receivingSoFar', values };
  }
  if (!isLongSending(progress)) return { key: 'frame.status.network.syncing' };
  if (leftChanges === 0) return { key: 'sync.progress.receiving', values: { count: all } };
  const values = { done: format.number(sentChanges), all: format.number(all) };
  return leftMs === null
    ? { key: 'sync.progress.sending', values }
    : { key: 'sync.progress.sendingFor', values: { ...values, time: format.duration(leftMs) } };
}

const isLongSending = ({ sentChanges, leftChanges }: ShownSyncProgress): boolean =>
  sentChanges + leftChanges >= minimumShownChanges;

const isLongReceiving = ({ receivedChanges, receivedBytes }: ShownSyncProgress): boolean =>
  receivedChanges >= minimumShownChanges || receivedBytes >= minimumShownBytes;
