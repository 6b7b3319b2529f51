import type { Enrolment, HostAnswer } from '#renderer/host/host-contract.ts';
import { type EnrolRequest, EnrolResponse, Grants, type Order } from '#sync/protocol/wire.ts';
import { isCommandForDevice, remoteCommandsIn } from '../remote-wipe/received-commands.ts';
import type { DeviceKey } from '../vault/device-key.ts';
import type { Vault } from '../vault/vault.ts';
import {
  type RequestDependencies,
  sendSignedRequest,
  type SignedResponse,
  unknownServer,
} from './send-signed-request.ts';
import { renewalProofText, type RenewRequest } from '#sync/protocol/renew-identity.ts';
import type { PendingRenewal } from '../vault/device-identities.ts';
import { ok, refuse, type Result } from '#base/result.ts';

/** Hosts that plain HTTP never leaves this laptop for. */
const loopbackHost = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

type ServerAddressRefusal = { readonly kind: 'address' } | { readonly kind: 'plainHttp' };

/**
 * Reads an address that a person typed or a code brought: `https://...`, or `http://` on this laptop. Answers it
 * without a slash at its end. Anything else would send what people said through the open air.
 */
export function readServerAddress(typed: string): Result<string, ServerAddressRefusal> {
  const url = URL.canParse(typed) ? new URL(typed) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password || url.search || url.hash)
    return refuse({ kind: 'address' });
  if (url.protocol === 'http:' && !loopbackHost.test(url.hostname)) return refuse({ kind: 'plainHttp' });
  return ok(url.href.replace(/\/+$/, ''));
}

/** The whole address of a path of the API; null when the path climbs out of `/api/v1/`. */
function apiUrlOf(base: string, path: string): string | null {
  const { href } = new URL(base + path);
  return href.startsWith(`${base}/api/v1/`) ? href : null;
}

/** Why headquarters gave no answer, as the app hears it. */
type ServerRefusal = Exclude<HostAnswer<'net.request'>, { kind: 'answered' }>;

function serverRefusalOf(answer: Exclude<SignedResponse, { kind: 'answered' }>): ServerRefusal {
  if (answer.kind === 'unreachable') return answer;
  const { status, code, detail } = answer.problem;
  return { kind: 'refused', status, code, ...(detail !== undefined && { detail }) };
}

/** What headquarters says of a device that it takes up; `null` when this is somebody else's page. */
function parseEnrolResponse(body: Buffer): EnrolResponse | null {
  try {
    return EnrolResponse.parse(JSON.parse(body.toString('utf8')));
  } catch {
    return null;
  }
}

/**
 * What a sync answer says of headquarters' own keys: the offline root's word on to whom a device seals, and which former keys
 * count for nothing. Recipients without such a word count for nothing either.
 */
type ServerKeyGrants = Pick<Grants, 'recovery' | 'revokedKeys'>;

/**
 * The keys of headquarters in the grants of a sync answer; null when it says nothing of them. The caller sees to it that
 * headquarters signed the answer.
 */
function parseServerKeyGrants(body: string): ServerKeyGrants | null {
  // Most answers bear no grants, and are not worth parsing for that.
  if (!body.includes('"recovery"') && !body.includes('"revokedKeys"')) return null;
  try {
    const { grants } = JSON.parse(body) as { readonly grants?: unknown };
    return Grants.safeParse(grants).data ?? null;
  } catch {
    return null; // not JSON: what asked for it finds that out
  }
}

interface RenewalReporter {
  readonly vault: Vault;
  readonly platform: string;
  readonly version: string;
  /** A request to headquarters that is signed by this key. */
  readonly send: (path: string, body: string, key: DeviceKey) => Promise<SignedResponse>;
}

/**
 * Makes every new identity known to headquarters, oldest first (P2), each by the word of the one before. `null` when it
 * knows all; else why not, and then nothing else must be asked of it yet: it would not know who asks.
 */
async function reportRenewals(parts: RenewalReporter): Promise<ServerRefusal | null> {
  const { vault } = parts;
  for (let renewal = vault.unreportedRenewal(); renewal; renewal = vault.unreportedRenewal()) {
    const body = JSON.stringify(createRenewRequest(renewal, parts));
    const answer = await parts.send('/api/v1/renew', body, renewal.former);
    if (answer.kind !== 'answered') return serverRefusalOf(answer);
    if (answer.authenticity !== 'signed') return { kind: 'unreachable', why: 'the answer is not signed' };
    const response = parseEnrolResponse(answer.received.body);
    if (!response) return { kind: 'unreachable', why: 'not an answer of headquarters' };
    vault.markRenewalReported(renewal.former.device, response);
  }
  return null;
}

function createRenewRequest({ former, renewed, why }: PendingRenewal, parts: RenewalReporter): RenewRequest {
  const { vault, platform, version } = parts;
  const proof = renewed.sign(renewalProofText(former.device, renewed.device)).toString('base64url');
  return { deviceKey: renewed.publicKey, proof, label: vault.label() ?? platform, platform, version, why };
}

type NetRequestAnswer = HostAnswer<'net.request'>;
type DeviceEnrolAnswer = HostAnswer<'device.enrol'>;

export interface ServerClient {
  /** A signed request to the server that this device is enrolled with. */
  request(ask: { readonly path: string; readonly body: string | null }): Promise<NetRequestAnswer>;
  /** Makes this device one of a person's; what the server says is kept in the vault. */
  enrol(ask: {
    readonly url: string;
    readonly code: string;
    readonly label: string;
  }): Promise<DeviceEnrolAnswer>;
}

