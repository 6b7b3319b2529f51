import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ProblemCode } from '#sync/protocol/refusal-codes.ts';
import type { Order } from '#sync/protocol/wire.ts';
import type { ServerStore, StoreTransaction } from '../db/open-store.ts';
import { lockConsoleActs, withTransactionCheck } from '../db/transaction-check.ts';
import { sendProblem } from './problem.ts';

/** Refusal of a sender who was admitted by the head of the request, and may not act any more. */
export interface SenderRefusal {
  readonly code: ProblemCode;
  /** Command of a revoked device. */
  readonly order?: Order;
}

/** Check of the sender, of the same conditions as those that admitted the head of the request. */
export interface SenderCheck {
  readonly find: (store: ServerStore | StoreTransaction) => Promise<SenderRefusal | null>;
  readonly sender: 'administrator' | 'person' | 'device';
}

/** Thrown at the start of a transaction whose sender may not act any more; nothing was done. */
export class SenderRefusedError extends Error {
  readonly refusal: SenderRefusal;

  constructor(senderRefusal: SenderRefusal) {
    super(`The sender may not act any more: ${senderRefusal.code}`);
    this.refusal = senderRefusal;
  }
}

/** Answer a request whose sender may not act any more. */
export const sendSenderRefusal = (reply: FastifyReply, { code, ...extra }: SenderRefusal): FastifyReply =>
  sendProblem(reply, code, extra);

/**
 * Check the sender of each request again once its body is complete, which may take minutes. Check them also at the start
 * of every transaction of its handler. The hooks that admit a sender by the head leave the check in `request.senderCheck`.
 */
export function checkSendersAgain(app: FastifyInstance, store: ServerStore): void {
  app.addHook('preValidation', async (request, reply) => {
    if (request.senderCheck === null || !hasBody(request)) return undefined;
    const senderRefusal = await request.senderCheck.find(store);
    return senderRefusal === null ? undefined : sendSenderRefusal(reply, senderRefusal);
  });
  // With a callback, so that the handler runs within the check's context.
  app.addHook('preHandler', (request, _reply, done) => {
    const { senderCheck } = request;
    if (senderCheck === null || !hasBody(request)) return done();
    withTransactionCheck(async (tx) => {
      if (senderCheck.sender !== 'device') await lockConsoleActs(tx, senderCheck.sender === 'administrator');
      const senderRefusal = await senderCheck.find(tx);
      if (senderRefusal !== null) throw new SenderRefusedError(senderRefusal);
    }, done);
  });
}

/** A request without a body is handled at once; it reads only. */
const hasBody = ({ method }: FastifyRequest): boolean => method !== 'GET';
