import { smallBodyCoding } from '#sync/protocol/small-body.ts';
import { keyHeader, keyMark } from '#sync/protocol/key-statement.ts';
import { wantUnencodedDigest } from '#sync/protocol/signed-answer.ts';
import { Problem } from '#sync/protocol/wire.ts';
import type { DeviceKey } from '../vault/device-key.ts';
import { type Authenticity, checkAnswer, presentKey } from './check-answer.ts';
import { decodeSmallBody, encodeBody } from './encode-body.ts';
import { exchange, type Fetch, type NoAnswer, type ReceivedAnswer, type Traffic } from './exchange.ts';
import { newNonce, signRequest } from './sign-request.ts';

/** What signing and sending need from outside. */
export interface Sender {
  readonly fetch: Fetch;
  readonly nowMs: () => number;
  readonly stop: () => AbortSignal;
  readonly patience?: Parameters<typeof exchange>[4];
}

/**
 * What was learnt about a server in this run: how wrong our clock is, whether it must not compress for us, whether it
 * speaks the coding of small bodies, whether it may not know which of its keys we pin, and how many bytes a
 * millisecond went up to it, at the least; null before a request that was large enough to tell.
 */
export interface Acquaintance {
  clockOffsetMs: number;
  onlyPlain: boolean;
  readsSmallBodies: boolean;
  asksForKey: boolean;
  bytesPerMs: number | null;
}

export const stranger = (): Acquaintance => ({
  clockOffsetMs: 0,
  onlyPlain: false,
  readsSmallBodies: false,
  asksForKey: false,
  bytesPerMs: null,
});

export interface Question {
  readonly url: string;
  readonly body: string | null;
  /** The server's key, when it is known: from enrolment on. */
  readonly serverKey: string | null;
  /** Keys of the server that may be in other hands: no statement leads to or through one. */
  readonly revokedKeys?: readonly string[];
}

export type Answer =
  | {
      readonly kind: 'answered';
      readonly received: ReceivedAnswer;
      readonly authenticity: Authenticity | null;
      /** The key under which the server speaks now, when the pinned one vouches for another; pin it. */
      readonly nextKey: string | null;
    }
  | {
      readonly kind: 'problem';
      readonly problem: Problem;
      /** The key that counts, as far as the statements beside the problem lead from the pinned one; null: none is pinned. */
      readonly presentKey: string | null;
    }
  | NoAnswer;

/**
 * Asks headquarters, signed by this device. A 401 `clock` corrects the offset and asks once more; an answer that is
 * signed over compressed bytes is asked for once more in plain, and what was said under a key that we do not pin, once
 * more with the word which one we do (S4 makes all harmless). The traffic is the sum.
 */
export async function sendSigned(
  sender: Sender,
  key: DeviceKey,
  known: Acquaintance,
  question: Question,
): Promise<Answer> {
  const saidKey = known.asksForKey;
  const first = await ask(sender, key, known, question);
  if (!saidKey && known.asksForKey && dependsOnKey(first)) return ask(sender, key, known, question);
  if (first.kind === 'problem' && first.problem.code === 'clock' && first.problem.now !== undefined) {
    known.clockOffsetMs = first.problem.now - sender.nowMs();
    return withTraffic(first.received.traffic, await ask(sender, key, known, question));
  }
  if (first.kind === 'problem' && first.problem.code === 'encoding' && known.readsSmallBodies) {
    known.readsSmallBodies = false; // an older server took its place
    return withTraffic(first.received.traffic, await ask(sender, key, known, question));
  }
  if (first.kind === 'answered' && first.authenticity === 'uncheckable') {
    known.onlyPlain = true;
    return withTraffic(first.received.traffic, await ask(sender, key, known, question));
  }
  return first;
}

/** An order is signed by the key that the server takes for ours, every other answer by its present one. */
const dependsOnKey = (answer: Received): boolean =>
  answer.kind === 'unreachable' || (answer.kind === 'problem' && answer.problem.code === 'device');

/** A smaller request is mostly waiting for its answer. */
const tellingBytes = 16 * 1024;

type Received =
  | Exclude<Answer, { kind: 'problem' }>
  | (Extract<Answer, { kind: 'problem' }> & { readonly received: ReceivedAnswer });

