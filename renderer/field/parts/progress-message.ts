import type { Format } from '#renderer/i18n/format.ts';
import type { Message } from '#renderer/i18n/message.ts';

/** How far a sync has come, as the store says it; what views share does not know the store. */
export interface Progress {
  readonly sentBytes: number;
  readonly receivedBytes: number;
  readonly sentChanges: number;
  readonly receivedChanges: number;
  readonly leftChanges: number;
  readonly leftBytes: number;
  /** Null while it cannot be told. */
  readonly leftMs: number | null;
}

/** Below so many changes a sync is over before anybody has read a number. */
const fewestChanges = 10;
const fewestBytes = 100_000;

/** Is this sync long enough to tell of it? Twice a minute a laptop asks for news, and a screen that jumps each time tires. */
export const isLong = (progress: Progress): boolean => isLongSending(progress) || isLongReceiving(progress);

/** How far a sync has come, in one line. */
export function progressMessage(progress: Progress, format: Format): Message {
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

const isLongSending = ({ sentChanges, leftChanges }: Progress): boolean =>
  sentChanges + leftChanges >= fewestChanges;

const isLongReceiving = ({ receivedChanges, receivedBytes }: Progress): boolean =>
  receivedChanges >= fewestChanges || receivedBytes >= fewestBytes;
