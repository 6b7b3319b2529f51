import { setTimeout as wait } from 'node:timers/promises';
import type * as z from 'zod';
import {
  type HostChannel,
  type HostEvent,
  type HostEventPayload,
  HostRequest,
  type HostResponse,
  hostContract,
} from '#renderer/host/host-contract.ts';

/** All open ports: the page's and its worker's. */
export interface HostPorts {
  /** Answer requests on this port until it closes. */
  open(shellPort: ShellPort): void;
  /** Send an event to every open port. */
  sendEvent<E extends HostEvent>(event: E, news: HostEventPayload<E>): void;
  /** Ask every open port to save unsaved input. `true` when all confirmed or closed, `false` after `atMostMs`. */
  flush(atMostMs: number): Promise<boolean>;
}

type ParsedAsk<C extends HostChannel> = z.output<(typeof hostContract)[C]['ask']>;

/** Channels with a handler. `window.flushed` is answered within a port and has none. */
type AnsweredChannel = Exclude<HostChannel, 'window.flushed'>;

/** Handler of each channel. Requests come parsed; a response that breaks the contract is never sent. */
export type HostHandlers = {
  readonly [C in AnsweredChannel]: (parsedAsk: ParsedAsk<C>) => HostResponse<C> | Promise<HostResponse<C>>;
};

type HostOutcome = { readonly answer: unknown } | { readonly failure: string };

/**
 * Answer one request, well-formed or not. Never throws. Unknown channel, malformed request and failing handler become
 * failures for the caller. `onBug` is told of failing handlers. Failures carry codes, never content.
 */
async function respondToHostRequest(
  hostHandlers: HostHandlers,
  channel: string,
  ask: unknown,
  onBug: (error: unknown) => void,
): Promise<HostOutcome> {
  if (!isAnsweredChannel(hostHandlers, channel)) return { failure: 'unknown channel' };
  const contract: { readonly ask: z.ZodType; readonly response: z.ZodType } = hostContract[channel];
  const parsed = contract.ask.safeParse(ask);
  if (!parsed.success) return { failure: 'malformed ask' };
  try {
    const response = await hostHandlers[channel](parsed.data as never); // parsed by the schema of this channel
    return { answer: contract.response.parse(response) };
  } catch (error) {
    onBug(error);
    return { failure: failureCodeOf(error) };
  }
}

const isAnsweredChannel = (hostHandlers: HostHandlers, channel: string): channel is AnsweredChannel =>
  Object.hasOwn(hostHandlers, channel);

/** Return the system's code of a failure (ENOSPC, ...) or the error's name. Both may be shown and logged. */
export function failureCodeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}

/** The shell's end of a host port, with the shape of Electron's MessagePortMain. */
export interface ShellPort {
  on(event: 'message', react: (message: { readonly data: unknown }) => void): unknown;
  on(event: 'close', react: () => void): unknown;
  start(): void;
  postMessage(message: unknown): void;
}

/**
 * Serve the host contract. No exception crosses a port: the caller gets a response or a failure. Requests wait until
 * handlers exist.
 */
export function createHostPorts(
  handlers: HostHandlers | Promise<HostHandlers>,
  onBug: (error: unknown) => void,
): HostPorts {
  const flushedByPort = new Map<ShellPort, Set<() => void>>();

  const endFlush = (shellPort: ShellPort): void => {
    const flushed = flushedByPort.get(shellPort) ?? new Set();
    for (const done of flushed) done();
    flushed.clear();
  };

  const respond = async (shellPort: ShellPort, message: unknown): Promise<void> => {
    const request = HostRequest.safeParse(message);
    if (!request.success) return; // without an id there is no caller to answer
    const { id, channel, ask } = request.data;
    if (channel === 'window.flushed') {
      endFlush(shellPort);
      shellPort.postMessage({ id, answer: null });
      return;
    }
    const hostOutcome = await respondToHostRequest(await handlers, channel, ask, onBug);
    if (flushedByPort.has(shellPort)) shellPort.postMessage({ id, ...hostOutcome });
  };

  return {
    open(shellPort) {
      flushedByPort.set(shellPort, new Set());
      shellPort.on('message', ({ data }) => void respond(shellPort, data).catch(onBug));
      shellPort.on('close', () => {
        endFlush(shellPort);
        flushedByPort.delete(shellPort);
      });
      shellPort.start();
    },
    sendEvent(event, news) {
      for (const shellPort of flushedByPort.keys()) shellPort.postMessage({ event, news });
    },
    async flush(atMostMs) {
      const all = [...flushedByPort].map(([shellPort, flushed]) => {
        shellPort.postMessage({ event: 'window.flush', news: null });
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
