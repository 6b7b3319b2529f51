import { wantUnencodedDigest } from '#sync/protocol/response-signature.ts';
import { smallBodyCoding } from '#sync/protocol/small-body-coding.ts';
import { pinnedKeyMark, serverKeyHeader } from '#sync/protocol/statements.ts';
import { Problem } from '#sync/protocol/wire.ts';
import type { DeviceKey } from '../vault/device-key.ts';
import { decodeSmallBody, encodeRequestBody } from './encode-request-body.ts';
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

/** Facts of a server before its first response. */
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
 * Send a request to the server, signed by this device. A 401 `clock` corrects the offset and repeats it. A response
 * signed over compressed bytes is requested again uncompressed. A response under an unpinned key is requested again with
 * the pinned key's name. S4 makes repetitions harmless. The traffic is the sum.
 */
export async function sendSignedRequest(
  requestDependencies: RequestDependencies,
  deviceKey: DeviceKey,
  knownServer: KnownServer,
  signedRequestInput: SignedRequestInput,
): Promise<SignedResponse> {
  const hasNamedKey = knownServer.needsKeyHeader;
  const firstResponse = await sendOnce(requestDependencies, deviceKey, knownServer, signedRequestInput);
  if (!hasNamedKey && knownServer.needsKeyHeader && mayDependOnServerKey(firstResponse))
    return sendOnce(requestDependencies, deviceKey, knownServer, signedRequestInput);
  if (
    firstResponse.kind === 'problem' &&
    firstResponse.problem.code === 'clock' &&
    firstResponse.problem.now !== undefined
  ) {
    knownServer.clockOffsetMs = firstResponse.problem.now - requestDependencies.nowMs();
    return addTraffic(
      firstResponse.received.traffic,
      await sendOnce(requestDependencies, deviceKey, knownServer, signedRequestInput),
    );
  }
  if (
    firstResponse.kind === 'problem' &&
    firstResponse.problem.code === 'encoding' &&
    knownServer.readsSmallBodies
  ) {
    knownServer.readsSmallBodies = false; // an older server has replaced it
    return addTraffic(
      firstResponse.received.traffic,
      await sendOnce(requestDependencies, deviceKey, knownServer, signedRequestInput),
    );
  }
  if (firstResponse.kind === 'answered' && firstResponse.authenticity === 'uncheckable') {
    knownServer.onlyPlain = true;
    return addTraffic(
      firstResponse.received.traffic,
      await sendOnce(requestDependencies, deviceKey, knownServer, signedRequestInput),
    );
  }
  return firstResponse;
}

/**
 * A remote command is signed by the key that the server takes for pinned. Every other answer is signed by its present
 * key.
 */
const mayDependOnServerKey = (receivedResponse: ReceivedResponse): boolean =>
  receivedResponse.kind === 'unreachable' ||
  (receivedResponse.kind === 'problem' && receivedResponse.problem.code === 'device');

/** Least size of a measurable request: in a smaller one most time is waiting for the response. */
const measurableRequestBytes = 16 * 1024;

type ReceivedResponse =
  | Exclude<SignedResponse, { kind: 'problem' }>
  | (Extract<SignedResponse, { kind: 'problem' }> & { readonly received: HttpResponse });

async function sendOnce(
  requestDependencies: RequestDependencies,
  deviceKey: DeviceKey,
  knownServer: KnownServer,
  signedRequestInput: SignedRequestInput,
): Promise<ReceivedResponse> {
  const encodedBody =
    signedRequestInput.body === null ? null : await encodeRequestBody(signedRequestInput.body, knownServer);
  const unsigned = {
    method: encodedBody ? ('POST' as const) : ('GET' as const),
    url: signedRequestInput.url,
    body: encodedBody && new Uint8Array(encodedBody.bytes),
  };
  const nonce = createNonce();
  const createdSeconds = Math.floor((requestDependencies.nowMs() + knownServer.clockOffsetMs) / 1_000);
  const headers = {
    'accept-encoding': knownServer.onlyPlain ? 'identity' : `${smallBodyCoding}, br`,
    // A server that reads the coding of small bodies takes that offer for this wish as well.
    ...(!knownServer.readsSmallBodies && { [wantUnencodedDigest]: 'sha-256=1' }),
    ...(encodedBody && { 'content-type': 'application/json' }),
    ...(encodedBody?.encoding && { 'content-encoding': encodedBody.encoding }),
    ...(knownServer.needsKeyHeader &&
      signedRequestInput.serverKey !== null && {
        [serverKeyHeader]: pinnedKeyMark(signedRequestInput.serverKey),
      }),
    ...signRequest(deviceKey, unsigned, createdSeconds, nonce),
  };

  const received = decodeResponse(
    await sendHttpRequest(
      requestDependencies.fetch,
      { ...unsigned, headers },
      requestDependencies.stop(),
      requestDependencies.nowMs,
      requestDependencies.timeouts,
    ),
    knownServer,
  );
  if (received.kind === 'unreachable') return received;
  const { bytesUp, tookMs } = received.traffic;
  if (bytesUp >= measurableRequestBytes) knownServer.bytesPerMs = bytesUp / Math.max(1, tookMs);
  return checkResponse(received, nonce, signedRequestInput, knownServer);
}

