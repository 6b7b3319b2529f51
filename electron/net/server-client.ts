import { ok, type Result, refuse } from '#base/result.ts';
import type { Enrolment, HostResponse } from '#renderer/host/host-contract.ts';
import type { LaptopOwnCode } from '#sync/protocol/laptop-own-codes.ts';
import { type RenewRequest, renewalProofText } from '#sync/protocol/renew-identity.ts';
import { type EnrolRequest, EnrolResponse, Grants, type Order } from '#sync/protocol/wire.ts';
import { isCommandForDevice, remoteCommandsIn } from '../remote-wipe/remote-command-records.ts';
import type { DeviceKey, PendingRenewal } from '../vault/device-key.ts';
import type { Vault } from '../vault/vault.ts';
import {
  type RequestDependencies,
  type SignedResponse,
  sendSignedRequest,
  unknownServer,
} from './send-signed-request.ts';

/** Hosts on this laptop: plain HTTP to them never reaches a network. */
const loopbackHost = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

type ServerAddressRefusal = { readonly kind: 'address' } | { readonly kind: 'plainHttp' };

/**
 * Read an address that a person typed or a code contained: `https://...`, or `http://` on this laptop. Returns it
 * without a final slash. Any other scheme would send responses unencrypted.
 */
export function readServerAddress(typed: string): Result<string, ServerAddressRefusal> {
  const url = URL.canParse(typed) ? new URL(typed) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password || url.search || url.hash)
    return refuse({ kind: 'address' });
  if (url.protocol === 'http:' && !loopbackHost.test(url.hostname)) return refuse({ kind: 'plainHttp' });
  return ok(url.href.replace(/\/+$/, ''));
}

/** Build the whole address of a path of the API; null when the path leaves `/api/v1/`. */
function apiUrlOf(base: string, path: string): string | null {
  const { href } = new URL(base + path);
  return href.startsWith(`${base}/api/v1/`) ? href : null;
}

/** Reason why headquarters gave no response, for the app. */
type ServerRefusal = Exclude<HostResponse<'net.request'>, { kind: 'answered' }>;

function serverRefusalOf(response: Exclude<SignedResponse, { kind: 'answered' }>): ServerRefusal {
  if (response.kind === 'unreachable') return response;
  const { status, code, detail } = response.problem;
  return { kind: 'refused', status, code, ...(detail !== undefined && { detail }) };
}

/** Parse the server's response to an enrolment; `null` when it comes from another program. */
function parseEnrolResponse(body: Buffer): EnrolResponse | null {
  try {
    return EnrolResponse.parse(JSON.parse(body.toString('utf8')));
  } catch {
    return null;
  }
}

/**
 * Grants about headquarters' own keys: the offline root's statement on recovery recipients, and the revoked keys.
 * Recipients without a statement count for nothing.
 */
type ServerKeyGrants = Pick<Grants, 'recovery' | 'revokedKeys'>;

/** Parse headquarters' keys in the grants of a sync response; null without any. The caller must check the signature. */
function parseServerKeyGrants(body: string): ServerKeyGrants | null {
  // Most responses contain no such grants, and parsing them for that is a waste.
  if (!body.includes('"recovery"') && !body.includes('"revokedKeys"')) return null;
  try {
    const { grants } = JSON.parse(body) as { readonly grants?: unknown };
    return Grants.safeParse(grants).data ?? null;
  } catch {
    return null; // not JSON: the caller finds out
  }
}

interface RenewalReporter {
  readonly vault: Vault;
  readonly platform: string;
  readonly version: string;
  /** Send a request to the server, signed by this key. */
  readonly send: (path: string, body: string, deviceKey: DeviceKey) => Promise<SignedResponse>;
}

/**
 * Report every new identity to the server, oldest first (P2), each vouched for by the one before. `null` when it knows
 * all. Otherwise the reason, and nothing else may be sent yet: the server would not know the device.
 */