async function ask(
  sender: Sender,
  key: DeviceKey,
  known: Acquaintance,
  question: Question,
): Promise<Received> {
  const encoded = question.body === null ? null : await encodeBody(question.body, known);
  const unsigned = {
    method: encoded ? ('POST' as const) : ('GET' as const),
    url: question.url,
    body: encoded && new Uint8Array(encoded.bytes),
  };
  const nonce = newNonce();
  const createdSeconds = Math.floor((sender.nowMs() + known.clockOffsetMs) / 1_000);
  const headers = {
    'accept-encoding': known.onlyPlain ? 'identity' : `${smallBodyCoding}, br`,
    // Whoever speaks the coding of small bodies takes its offer for this wish as well.
    ...(!known.readsSmallBodies && { [wantUnencodedDigest]: 'sha-256=1' }),
    ...(encoded && { 'content-type': 'application/json' }),
    ...(encoded?.encoding && { 'content-encoding': encoded.encoding }),
    ...(known.asksForKey && question.serverKey !== null && { [keyHeader]: keyMark(question.serverKey) }),
    ...signRequest(key, unsigned, createdSeconds, nonce),
  };

  const received = decoded(
    await exchange(sender.fetch, { ...unsigned, headers }, sender.stop(), sender.nowMs, sender.patience),
    known,
  );
  if (received.kind === 'unreachable') return received;
  const { bytesUp, tookMs } = received.traffic;
  if (bytesUp >= tellingBytes) known.bytesPerMs = bytesUp / Math.max(1, tookMs);
  return judge(received, nonce, question, known);
}

/** Chromium hands a coding that it does not know through as it came. */
function decoded(received: ReceivedAnswer | NoAnswer, known: Acquaintance): ReceivedAnswer | NoAnswer {
  if (received.kind === 'unreachable' || received.headers.get('content-encoding') !== smallBodyCoding)
    return received;
  const body = decodeSmallBody(received.body);
  if (body === null) return { kind: 'unreachable', why: 'the answer cannot be decoded' };
  known.readsSmallBodies = true;
  return { ...received, body };
}

function judge(
  received: ReceivedAnswer,
  nonce: string,
  { serverKey: pinned, revokedKeys = [] }: Question,
  known: Acquaintance,
): Received {
  const present = pinned === null ? null : presentKey(received.headers, pinned, revokedKeys);
  const type = received.headers.get('content-type') ?? '';
  if (received.status >= 400) {
    const problem = type.startsWith('application/problem+json') ? problemIn(received.body) : null;
    if (problem && pinned !== null) known.asksForKey = isOfOtherKey(received, nonce, pinned);
    // Whoever else answers (a proxy, a captive portal, a server that is down) is not headquarters.
    return problem
      ? { kind: 'problem', problem, presentKey: present, received }
      : strange(`status ${received.status}`);
  }
  if (!/^application\/(json|x-ndjson)\b/.test(type)) return strange('not an answer of headquarters');
  if (present === null) return { kind: 'answered', received, authenticity: null, nextKey: null };
  const authenticity = checkAnswer(received, nonce, present);
  if (authenticity === 'forged') {
    known.asksForKey = true;
    return strange('the signature does not hold');
  }
  known.asksForKey = received.headers.has(keyHeader);
  const isNext = authenticity === 'signed' && present !== pinned;
  return { kind: 'answered', received, authenticity, nextKey: isNext ? present : null };
}

/** Does the server take another of its keys for the one that we pin? */
const isOfOtherKey = (received: ReceivedAnswer, nonce: string, pinned: string): boolean =>
  received.headers.has(keyHeader) || checkAnswer(received, nonce, pinned) === 'forged';

function problemIn(body: Buffer): Problem | null {
  try {
    return Problem.parse(JSON.parse(body.toString('utf8')));
  } catch {
    return null; // not ours, see above
  }
}

const strange = (why: string): NoAnswer => ({ kind: 'unreachable', why });

function withTraffic(before: Traffic, answer: Received): Answer {
  if (answer.kind !== 'answered') return answer;
  const { traffic } = answer.received;
  const sum = {
    bytesUp: before.bytesUp + traffic.bytesUp,
    bytesDown: before.bytesDown + traffic.bytesDown,
    tookMs: before.tookMs + traffic.tookMs,
  };
  return { ...answer, received: { ...answer.received, traffic: sum } };
}
