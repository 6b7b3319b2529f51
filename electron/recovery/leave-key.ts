import path from 'node:path';
import * as z from 'zod';
import { DeviceId, PersonId } from '#domain/ids.ts';
import { RecoveryKept, type RecoveryRequest } from '#sync/protocol/recovery.ts';
import { sealSmall } from '../age/small-age.ts';
import type { Headquarters } from '../net/headquarters.ts';
import { copyOfKey } from '../vault/key-bytes.ts';
import type { Sodium } from '../vault/secret-box.ts';
import type { OpenVault } from '../vault/vault-holder.ts';

/**
 * For whom headquarters keeps the key of this vault: a file of the vault, sealed as the others. As long as it is not there or
 * says something else than what holds now, the key is still to be left; so nothing has to be queued, and nothing is lost.
 */
const Kept = z.readonly(
  z.object({
    v: z.literal(1),
    person: PersonId,
    device: DeviceId,
    recipients: z.readonly(z.array(z.string())),
  }),
);
type Kept = z.infer<typeof Kept>;

export interface KeyCourierParts {
  readonly sodium: Sodium;
  /** Null while locked. */
  readonly current: () => OpenVault | null;
  readonly onBug: (error: unknown) => void;
}

/** Leaves the vault key with headquarters, sealed to its recovery recipients (security.md 2). */
export interface KeyCourier {
  /** After a contact: leaves the key if that is still to be done. What gets no answer is tried at the next one. Never rejects. */
  look(): Promise<void>;
}

export function createKeyCourier({ sodium, current, onBug }: KeyCourierParts): KeyCourier {
  let leaving: Promise<void> | null = null;
  /** What headquarters did not take in this run: asking at each contact would not change its mind. */
  let refused: string | null = null;

  const leave = async (): Promise<void> => {
    const open = current();
    const wanted = open && wantedOf(open);
    if (!open || !wanted) return;
    const name = JSON.stringify([open.id, wanted]);
    if (name === refused || JSON.stringify(keptOf(open)) === JSON.stringify(wanted)) return;
    const key = copyOfKey(open.key); // a lock meanwhile makes zeros of the other
    const sealed = await sealSmall(sodium, wanted.recipients, key).finally(() => key.fill(0));
    const body: RecoveryRequest = { vault: open.id, sealed: Buffer.from(sealed).toString('base64') };
    const answer = await open.headquarters.request({ path: '/api/v1/recovery', body: JSON.stringify(body) });
    if (answer.kind === 'refused' && answer.status === 403) refused = name;
    // Locked meanwhile: then it is left once more, which does no harm (S4).
    if (answer.kind === 'answered' && isKept(answer.body) && current() === open)
      open.files.write(fileOf(open), wanted);
  };
  return {
    look: () => {
      leaving ??= leave()
        .catch(onBug)
        .finally(() => (leaving = null));
      return leaving;
    },
  };
}

/** The same headquarters; `react` is called whenever it has answered. */
export const afterContact = (headquarters: Headquarters, react: () => void): Headquarters => {
  const told = <A extends { readonly kind: string }>(answer: A): A => {
    if (answer.kind !== 'unreachable') react();
    return answer;
  };
  return {
    request: async (ask) => told(await headquarters.request(ask)),
    enrol: async (ask) => told(await headquarters.enrol(ask)),
  };
};

const fileOf = ({ vault }: OpenVault): string => path.join(vault.folder, 'recovery.json');

/** Null before enrolment, and where headquarters takes none. */
function wantedOf({ vault }: OpenVault): Kept | null {
  const person = vault.enrolment()?.person;
  const recipients = vault.recipients();
  if (person === undefined || recipients.length === 0) return null;
  return { v: 1, person, device: vault.deviceKey().device, recipients };
}

/** A damaged note knows nothing that is worth keeping anybody out, and is written anew. */
function keptOf(open: OpenVault): Kept | null {
  try {
    return open.files.read(fileOf(open), Kept);
  } catch {
    return null;
  }
}

function isKept(body: string): boolean {
  try {
    return RecoveryKept.safeParse(JSON.parse(body)).success;
  } catch {
    return false;
  }
}
