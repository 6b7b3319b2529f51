import type { FastifyReply, FastifyRequest } from 'fastify';
import { refuse, type Result } from '#domain/base/result.ts';
import { decodeBody } from './decode-body.ts';
import { sendProblem } from './problem.ts';
import type { DeviceCaller } from './request-state.ts';
import {
  hasItsDigest,
  rawBodyOf,
  type Untrusted,
  verifyDevice,
  verifyKnownDevice,
} from './verify-request.ts';
import type { ServerContext } from './server-context.ts';

type Hook = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply | undefined>;

/** Lets only signed requests of enrolled devices in. Runs before the body is decompressed: strangers cost little. */
export const requireDevice =
  (context: ServerContext): Hook =>
  async (request, reply) => {
    const caller = await callerOf(request, context);
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

/** Whose headers held early has only the digest left to prove. */
async function callerOf(
  request: FastifyRequest,
  context: ServerContext,
): Promise<Result<DeviceCaller, Untrusted>> {
  if (request.early === null) return verifyDevice(request, context);
  return hasItsDigest(request) ? request.early.caller : refuse({ code: 'digest' });
}

/** Turns the bytes of the body into JSON, for the schema of the route to judge. */
export const readJson: Hook = async (request, reply) => {
  const json = await decodeBody(rawBodyOf(request), request.headers['content-encoding']);
  if (!json.ok) return sendProblem(reply, json.refusal);
  request.body = json.value;
  return undefined;
};
