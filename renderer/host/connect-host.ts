import { connectMessage, portMessage } from './host-contract.ts';

/**
 * Asks the preload script for one port to the shell. Call it once for the page and once more for the port that is
 * transferred to the store's worker. Rejects after `waitMs` when nobody answers: then this is a plain browser.
 */
export function connectHost(page: Window, waitMs = 5_000): Promise<MessagePort> {
  return new Promise((resolve, reject) => {
    const stopWaiting = (): void => {
      clearTimeout(timer);
      page.removeEventListener('message', take);
    };
    const take = (event: MessageEvent<unknown>): void => {
      const port = event.ports[0];
      if (event.source !== page || event.data !== portMessage || !port) return;
      event.stopImmediatePropagation(); // a second call that waits at the same time gets its own port
      stopWaiting();
      resolve(port);
    };
    const timer = setTimeout(() => {
      stopWaiting();
      reject(new Error('No shell around this page'));
    }, waitMs);

    page.addEventListener('message', take);
    page.postMessage(connectMessage, page.location.origin);
  });
}