async function reportRenewals(renewalReporter: RenewalReporter): Promise<ServerRefusal | null> {
  const { vault } = renewalReporter;
  for (
    let pendingRenewal = vault.unreportedRenewal();
    pendingRenewal;
    pendingRenewal = vault.unreportedRenewal()
  ) {
    const body = JSON.stringify(createRenewRequest(pendingRenewal, renewalReporter));
    const signedResponse = await renewalReporter.send('/api/v1/renew', body, pendingRenewal.former);
    if (signedResponse.kind !== 'answered') return serverRefusalOf(signedResponse);
    if (signedResponse.authenticity !== 'signed')
      return { kind: 'unreachable', why: 'the answer is not signed' };
    const enrolResponse = parseEnrolResponse(signedResponse.received.body);
    if (!enrolResponse) return { kind: 'unreachable', why: 'not an answer of headquarters' };
    vault.markRenewalReported(pendingRenewal.former.device, enrolResponse);
  }
  return null;
}

function createRenewRequest(
  { former, renewed, why }: PendingRenewal,
  renewalReporter: RenewalReporter,
): RenewRequest {
  const { vault, platform, version } = renewalReporter;
  const proof = renewed.sign(renewalProofText(former.device, renewed.device)).toString('base64url');
  return { deviceKey: renewed.publicKey, proof, label: vault.label() ?? platform, platform, version, why };
}

type NetRequestResponse = HostResponse<'net.request'>;
type DeviceEnrolResponse = HostResponse<'device.enrol'>;

export interface ServerClient {
  /** Send a signed request to the server of this device's enrolment. */
  request(ask: { readonly path: string; readonly body: string | null }): Promise<NetRequestResponse>;
  /** Enrol this device for a person; the server's response is kept in the vault. */
  enrol(ask: {
    readonly url: string;
    readonly code: string;
    readonly label: string;
  }): Promise<DeviceEnrolResponse>;
}

interface ServerClientDependencies extends RequestDependencies {
  readonly vault: Vault;
  readonly isOffline: () => boolean;
  readonly platform: string;
  readonly version: string;
  readonly onTraffic: (status: number, bytesUp: number, bytesDown: number, tookMs: number) => void;
  /** Called with a remote command to this device (docs/security-requirements.md 4); once per answer. */
  readonly onRemoteCommand: (order: Order) => void;
}

