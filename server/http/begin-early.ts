import { pipeline } from 'node:stream';
import type { preParsingAsyncHookHandler } from 'fastify';
import { limits } from '#sync/protocol/limits.ts';
import { readableLogs, rolesByLogOf } from '../access/directory.ts';
import { receivePack } from '../log/receive-pack.ts';
import { EarlyPacks } from './early-packs.ts';
import type { ServerContext } from './server-context.ts';
import { verifyHead } from './verify-request.ts';

/** A smaller request is there before anything could be judged. */
const leastBytes = 16 * 1024;

/**
 * Lets the packs of a large request be judged while the rest of it is coming in (`EarlyPacks`). Its signature must hold
 * first. The digest that it signs cannot be compared yet; but packs bear their authors' own signatures, and anyone who
 * is enrolled may bring them (P3), so whoever tampers with the body on the road gains nothing.
 */
export const beginEarly =
  (context: ServerContext): preParsingAsyncHookHandler =>
  async (request, _reply, body) => {
    const bytes = Number(request.headers['content-length']);
    if (!(bytes >= leastBytes && bytes <= limits.requestBytesCompressed)) return body;
    const caller = await verifyHead(request, context);
    request.early = { caller, packs: null };
    if (!caller.ok) return body;

    const { store, surroundings } = context;
    const logs = new Set(readableLogs(await rolesByLogOf(store, caller.value.person)));
    const sender = { device: caller.value.device, logs };
    const packs = new EarlyPacks(request.headers['content-encoding'], (item) =>
      receivePack(store, sender, item, surroundings.nowMs()),
    );
    request.early = { caller, packs };
    // A body that ends too early is an error of the stream that the parser reads.
    pipeline(body, packs.body, () => undefined);
    return packs.body;
  };
