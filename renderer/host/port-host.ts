import type * as z from 'zod';
import {
  type Host,
  type HostAsk,
  type HostChannel,
  type HostEvent,
  type HostEventPayload,
  HostReply,
  type HostRequest,
  type HostResponse,
  hostConnectMessage,
  hostContract,
  hostEvents,
  hostPortMessage,
} from './host-contract.ts';

/**
 * Ask the preload script for one port to the shell.
 * Call it once for the page and once more for the port that is transferred to the store's worker.
 * @param waitMs Timeout.
 * @throws Without a response in time: then this is a plain browser.
 */
export function connectHost(page: Window, waitMs = 5_000): Promise<MessagePort> {
  return new Promise((resolve, reject) => {
    const stopWaiting = (): void => {
      clearTimeout(timer);
      page.removeEventListener('message', take);
    };
    const take = (event: MessageEvent<unknown>): void => {
      const port = event.ports[0];
      if (event.source !== page || event.data !== hostPortMessage || !port) return;
      event.stopImmediatePropagation(); // a second call that waits at the same time gets its own port
      stopWaiting();
      resolve(port);
    };
    const timer = setTimeout(() => {
      stopWaiting();
      reject(new Error('No shell around this page'));
    }, waitMs);

    page.addEventListener('message', take);
    page.postMessage(hostConnectMessage, page.location.origin);
  });
}

type WaitingRequest = {
  readonly channel: HostChannel;
  readonly resolve: (response: unknown) => void;
  readonly reject: (error: Error) => void;
};
type EventReaction = (news: unknown) => void | Promise<void>;

/**
 * Implement the host contract over a message port, in the page and in the store's worker alike.
 * Every response is parsed. An ask rejects when the shell failed or when the port closes. Both are bugs or the
 * end of the app, since expected refusals are answers.
 */
export function createPortHost(port: MessagePort): Host {
  const waitingById = new Map<number, WaitingRequest>();
  const reactionsByEvent = new Map<string, Set<EventReaction>>();
  let lastId = 0;
  let isClosed = false;

  const end = (): void => {
    isClosed = true;
    for (const { channel, reject } of waitingById.values()) reject(portClosedError(channel));
    waitingById.clear();
  };

  const ask = <C extends HostChannel>(channel: C, question: HostAsk<C>): Promise<HostResponse<C>> =>
    new Promise((resolve, reject) => {
      if (isClosed) return reject(portClosedError(channel));
      const id = (lastId += 1);
      // The response has passed the schema of this very channel when it gets here.
      waitingById.set(id, { channel, resolve: resolve as (response: unknown) => void, reject });
      port.postMessage({ id, channel, ask: question } satisfies HostRequest);
    });

  const hear = async (event: HostEvent, news: unknown): Promise<void> => {
    const eventReactions = [...(reactionsByEvent.get(event) ?? [])];
    const ended = await Promise.allSettled(eventReactions.map(async (react) => react(news)));
    if (event === 'window.flush') await ask('window.flushed', null);
    for (const outcome of ended) if (outcome.status === 'rejected') reportError(outcome.reason);
  };

  port.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    const reply = HostReply.parse(data);
    if ('event' in reply) {
      const event = reply.event as HostEvent; // checked in the next line, which throws on a name that is not ours
      const news = hostEventSchema(event).parse(reply.news);
      hear(event, news).catch(reportUnlessClosed);
      return;
    }
    const waitingRequest = waitingById.get(reply.id);
    if (!waitingRequest) return;
    waitingById.delete(reply.id);
    if ('failure' in reply)
      waitingRequest.reject(new Error(`The shell could not do ${waitingRequest.channel}: ${reply.failure}`));
    else settleRequest(waitingRequest, reply.answer);
  });
  port.addEventListener('close', end);
  port.start();

  const reportUnlessClosed = (error: unknown): void => {
    if (!isClosed) reportError(error);
  };

  return {
    ask,
    on<E extends HostEvent>(event: E, react: (news: HostEventPayload<E>) => void | Promise<void>) {
      const eventReactions = reactionsByEvent.get(event) ?? new Set();
      reactionsByEvent.set(event, eventReactions);
      const eventReaction: EventReaction = (news) => react(news as HostEventPayload<E>); // parsed by this event's schema
      eventReactions.add(eventReaction);
      return () => void eventReactions.delete(eventReaction);
    },
  };
}

function settleRequest({ channel, resolve, reject }: WaitingRequest, response: unknown): void {
  const schema: z.ZodType = hostContract[channel].response;
  const parsed = schema.safeParse(response);
  if (parsed.success) resolve(parsed.data);
  else
    reject(
      new Error(`The shell's answer to ${channel} is not what the contract says`, { cause: parsed.error }),
    );
}

function hostEventSchema(event: HostEvent): z.ZodType {
  if (!Object.hasOwn(hostEvents, event)) throw new Error(`The shell told of something unknown: ${event}`);
  return hostEvents[event];
}

const portClosedError = (hostChannel: HostChannel): Error =>
  new Error(`The shell is gone; ${hostChannel} has no answer`);
