import { wantUnencodedDigest } from '#sync/protocol/message-signature.ts';
import { smallBodyCoding } from '#sync/protocol/small-body-coding.ts';
import { pinnedKeyMark, serverKeyHeader } from '#sync/protocol/statements.ts';
import { Problem } from '#sync/protocol/wire.ts';
import type { DeviceKey } from '../vault/device-key.ts';
import {
  type HttpResponse,
  type NetworkFetch,
  type NoHttpResponse,
  type RequestTraffic,
  sendHttpRequest,
} from './send-http-request.ts';
import {
  checkResponseSignature,
  createNonce,
  currentServerKey,
  decodeSmallBody,
  encodeRequestBody,
  type ResponseAuthenticity,
  signRequest,
} from './signed-request.ts';

/** Dependencies of signing and sending. */
export interface RequestDependencies {
  readonly fetch: NetworkFetch;
  readonly nowMs: () => number;
  readonly stop: () => AbortSignal;
  readonly timeouts?: Parameters<typeof sendHttpRequest>[4];
}

/**
 * Facts learnt about a server in this run. Clock offset; whether it must not compress; whether it reads the coding of
 * small bodies. Whether it must be told the pinned key. Least speed of uploads in bytes per millisecond; null before a
 * measurable request.
 */
interface KnownServer {
  clockOffsetMs: number;
  onlyPlain: boolean;
  readsSmallBodies: boolean;
  needsKeyHeader: boolean;
  bytesPerMs: number | null;
}

/** Facts of a server before its first answer. */
export const unknownServer = (): KnownServer => ({
  clockOffsetMs: 0,
  onlyPlain: false,
  readsSmallBodies: false,
  needsKeyHeader: false,
  bytesPerMs: null,
});

interface SignedRequestInput {
  readonly url: string;
  readonly body: string | null;
  /** Key of the server; known from enrolment on. */
  readonly serverKey: string | null;
  /** Possibly stolen keys of the server: no statement may lead to or through one. */
  readonly revokedKeys?: readonly string[];
}

export type SignedResponse =
  | {
      readonly kind: 'answered';
      readonly received: HttpResponse;
      readonly authenticity: ResponseAuthenticity | null;
      /** Present key of the server, when the pinned key vouches for another; pin it. */
      readonly nextKey: string | null;
    }
  | {
      readonly kind: 'problem';
      readonly problem: Problem;
      /** Key in force, by the statements beside the problem from the pinned key on; null: none is pinned. */
      readonly presentKey: string | null;
    }
  | NoHttpResponse;

/**
 * Send a request to the server, signed by this device. A 401 `clock` corrects the offset and repeats it. An answer
 * signed over compressed bytes is requested again uncompressed. An answer under an unpinned key is requested again with
 * the pinned key's name. S4 makes repetitions harmless. The traffic is the sum.
 */
export async function sendSignedRequest(
  sender: RequestDependencies,
  key: DeviceKey,
  known: KnownServer,
  input: SignedRequestInput,
): Promise<SignedResponse> {
  const hasNamedKey = known.needsKeyHeader;
  const first = await sendOnce(sender, key, known, input);
  if (!hasNamedKey && known.needsKeyHeader && mayDependOnServerKey(first))
    return sendOnce(sender, key, known, input);
  if (first.kind === 'problem' && first.problem.code === 'clock' && first.problem.now !== undefined) {
    known.clockOffsetMs = first.problem.now - sender.nowMs();
    return addTraffic(first.received.traffic, await sendOnce(sender, key, known, input));
  }
  if (first.kind === 'problem' && first.problem.code === 'encoding' && known.readsSmallBodies) {
    known.readsSmallBodies = false; // an older server has replaced it
    return addTraffic(first.received.traffic, await sendOnce(sender, key, known, input));
  }
  if (first.kind === 'answered' && first.authenticity === 'uncheckable') {
    known.onlyPlain = true;
    return addTraffic(first.received.traffic, await sendOnce(sender, key, known, input));
  }
  return first;
}

/**
 * A remote command is signed by the key that the server takes for pinned. Every other answer is signed by its present
 * key.
 */
const mayDependOnServerKey = (answer: ReceivedResponse): boolean =>
  answer.kind === 'unreachable' || (answer.kind === 'problem' && answer.problem.code === 'device');

/** Least size of a measurable request: in a smaller one most time is waiting for the answer. */
const measurableRequestBytes = 16 * 1024;

type ReceivedResponse =
  | Exclude<SignedResponse, { kind: 'problem' }>
  | (Extract<SignedResponse, { kind: 'problem' }> & { readonly received: HttpResponse });

