import type { FastifyReply, FastifyRequest } from 'fastify';
import { sendProblem } from './problem.ts';
import { readHead, verifyDevice, verifyKnownDevice } from './verify-request.ts';
import type { ServerContext } from './server-context.ts';

// All of these judge the head alone, in `onRequest`: the body of a stranger is never read. `readBody` compares it with
// the digest that was signed.

type Hook = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply | undefined>;

/** Lets only signed requests of enrolled devices in. */
export const requireDevice =
  (context: ServerContext): Hook =>
  async (request, reply) => {
    const caller = await verifyDevice(request, context);
    if (!caller.ok) return sendProblem(reply, caller.refusal.code, caller.refusal.extra);
    request.deviceCaller = caller.value;
    request.person = caller.value.person;
    return undefined;
  };

/** Lets revoked devices in as well, which only the confirmation of an order does. */
export const requireKnownDevice =
  (context: ServerContext): Hook =>
  async (request, reply) => {
    const caller = await verifyKnownDevice(request, context);
    if (!caller.ok) return sendProblem(reply, caller.refusal.code, caller.refusal.extra);
    request.deviceCaller = caller.value;
    return undefined;
  };

/** Lets whoever signs in, as the key comes in the body: only enrolment does. */
export const requireSignature =
  (context: ServerContext): Hook =>
  async (request, reply) => {
    const signed = readHead(request, context);
    if (!signed.ok) return sendProblem(reply, signed.refusal.code, signed.refusal.extra);
    request.enrolSignature = signed.value;
    return undefined;
  };
