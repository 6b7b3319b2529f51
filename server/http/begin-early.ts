import { finished } from 'node:stream';
import type { preParsingAsyncHookHandler } from 'fastify';
import { readableLogs, rolesByLogOf } from '../access/directory.ts';
import { openDecoder } from './body-decoder.ts';
import { EarlyPacks } from './early-packs.ts';
import { sendProblem, sendWait } from './problem.ts';
import type { ServerContext } from './server-context.ts';

/** A smaller request is there before anything could be judged. */
const leastBytes = 16 * 1024;

/**
 * Lets the packs of a large request be judged while the rest of it is coming in (`EarlyPacks`). The digest that was
 * signed cannot be compared yet; but packs bear their authors' own signatures, and anyone who is enrolled may bring
 * them (P3), so whoever tampers with the body on the road gains nothing.
 */
export const beginEarly =
  (context: ServerContext): preParsingAsyncHookHandler =>
  async (request, reply, body) => {
    const caller = request.deviceCaller;
    const bytes = Number(request.headers['content-length']);
    if (caller === null || !(bytes >= leastBytes && bytes <= request.routeOptions.bodyLimit)) return body;
    const decoder = openDecoder(request.headers['content-encoding'], bytes);
    if (!decoder.ok) return sendProblem(reply, decoder.refusal);

    const { store, surroundings, judging } = context;
    const waitSeconds = judging.waitSeconds(caller.device, surroundings.nowMs());
    if (waitSeconds > 0) return sendWait(reply, waitSeconds);
    const logs = new Set(readableLogs(await rolesByLogOf(store, caller.person)));
    const sender = { device: caller.device, logs };
    const packs = new EarlyPacks(decoder.value, (item) =>
      judging.receive({ sender, item, nowMs: surroundings.nowMs() }),
    );
    request.earlyPacks = packs;
    body.pipe(packs.body);
    // A body that ends too early is an error of the stream that the parser reads.
    finished(body, (error) => error && packs.body.destroy(error));
    return packs.body;
  };