async function sendOnce(
  sender: RequestDependencies,
  key: DeviceKey,
  known: KnownServer,
  input: SignedRequestInput,
): Promise<ReceivedResponse> {
  const encoded = input.body === null ? null : await encodeRequestBody(input.body, known);
  const unsigned = {
    method: encoded ? ('POST' as const) : ('GET' as const),
    url: input.url,
    body: encoded && new Uint8Array(encoded.bytes),
  };
  const nonce = createNonce();
  const createdSeconds = Math.floor((sender.nowMs() + known.clockOffsetMs) / 1_000);
  const headers = {
    'accept-encoding': known.onlyPlain ? 'identity' : `${smallBodyCoding}, br`,
    // A server that reads the coding of small bodies takes that offer for this wish as well.
    ...(!known.readsSmallBodies && { [wantUnencodedDigest]: 'sha-256=1' }),
    ...(encoded && { 'content-type': 'application/json' }),
    ...(encoded?.encoding && { 'content-encoding': encoded.encoding }),
    ...(known.needsKeyHeader &&
      input.serverKey !== null && { [serverKeyHeader]: pinnedKeyMark(input.serverKey) }),
    ...signRequest(key, unsigned, createdSeconds, nonce),
  };

  const received = decodeResponse(
    await sendHttpRequest(
      sender.fetch,
      { ...unsigned, headers },
      sender.stop(),
      sender.nowMs,
      sender.timeouts,
    ),
    known,
  );
  if (received.kind === 'unreachable') return received;
  const { bytesUp, tookMs } = received.traffic;
  if (bytesUp >= measurableRequestBytes) known.bytesPerMs = bytesUp / Math.max(1, tookMs);
  return checkResponse(received, nonce, input, known);
}

/** Decode an answer. Chromium passes unknown codings through unchanged. */
function decodeResponse(
  received: HttpResponse | NoHttpResponse,
  known: KnownServer,
): HttpResponse | NoHttpResponse {
  if (received.kind === 'unreachable' || received.headers.get('content-encoding') !== smallBodyCoding)
    return received;
  const body = decodeSmallBody(received.body);
  if (body === null) return { kind: 'unreachable', why: 'the answer cannot be decoded' };
  known.readsSmallBodies = true;
  return { ...received, body };
}

function checkResponse(
  received: HttpResponse,
  nonce: string,
  { serverKey: pinned, revokedKeys = [] }: SignedRequestInput,
  known: KnownServer,
): ReceivedResponse {
  const present = pinned === null ? null : currentServerKey(received.headers, pinned, revokedKeys);
  const type = received.headers.get('content-type') ?? '';
  if (received.status >= 400) {
    const problem = type.startsWith('application/problem+json') ? parseProblem(received.body) : null;
    if (problem && pinned !== null) known.needsKeyHeader = usesOtherServerKey(received, nonce, pinned);
    // Any other sender (a proxy, a captive portal, a server that is down) is not headquarters.
    return problem
      ? { kind: 'problem', problem, presentKey: present, received }
      : unreachableBecause(`status ${received.status}`);
  }
  if (!/^application\/(json|x-ndjson)\b/.test(type))
    return unreachableBecause('not an answer of headquarters');
  if (present === null) return { kind: 'answered', received, authenticity: null, nextKey: null };
  const authenticity = checkResponseSignature(received, nonce, present);
  if (authenticity === 'forged') {
    known.needsKeyHeader = true;
    return unreachableBecause('the signature does not hold');
  }
  known.needsKeyHeader = received.headers.has(serverKeyHeader);
  const isNext = authenticity === 'signed' && present !== pinned;
  return { kind: 'answered', received, authenticity, nextKey: isNext ? present : null };
}

/** Return whether the server takes another of its keys for the pinned one. */
const usesOtherServerKey = (received: HttpResponse, nonce: string, pinned: string): boolean =>
  received.headers.has(serverKeyHeader) || checkResponseSignature(received, nonce, pinned) === 'forged';

function parseProblem(body: Buffer): Problem | null {
  try {
    return Problem.parse(JSON.parse(body.toString('utf8')));
  } catch {
    return null; // not signed by headquarters, see above
  }
}

const unreachableBecause = (why: string): NoHttpResponse => ({ kind: 'unreachable', why });

function addTraffic(before: RequestTraffic, answer: ReceivedResponse): SignedResponse {
  if (answer.kind !== 'answered') return answer;
  const { traffic } = answer.received;
  const sum = {
    bytesUp: before.bytesUp + traffic.bytesUp,
    bytesDown: before.bytesDown + traffic.bytesDown,
    tookMs: before.tookMs + traffic.tookMs,
  };
  return { ...answer, received: { ...answer.received, traffic: sum } };
}