export interface ServerClientDependencies extends RequestDependencies {
  readonly vault: Vault;
  readonly isOffline: () => boolean;
  readonly platform: string;
  readonly version: string;
  readonly onTraffic: (status: number, bytesUp: number, bytesDown: number, tookMs: number) => void;
  /** Headquarters' own word to this device, to stop or to erase itself (security.md 4); told once per answer. */
  readonly onRemoteCommand: (order: Order) => void;
}

/** The road to headquarters: the only part of the shell that speaks to a network. */
export function createServerClient(parts: ServerClientDependencies): ServerClient {
  const { vault } = parts;
  const known = unknownServer();

  let telling: Promise<ServerRefusal | null> | null = null;

  const send = async (
    url: string,
    body: string | null,
    serverKey: string | null,
    key: DeviceKey,
  ): Promise<SignedResponse> => {
    if (parts.isOffline()) return { kind: 'unreachable', why: 'simulated' };
    const question = { url, body, serverKey, revokedKeys: vault.revokedKeys() };
    const answer = await sendSignedRequest(parts, key, known, question);
    if (answer.kind === 'answered') {
      const { status, traffic } = answer.received;
      if (answer.nextKey !== null) vault.pinServerKey(answer.nextKey);
      parts.onTraffic(status, traffic.bytesUp, traffic.bytesDown, traffic.tookMs);
    }
    const ours = [key.device, vault.deviceKey().device, ...vault.formerDevices()];
    const present = presentServerKeyOf(answer, serverKey);
    const [order] =
      present === null
        ? []
        : remoteCommandsIn(answer).filter((one) => isCommandForDevice(one, present, ours));
    if (order) parts.onRemoteCommand(order);
    return answer;
  };

  /** Those who come while it is under way share it. */
  const tellAll = ({ url, serverKey }: Enrolment): Promise<ServerRefusal | null> => {
    telling ??= reportRenewals({
      ...parts,
      send: (path, body, key) => send(url + path, body, serverKey, key),
    }).finally(() => {
      telling = null;
    });
    return telling;
  };

  /** Only from an answer that headquarters signed. */
  const keepKeys = (text: string): void => {
    const { recovery, revokedKeys = [] } = parseServerKeyGrants(text) ?? {};
    if (recovery !== undefined) vault.followStatement(recovery, 'answer', parts.nowMs());
    vault.addRevokedKeys(revokedKeys);
  };

  return {
    async request({ path, body: asked }) {
      const enrolment = vault.enrolment();
      if (!enrolment) return refusedByShell('notEnrolled');
      const url = apiUrlOf(enrolment.url, path);
      if (url === null) return refusedByShell('path');
      // Asked anew each time, for the device may take another identity meanwhile.
      while (vault.unreportedRenewal()) {
        const refusal = await tellAll(enrolment);
        if (refusal) return refusal;
      }

      const answer = await send(url, asked, enrolment.serverKey, vault.deviceKey());
      if (answer.kind !== 'answered') return serverRefusalOf(answer);
      if (requiresSignedResponse(path) && answer.authenticity !== 'signed')
        return { kind: 'unreachable', why: 'the answer is not signed' };
      const { status, body, traffic } = answer.received;
      const text = body.toString('utf8');
      if (path === '/api/v1/sync') keepKeys(text);
      return { kind: 'answered', status, body: text, ...traffic };
    },

    async enrol({ url: typed, code, label }) {
      const address = readServerAddress(typed);
      if (!address.ok) return refusedByShell(address.refusal.kind === 'plainHttp' ? 'plain-http' : 'address');
      const key = vault.deviceKey();
      const { platform, version } = parts;
      const body: EnrolRequest = { code, deviceKey: key.publicKey, label, platform, version };

      const answer = await send(`${address.value}/api/v1/enrol`, JSON.stringify(body), null, key);
      if (answer.kind !== 'answered') return serverRefusalOf(answer);
      const response = parseEnrolResponse(answer.received.body);
      if (!response) return { kind: 'unreachable', why: 'not an answer of headquarters' };
      // Whoever answers under such a key has it from headquarters' store, and is not headquarters.
      if (vault.revokedKeys().includes(response.server.key)) return refusedByShell('revoked-key');
      const enrolment = vault.saveEnrolment(address.value, response, label);
      vault.addRevokedKeys(response.grants.revokedKeys ?? []);
      const { recovery } = response.server;
      if (recovery) vault.followStatement(recovery, 'enrolment', parts.nowMs());
      return { kind: 'enrolled', enrolment, response };
    },
  };
}

/**
 * A sync answer decides what counts as delivered, a snapshot what stands in every document, and a key that was kept is not sent again:
 * nobody but headquarters may say it (security.md 4).
 */
const requiresSignedResponse = (path: string): boolean =>
  path === '/api/v1/sync' ||
  path === '/api/v1/recovery' ||
  /^\/api\/v1\/logs\/[^/?]+\/snapshot(\?|$)/.test(path);

/** The key under which headquarters speaks in this answer: the pinned one, or the one that its statements lead to. */
function presentServerKeyOf(answer: SignedResponse, pinned: string | null): string | null {
  if (answer.kind === 'problem') return answer.presentKey;
  return answer.kind === 'answered' ? (answer.nextKey ?? pinned) : null;
}

/** Refused by the shell itself, before anything was sent. */
const refusedByShell = (code: string) => ({ kind: 'refused' as const, status: 0, code });
