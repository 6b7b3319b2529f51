import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { PersonId } from '#domain/ids.ts';
import type { NonceMemory } from '../auth/nonces.ts';
import type { SessionStrength } from '../auth/sessions.ts';
import type { RequestLimits } from '../context/server-context.ts';
import type { StoreHealth } from '../db/store-health.ts';
import type { AuthenticatedDevice, RequestSignature } from './device-signature.ts';
import { sendProblem } from './problem.ts';
import type { SenderCheck } from './sender-check.ts';
import type { StreamedPacks } from './streamed-packs.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** `GET /health`, `POST /api/v1/sync` ... */
    registeredRoutes: readonly string[];
    failedAttempts: FailedAttempts;
    storeHealth: StoreHealth;
    nonceMemory: NonceMemory;
  }
  interface FastifyRequest {
    /** Signature of a device, set once its headers can be read; the answer is then signed. Null for a browser. */
    signature: RequestSignature | null;
    /** Device with a valid signature; null for a browser and during enrolment. */
    device: AuthenticatedDevice | null;
    /** Sender, by device or by console session; set by the hook that admitted the request. */
    person: PersonId | null;
    /** Check of the sender, for after the body; null for a request without a known sender. */
    senderCheck: SenderCheck | null;
    /** For a console session: everything, or only setting up a second factor. */
    sessionStrength: SessionStrength | null;
    /** Packs of a large request, judged before its body is complete. */
    streamedPacks: StreamedPacks | null;
  }
}

/** Give each request its members, all null until a hook sets them. */
export function decorateRequests(app: FastifyInstance): void {
  app.decorateRequest('signature', null);
  app.decorateRequest('device', null);
  app.decorateRequest('person', null);
  app.decorateRequest('senderCheck', null);
  app.decorateRequest('sessionStrength', null);
  app.decorateRequest('streamedPacks', null);
}

/** Failed sign-ins with codes and keys. Per process; the store counts the tries of each code. */
interface FailedAttempts {
  /** Check a try first: refuse an address that failed too often, and slow all tries while many fail. */
  readonly checkAttempt: (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply | undefined>;
  readonly recordFailure: (request: FastifyRequest) => Promise<void>;
}

const attemptWindowMs = 60_000;
const delayStepMs = 50;
const maximumDelayMs = 5_000;

/**
 * Compute the delay of a try from the last minute's failures of all addresses.
 * @param failures a count
 * @param free failures without a delay
 * @returns milliseconds, 5 s at most: a stranger with many addresses can slow enrolment, never stop it
 */
export const attemptDelayMs = (failures: number, free: number): number =>
  Math.min(maximumDelayMs, Math.max(0, failures - free) * delayStepMs);

/**
 * Count failures per address (IPv6 by /64) and in total. Only failures count, so that a team behind one address can
 * enrol together. Memory is bounded: the address with the oldest failure is dropped first.
 */
export function createFailedAttempts(app: FastifyInstance, requestLimits: RequestLimits): FailedAttempts {
  const ofAddress = app.createRateLimit({
    max: requestLimits.failuresPerMinute,
    timeWindow: attemptWindowMs,
  });
  const all = app.createRateLimit({
    timeWindow: attemptWindowMs,
    max: maximumCountedFailures,
    keyGenerator: () => 'everybody',
  });
  return {
    checkAttempt: async (request, reply) => {
      const own = await ofAddress(request, { increment: false });
      if (!own.isAllowed && own.remaining === 0) return sendProblem(reply, 'rate');
      const everybody = await all(request, { increment: false });
      const failures = everybody.isAllowed ? 0 : maximumCountedFailures - everybody.remaining;
      const waitMs = attemptDelayMs(failures, requestLimits.freeFailuresPerMinute);
      if (waitMs > 0) await wait(waitMs);
      return undefined;
    },
    recordFailure: async (request) => {
      await Promise.all([ofAddress(request), all(request)]);
    },
  };
}

const maximumCountedFailures = 1_000_000;
