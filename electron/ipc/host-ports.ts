import { setTimeout as wait } from 'node:timers/promises';
import { HostRequest, type HostEvent, type HostNews } from '#renderer/host/host-contract.ts';
import { answerAsk, type HostHandlers } from './host-handlers.ts';

/** The shell's end of a host port, as Electron's MessagePortMain has it. */
export interface ShellPort {
  on(event: 'message', react: (message: { readonly data: unknown }) => void): unknown;
  on(event: 'close', react: () => void): unknown;
  start(): void;
  postMessage(message: unknown): void;
}

/** All ports that are open now: the page's and its worker's. */
export interface HostPorts {
  /** Answers on this port until it closes. */
  open(port: ShellPort): void;
  /** Tells every open port. */
  tell<E extends HostEvent>(event: E, news: HostNews<E>): void;
  /** Asks every open port to save what is typed; `true` when all have said so or closed, `false` after `atMostMs`. */
  flush(atMostMs: number): Promise<boolean>;
}

/**
 * Serves the host contract. Whatever arrives, nothing is thrown across: the asker gets an answer or a failure. What is
 * asked before there are handlers waits for them.
 */
export function createHostPorts(
  handlers: HostHandlers | Promise<HostHandlers>,
  onBug: (error: unknown) => void,
): HostPorts {
  const flushedByPort = new Map<ShellPort, Set<() => void>>();

  const endFlush = (port: ShellPort): void => {
    const flushed = flushedByPort.get(port) ?? new Set();
    for (const done of flushed) done();
    flushed.clear();
  };

  const answer = async (port: ShellPort, message: unknown): Promise<void> => {
    const request = HostRequest.safeParse(message);
    if (!request.success) return; // without an id there is nobody to answer
    const { id, channel, ask } = request.data;
    if (channel === 'window.flushed') {
      endFlush(port);
      port.postMessage({ id, answer: null });
      return;
    }
    const outcome = await answerAsk(await handlers, channel, ask, onBug);
    if (flushedByPort.has(port)) port.postMessage({ id, ...outcome });
  };

  return {
    open(port) {
      flushedByPort.set(port, new Set());
      port.on('message', ({ data }) => void answer(port, data).catch(onBug));
      port.on('close', () => {
        endFlush(port);
        flushedByPort.delete(port);
      });
      port.start();
    },
    tell(event, news) {
      for (const port of flushedByPort.keys()) port.postMessage({ event, news });
    },
    async flush(atMostMs) {
      const all = [...flushedByPort].map(([port, flushed]) => {
        port.postMessage({ event: 'window.flush', news: null });
        return new Promise<void>((done) => void flushed.add(done));
      });
      const giveUp = new AbortController();
      const tooLong = wait(atMostMs, false, { signal: giveUp.signal }).catch(() => false);
      const isSaved = await Promise.race([Promise.all(all).then(() => true), tooLong]);
      giveUp.abort();
      return isSaved;
    },
  };
}
