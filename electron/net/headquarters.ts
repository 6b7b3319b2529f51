import { type EnrolRequest, EnrolResponse } from '#sync/protocol/wire.ts';
import type { HostAnswer } from '#renderer/host/host-contract.ts';
import type { Vault } from '../vault/vault.ts';
import { addressOf, readAddress } from './headquarters-address.ts';
import { type Acquaintance, type Answer, sendSigned, type Sender } from './send-signed.ts';

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
}

/** The road to headquarters: the only part of the shell that speaks to a network. */
export function createHeadquarters(parts: HeadquartersParts): Headquarters {
  const { vault } = parts;
  const known: Acquaintance = { clockOffsetMs: 0, onlyPlain: false };

  const send = async (url: string, body: string | null, serverKey: string | null): Promise<Answer> => {
    if (parts.isOffline()) return { kind: 'unreachable', why: 'simulated' };
    const answer = await sendSigned(parts, vault.deviceKey(), known, { url, body, serverKey });
    if (answer.kind === 'answered') {
      const { status, traffic } = answer.received;
      parts.onTraffic(status, traffic.bytesUp, traffic.bytesDown, traffic.tookMs);
    }
    return answer;
  };

  return {
    async request({ path, body }) {
      const enrolment = vault.enrolment();
      if (!enrolment) return refused('notEnrolled');
      const url = addressOf(enrolment.url, path);
      if (url === null) return refused('path');

      const answer = await send(url, body, enrolment.serverKey);
      if (answer.kind !== 'answered') return refusalOf(answer);
      // A sync answer decides what counts as delivered: nobody but headquarters may say it (security.md 4).
      if (path === syncPath && answer.authenticity !== 'signed')
        return { kind: 'unreachable', why: 'the answer is not signed' };
      const { status, body: text, traffic } = answer.received;
      return { kind: 'answered', status, body: text.toString('utf8'), ...traffic };
    },

    async enrol({ url: typed, code, label }) {
      const address = readAddress(typed);
      if (!address.ok) return refused(address.refusal.kind === 'plainHttp' ? 'plain-http' : 'address');
      const { publicKey } = vault.deviceKey();
      const { platform, version } = parts;
      const body: EnrolRequest = { code, deviceKey: publicKey, label, platform, version };

      const answer = await send(`${address.value}/api/v1/enrol`, JSON.stringify(body), null);
      if (answer.kind !== 'answered') return refusalOf(answer);
      const response = enrolResponseIn(answer.received.body);
      if (!response) return { kind: 'unreachable', why: 'not an answer of headquarters' };
      return { kind: 'enrolled', enrolment: vault.keepEnrolment(address.value, response), response };
    },
  };
}

const syncPath = '/api/v1/sync';

/** Refused by the shell itself, before anything was sent. */
const refused = (code: string) => ({ kind: 'refused' as const, status: 0, code });

function refusalOf(answer: Exclude<Answer, { kind: 'answered' }>) {
  if (answer.kind === 'unreachable') return answer;
  const { status, code, detail } = answer.problem;
  return { kind: 'refused' as const, status, code, ...(detail !== undefined && { detail }) };
}

function enrolResponseIn(body: Buffer): EnrolResponse | null {
  try {
    return EnrolResponse.parse(JSON.parse(body.toString('utf8')));
  } catch {
    return null; // somebody else's page
  }
}
