import { renewalProofText, type RenewRequest } from '#sync/protocol/renew.ts';
import type { DeviceKey } from '../vault/device-key.ts';
import type { Renewal } from '../vault/identities.ts';
import type { Vault } from '../vault/vault.ts';
import { enrolResponseIn } from './enrol-response.ts';
import { type Refused, refusalOf } from './refusal-of.ts';
import type { Answer } from './send-signed.ts';

export interface RenewalTeller {
  readonly vault: Vault;
  readonly platform: string;
  readonly version: string;
  /** A request to headquarters that is signed by this key. */
  readonly send: (path: string, body: string, key: DeviceKey) => Promise<Answer>;
}

/**
 * Makes every new identity known to headquarters, oldest first (P2), each by the word of the one before. `null` when it
 * knows all; else why not, and then nothing else must be asked of it yet: it would not know who asks.
 */
export async function tellRenewals(parts: RenewalTeller): Promise<Refused | null> {
  const { vault } = parts;
  for (let renewal = vault.untoldRenewal(); renewal; renewal = vault.untoldRenewal()) {
    const body = JSON.stringify(renewRequest(renewal, parts));
    const answer = await parts.send('/api/v1/renew', body, renewal.former);
    if (answer.kind !== 'answered') return refusalOf(answer);
    if (answer.authenticity !== 'signed') return { kind: 'unreachable', why: 'the answer is not signed' };
    const response = enrolResponseIn(answer.received.body);
    if (!response) return { kind: 'unreachable', why: 'not an answer of headquarters' };
    vault.keepRenewalTold(renewal.former.device, response);
  }
  return null;
}

function renewRequest({ former, renewed, why }: Renewal, parts: RenewalTeller): RenewRequest {
  const { vault, platform, version } = parts;
  const proof = renewed.sign(renewalProofText(former.device, renewed.device)).toString('base64url');
  return { deviceKey: renewed.publicKey, proof, label: vault.label() ?? platform, platform, version, why };
}