/** Decode a response. Chromium passes unknown codings through unchanged. */
function decodeResponse(
  received: HttpResponse | NoHttpResponse,
  knownServer: KnownServer,
): HttpResponse | NoHttpResponse {
  if (received.kind === 'unreachable' || received.headers.get('content-encoding') !== smallBodyCoding)
    return received;
  const body = decodeSmallBody(received.body);
  if (body === null) return { kind: 'unreachable', why: 'the answer cannot be decoded' };
  knownServer.readsSmallBodies = true;
  return { ...received, body };
}

function checkResponse(
  httpResponse: HttpResponse,
  nonce: string,
  { serverKey: pinned, revokedKeys = [] }: SignedRequestInput,
  knownServer: KnownServer,
): ReceivedResponse {
  const present = pinned === null ? null : currentServerKey(httpResponse.headers, pinned, revokedKeys);
  const type = httpResponse.headers.get('content-type') ?? '';
  if (httpResponse.status >= 400) {
    const problem = type.startsWith('application/problem+json') ? parseProblem(httpResponse.body) : null;
    if (problem && pinned !== null)
      knownServer.needsKeyHeader = usesOtherServerKey(httpResponse, nonce, pinned);
    // Any other sender (a proxy, a captive portal, a server that is down) is not headquarters.
    return problem
      ? { kind: 'problem', problem, presentKey: present, received: httpResponse }
      : unreachableBecause(`status ${httpResponse.status}`);
  }
  if (!/^application\/(json|x-ndjson)\b/.test(type))
    return unreachableBecause('not an answer of headquarters');
  if (present === null)
    return { kind: 'answered', received: httpResponse, authenticity: null, nextKey: null };
  const responseAuthenticity = checkResponseSignature(httpResponse, nonce, present);
  if (responseAuthenticity === 'forged') {
    knownServer.needsKeyHeader = true;
    return unreachableBecause('the signature does not hold');
  }
  knownServer.needsKeyHeader = httpResponse.headers.has(serverKeyHeader);
  const isNext = responseAuthenticity === 'signed' && present !== pinned;
  return {
    kind: 'answered',
    received: httpResponse,
    authenticity: responseAuthenticity,
    nextKey: isNext ? present : null,
  };
}

/** Return whether the server takes another of its keys for the pinned one. */
const usesOtherServerKey = (httpResponse: HttpResponse, nonce: string, pinned: string): boolean =>
  httpResponse.headers.has(serverKeyHeader) ||
  checkResponseSignature(httpResponse, nonce, pinned) === 'forged';

function parseProblem(body: Buffer): Problem | null {
  try {
    return Problem.parse(JSON.parse(body.toString('utf8')));
  } catch {
    return null; // not signed by headquarters, see above
  }
}

const unreachableBecause = (why: string): NoHttpResponse => ({ kind: 'unreachable', why });

function addTraffic(
  previousRequestTraffic: RequestTraffic,
  receivedResponse: ReceivedResponse,
): SignedResponse {
  if (receivedResponse.kind !== 'answered') return receivedResponse;
  const { traffic } = receivedResponse.received;
  const sum = {
    bytesUp: previousRequestTraffic.bytesUp + traffic.bytesUp,
    bytesDown: previousRequestTraffic.bytesDown + traffic.bytesDown,
    tookMs: previousRequestTraffic.tookMs + traffic.tookMs,
  };
  return { ...receivedResponse, received: { ...receivedResponse.received, traffic: sum } };
}