/** Create the client of the server: the only part of the shell that uses a network. */
export function createServerClient(parts: ServerClientDependencies): ServerClient {
  const { vault } = parts;
  const knownServer = unknownServer();

  let telling: Promise<ServerRefusal | null> | null = null;

  const send = async (
    url: string,
    body: string | null,
    serverKey: string | null,
    deviceKey: DeviceKey,
  ): Promise<SignedResponse> => {
    if (parts.isOffline()) return { kind: 'unreachable', why: 'simulated' };
    const question = { url, body, serverKey, revokedKeys: vault.revokedKeys() };
    const signedResponse = await sendSignedRequest(parts, deviceKey, knownServer, question);
    if (signedResponse.kind === 'answered') {
      const { status, traffic } = signedResponse.received;
      if (signedResponse.nextKey !== null) vault.pinServerKey(signedResponse.nextKey);
      parts.onTraffic(status, traffic.bytesUp, traffic.bytesDown, traffic.tookMs);
    }
    const ours = [deviceKey.device, vault.deviceKey().device, ...vault.formerDevices()];
    const present = presentServerKeyOf(signedResponse, serverKey);
    const [order] =
      present === null
        ? []
        : remoteCommandsIn(signedResponse).filter((one) => isCommandForDevice(one, present, ours));
    if (order) parts.onRemoteCommand(order);
    return signedResponse;
  };

  /** Report all renewals; concurrent callers share one run. */
  const tellAll = ({ url, serverKey }: Enrolment): Promise<ServerRefusal | null> => {
    telling ??= reportRenewals({
      ...parts,
      send: (path, body, deviceKey) => send(url + path, body, serverKey, deviceKey),
    }).finally(() => {
      telling = null;
    });
    return telling;
  };

  /** Keep the keys of a response. Only for answers that headquarters signed. */
  const keepKeys = (text: string): void => {
    const { recovery, revokedKeys = [] } = parseServerKeyGrants(text) ?? {};
    if (recovery !== undefined) vault.followStatement(recovery, 'answer', parts.nowMs());
    vault.addRevokedKeys(revokedKeys);
  };

  return {
    async request({ path, body: requestBody }) {
      const enrolment = vault.enrolment();
      if (!enrolment) return refusedByShell('notEnrolled');
      const url = apiUrlOf(enrolment.url, path);
      if (url === null) return refusedByShell('path');
      // Read again each time: the device may take another identity meanwhile.
      while (vault.unreportedRenewal()) {
        const serverRefusal = await tellAll(enrolment);
        if (serverRefusal) return serverRefusal;
      }

      const signedResponse = await send(url, requestBody, enrolment.serverKey, vault.deviceKey());
      if (signedResponse.kind !== 'answered') return serverRefusalOf(signedResponse);
      if (requiresSignedResponse(path) && signedResponse.authenticity !== 'signed')
        return { kind: 'unreachable', why: 'the answer is not signed' };
      const { status, body, traffic } = signedResponse.received;
      const text = body.toString('utf8');
      if (path === '/api/v1/sync') keepKeys(text);
      return { kind: 'answered', status, body: text, ...traffic };
    },

    async enrol({ url: typed, code, label }) {
      const address = readServerAddress(typed);
      if (!address.ok) return refusedByShell(address.refusal.kind === 'plainHttp' ? 'plain-http' : 'address');
      const deviceKey = vault.deviceKey();
      const { platform, version } = parts;
      const body: EnrolRequest = { code, deviceKey: deviceKey.publicKey, label, platform, version };

      const signedResponse = await send(
        `${address.value}/api/v1/enrol`,
        JSON.stringify(body),
        null,
        deviceKey,
      );
      if (signedResponse.kind !== 'answered') return serverRefusalOf(signedResponse);
      const enrolResponse = parseEnrolResponse(signedResponse.received.body);
      if (!enrolResponse) return { kind: 'unreachable', why: 'not an answer of headquarters' };
      // A sender under such a key has it from a copy of headquarters' store, and is not headquarters.
      if (vault.revokedKeys().includes(enrolResponse.server.key)) return refusedByShell('revoked-key');
      const enrolment = vault.saveEnrolment(address.value, enrolResponse, label);
      vault.addRevokedKeys(enrolResponse.grants.revokedKeys ?? []);
      const { recovery } = enrolResponse.server;
      if (recovery) vault.followStatement(recovery, 'enrolment', parts.nowMs());
      return { kind: 'enrolled', enrolment, response: enrolResponse };
    },
  };
}

/**
 * Return whether answers on this path must be signed (docs/security-requirements.md 4). A sync response decides which ops
 * count as delivered, and a snapshot the content of every document. A confirmed escrow key is not sent again.
 */
const requiresSignedResponse = (path: string): boolean =>
  path === '/api/v1/sync' ||
  path === '/api/v1/recovery' ||
  /^\/api\/v1\/logs\/[^/?]+\/snapshot(\?|$)/.test(path);

/** Return the key of headquarters in this response: the pinned one, or the one its statements lead to. */
function presentServerKeyOf(signedResponse: SignedResponse, pinned: string | null): string | null {
  if (signedResponse.kind === 'problem') return signedResponse.presentKey;
  return signedResponse.kind === 'answered' ? (signedResponse.nextKey ?? pinned) : null;
}

/** Refusal by the shell itself, before anything was sent. */
const refusedByShell = (code: LaptopOwnCode) => ({ kind: 'refused' as const, status: 0, code });
