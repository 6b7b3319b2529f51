import type { Format } from '#renderer/i18n/format.ts';
import type { Message } from '#renderer/i18n/message.ts';
import type { Progress } from '#sync/client/progress.ts';

/** Below so many changes a sync is over before anybody has read a number. */
export const fewestCounted = 10;

/** How far a sync has come, in one line. */
export function progressMessage(progress: Progress, format: Format): Message {
  const { sentChanges, leftChanges, leftMs } = progress;
  const all = sentChanges + leftChanges;
  if (all < fewestCounted) return { key: 'frame.status.network.syncing' };
  if (leftChanges === 0) return { key: 'sync.progress.receiving', values: { count: all } };
  const values = { done: format.number(sentChanges), all: format.number(all) };
  return leftMs === null
    ? { key: 'sync.progress.sending', values }
    : { key: 'sync.progress.sendingFor', values: { ...values, time: format.duration(leftMs) } };
}
