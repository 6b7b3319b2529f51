import type * as z from 'zod';
import { hostContract, type HostAnswer, type HostChannel } from '#renderer/host/host-contract.ts';

type Parsed<C extends HostChannel> = z.output<(typeof hostContract)[C]['ask']>;

/** `window.flushed` is between a port and the shell's end of it, so nobody else answers it. */
export type AnsweredChannel = Exclude<HostChannel, 'window.flushed'>;

/** What the shell does on each channel. Asks come parsed; an answer that breaks the contract is never sent. */
export type HostHandlers = {
  readonly [C in AnsweredChannel]: (ask: Parsed<C>) => HostAnswer<C> | Promise<HostAnswer<C>>;
};

export type HostOutcome = { readonly answer: unknown } | { readonly failure: string };

/**
 * Answers one ask, whatever was sent. Never throws: an unknown channel, a malformed ask and a failing handler are
 * failures for the asker, and the last one is also told to `onBug`. Failures carry codes, never content.
 */
export async function answerAsk(
  handlers: HostHandlers,
  channel: string,
  ask: unknown,
  onBug: (error: unknown) => void,
): Promise<HostOutcome> {
  if (!isAnswered(handlers, channel)) return { failure: 'unknown channel' };
  const contract: { readonly ask: z.ZodType; readonly answer: z.ZodType } = hostContract[channel];
  const parsed = contract.ask.safeParse(ask);
  if (!parsed.success) return { failure: 'malformed ask' };
  try {
    const answer = await handlers[channel](parsed.data as never); // parsed by the schema of this channel
    return { answer: contract.answer.parse(answer) };
  } catch (error) {
    onBug(error);
    return { failure: failureCode(error) };
  }
}

const isAnswered = (handlers: HostHandlers, channel: string): channel is AnsweredChannel =>
  Object.hasOwn(handlers, channel);

/** The system's code of a failure (ENOSPC, ...) or the error's name: what may be shown and logged. */
export function failureCode(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
