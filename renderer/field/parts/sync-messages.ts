import type { LanguageFormat, Message } from '#renderer/i18n';

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
export const isLongSync = (shownSyncProgress: ShownSyncProgress): boolean =>
  isLongSending(shownSyncProgress) || isLongReceiving(shownSyncProgress);

/** Progress of a sync, in one line. */
export function syncProgressMessage(shownSyncProgress: ShownSyncProgress, format: LanguageFormat): Message {
  const { sentChanges, receivedChanges, receivedBytes, leftChanges, leftMs } = shownSyncProgress;
  const all = sentChanges + leftChanges;
  if (leftChanges === 0 && isLongReceiving(shownSyncProgress)) {
    const values = { count: receivedChanges, size: format.bytes(receivedBytes) };
    return { key: 'sync.progress.receivingSoFar', values };
  }
  if (!isLongSending(shownSyncProgress)) return { key: 'frame.status.network.syncing' };
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
