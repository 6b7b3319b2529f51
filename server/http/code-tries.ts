import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { sendProblem } from './problem.ts';
import type { RequestLimits } from './server-context.ts';

/** Failed tries with codes and keys to sign in. Per process; the tries of each code are counted in the store. */
export interface CodeTries {
  /** Before a try is looked at: refuses an address that failed too often, slows everybody while many fail. */
  readonly require: (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply | undefined>;
  readonly noteFailure: (request: FastifyRequest) => Promise<void>;
}

const minuteMs = 60_000;
const stepMs = 50;
const longestWaitMs = 5_000;

/**
 * How long a try waits, by the failures of the last minute from all addresses.
 * @param failures a count
 * @param free failures that slow nobody
 * @returns milliseconds, 5 s at most: a stranger with many addresses can slow enrolment, never shut it
 */
export const waitMsFor = (failures: number, free: number): number =>
  Math.min(longestWaitMs, Math.max(0, failures - free) * stepMs);

/**
 * Counts failures per address (IPv6 by /64) and in all. Only failures count, so that a team that enrols together behind
 * one address is not held up. The memory is bounded: the address that failed longest ago is forgotten first.
 */
export function countCodeTries(app: FastifyInstance, limits: RequestLimits): CodeTries {
  const ofAddress = app.createRateLimit({ max: limits.failuresPerMinute, timeWindow: minuteMs });
  const all = app.createRateLimit({
    timeWindow: minuteMs,
    max: mostCounted,
    keyGenerator: () => 'everybody',
  });
  return {
    require: async (request, reply) => {
      const own = await ofAddress(request, { increment: false });
      if (!own.isAllowed && own.remaining === 0) return sendProblem(reply, 'rate');
      const everybody = await all(request, { increment: false });
      const failures = everybody.isAllowed ? 0 : mostCounted - everybody.remaining;
      const waitMs = waitMsFor(failures, limits.freeFailuresPerMinute);
      if (waitMs > 0) await wait(waitMs);
      return undefined;
    },
    noteFailure: async (request) => {
      await Promise.all([ofAddress(request), all(request)]);
    },
  };
}

const mostCounted = 1_000_000;
