import type { Message } from '#renderer/i18n/message.ts';

interface Retrying {
  readonly untilMs: number;
  /** Why the last attempt failed. */
  readonly code: string;
}

/**
 * Says why the last attempt to reach headquarters failed, that nothing is lost, and when the next one is.
 *
 * @param time writes a time of day
 */
export function retryingMessage({ untilMs, code }: Retrying, time: (atMs: number) => string): Message {
  const values = { time: time(untilMs) };
  switch (code) {
    case 'store-full':
      return { key: 'sync.retrying.storeFull', values };
    case 'store-unavailable':
      return { key: 'sync.retrying.storeUnavailable', values };
    default:
      return { key: 'frame.status.network.retryingExplained', values };
  }
}
