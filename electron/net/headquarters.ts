import type { Enrolment, HostAnswer } from '#renderer/host/host-contract.ts';
import type { EnrolRequest, Order } from '#sync/protocol/wire.ts';
import { isOrderToUs } from '../orders/check-order.ts';
import type { DeviceKey } from '../vault/device-key.ts';
import type { Vault } from '../vault/vault.ts';
import { enrolResponseIn } from './enrol-response.ts';
import { ordersIn } from './orders-in.ts';
import { keysInGrants } from './grants-in.ts';
import { addressOf, readAddress } from './headquarters-address.ts';
import { type Refused, refusalOf } from './refusal-of.ts';
import { type Answer, sendSigned, type Sender, stranger } from './send-signed.ts';
import { tellRenewals } from './tell-renewals.ts';

type NetAnswer = HostAnswer<'net.request'>;
type EnrolAnswer = HostAnswer<'device.enrol'>;

export interface Headquarters {
  /** A signed request to the server that this device is enrolled with. */
  request(ask: { readonly path: string; readonly body: string | null }): Promise<NetAnswer>;
  /** Makes this device one of a person's; what the server says is kept in the vault. */
  enrol(ask: { readonly url: string; readonly code: string; readonly label: string }): Promise<EnrolAnswer>;
}

export interface HeadquartersParts extends Sender {
  readonly vault: Vault;
  readonly isOffline: () => boolean;
  readonly platform: string;
  readonly version: string;
  readonly onTraffic: (status: number, bytesUp: number, bytesDown: number, tookMs: number) => void;
  /** Headquarters' own word to this device, to stop or to erase itself (security.md 4); told once per answer. */
  readonly onOrder: (order: Order) => void;
}

/** The road to headquarters: the only part of the shell that speaks to a network. */
export function createHeadquarters(parts: HeadquartersParts): Headquarters {
  const { vault } = parts;
  const known = stranger();

  let telling: Promise<Refused | null> | null = null;

  const send = async (
    url: string,
    body: string | null,
    serverKey: string | null,
    key: DeviceKey,
  ): Promise<Answer> => {
    if (parts.isOffline()) return { kind: 'unreachable', why: 'simulated' };
    const question = { url, body, serverKey, revokedKeys: vault.revokedKeys() };
    const answer = await sendSigned(parts, key, known, question);
    if (answer.kind === 'answered') {
      const { status, traffic } = answer.received;
      if (answer.nextKey !== null) vault.keepServerKey(answer.nextKey);
      parts.onTraffic(status, traffic.bytesUp, traffic.bytesDown, traffic.tookMs);
    }
    const ours = [key.device, vault.deviceKey().device, ...vault.formerDevices()];
    const present = presentKeyOf(answer, serverKey);
    const [order] = present === null ? [] : ordersIn(answer).filter((one) => isOrderToUs(one, present, ours));
    if (order) parts.onOrder(order);
    return answer;
  };

  /** Those who come while it is under way share it. */
  const tellAll = ({ url, serverKey }: Enrolment): Promise<Refused | null> => {
    telling ??= tellRenewals({
      ...parts,
      send: (path, body, key) => send(url + path, body, serverKey, key),
    }).finally(() => {
      telling = null;
    });
    return telling;
  };

  /** Only from an answer that headquarters signed. */
  const keepKeys = (text: string): void => {
    const { recovery, revokedKeys = [] } = keysInGrants(text) ?? {};
    if (recovery !== undefined) vault.followStatement(recovery, 'answer', parts.nowMs());
    vault.keepRevokedKeys(revokedKeys);
  };

  return {
    async request({ path, body: asked }) {
      const enrolment = vault.enrolment();
      if (!enrolment) return refused('notEnrolled');
      const url = addressOf(enrolment.url, path);
      if (url === null) return refused('path');
      // Asked anew each time, for the device may take another identity meanwhile.
      while (vault.untoldRenewal()) {
        const refusal = await tellAll(enrolment);
        if (refusal) return refusal;
      }

      const answer = await send(url, asked, enrolment.serverKey, vault.deviceKey());
      if (answer.kind !== 'answered') return refusalOf(answer);
      if (mustBeSigned(path) && answer.authenticity !== 'signed')
        return { kind: 'unreachable', why: 'the answer is not signed' };
      const { status, body, traffic } = answer.received;
      const text = body.toString('utf8');
      if (path === '/api/v1/sync') keepKeys(text);
      return { kind: 'answered', status, body: text, ...traffic };
    },

    async enrol({ url: typed, code, label }) {
      const address = readAddress(typed);
      if (!address.ok) return refused(address.refusal.kind === 'plainHttp' ? 'plain-http' : 'address');
      const key = vault.deviceKey();
      const { platform, version } = parts;
      const body: EnrolRequest = { code, deviceKey: key.publicKey, label, platform, version };

      const answer = await send(`${address.value}/api/v1/enrol`, JSON.stringify(body), null, key);
      if (answer.kind !== 'answered') return refusalOf(answer);
      const response = enrolResponseIn(answer.received.body);
      if (!response) return { kind: 'unreachable', why: 'not an answer of headquarters' };
      // Whoever answers under such a key has it from headquarters' store, and is not headquarters.
      if (vault.revokedKeys().includes(response.server.key)) return refused('revoked-key');
      const enrolment = vault.keepEnrolment(address.value, response, label);
      vault.keepRevokedKeys(response.grants.revokedKeys ?? []);
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
const mustBeSigned = (path: string): boolean =>
  path === '/api/v1/sync' ||
  path === '/api/v1/recovery' ||
  /^\/api\/v1\/logs\/[^/?]+\/snapshot(\?|$)/.test(path);

/** The key under which headquarters speaks in this answer: the pinned one, or the one that its statements lead to. */
function presentKeyOf(answer: Answer, pinned: string | null): string | null {
  if (answer.kind === 'problem') return answer.presentKey;
  return answer.kind === 'answered' ? (answer.nextKey ?? pinned) : null;
}

/** Refused by the shell itself, before anything was sent. */
const refused = (code: string) => ({ kind: 'refused' as const, status: 0, code });
