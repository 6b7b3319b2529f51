import path from 'node:path';
import * as z from 'zod';
import { DeviceId, PersonId } from '#domain/ids.ts';
import { KeyEscrowKept, type KeyEscrowRequest } from '#sync/protocol/vault-recovery.ts';
import { encryptSmallFile } from '../vault/age-encryption.ts';
import type { ServerClient } from '../net/server-client.ts';
import { copyKeyBytes, type LoadedSodium } from '../vault/encryption.ts';
import type { UnlockedVault } from '../vault/vault-session.ts';

/**
 * For whom headquarters keeps the key of this vault: a file of the vault, sealed as the others. As long as it is not there or
 * says something else than what holds now, the key is still to be left; so nothing has to be queued, and nothing is lost.
 */
const EscrowedKeyNote = z.readonly(
  z.object({
    v: z.literal(1),
    person: PersonId,
    device: DeviceId,
    recipients: z.readonly(z.array(z.string())),
  }),
);
type EscrowedKeyNote = z.infer<typeof EscrowedKeyNote>;

export interface KeyEscrowDependencies {
  readonly sodium: LoadedSodium;
  /** Null while locked. */
  readonly current: () => UnlockedVault | null;
  readonly onBug: (error: unknown) => void;
}

/** Leaves the vault key with headquarters, sealed to its recovery recipients (security.md 2). */
export interface KeyEscrow {
  /** After a contact: leaves the key if that is still to be done. What gets no answer is tried at the next one. Never rejects. */
  escrowIfDue(): Promise<void>;
}

export function createKeyEscrow({ sodium, current, onBug }: KeyEscrowDependencies): KeyEscrow {
  let leaving: Promise<void> | null = null;
  /** What headquarters did not take in this run: asking at each contact would not change its mind. */
  let refused: string | null = null;

  const leave = async (): Promise<void> => {
    const open = current();
    const wanted = open && wantedEscrowNote(open);
    if (!open || !wanted) return;
    const name = JSON.stringify([open.id, wanted]);
    if (name === refused || JSON.stringify(readEscrowNote(open)) === JSON.stringify(wanted)) return;
    const key = copyKeyBytes(open.key); // a lock meanwhile makes zeros of the other
    const sealed = await encryptSmallFile(sodium, wanted.recipients, key).finally(() => key.fill(0));
    const body: KeyEscrowRequest = { vault: open.id, sealed: Buffer.from(sealed).toString('base64') };
    const answer = await open.server.request({ path: '/api/v1/recovery', body: JSON.stringify(body) });
    if (answer.kind === 'refused' && answer.status === 403) refused = name;
    // Locked meanwhile: then it is left once more, which does no harm (S4).
    if (answer.kind === 'answered' && isEscrowConfirmed(answer.body) && current() === open)
      open.files.write(escrowNoteFile(open), wanted);
  };
  return {
    escrowIfDue: () => {
      leaving ??= leave()
        .catch(onBug)
        .finally(() => (leaving = null));
      return leaving;
    },
  };
}

/** The same headquarters; `react` is called whenever it has answered. */
export const notifyAfterContact = (headquarters: ServerClient, react: () => void): ServerClient => {
  const told = <A extends { readonly kind: string }>(answer: A): A => {
    if (answer.kind !== 'unreachable') react();
    return answer;
  };
  return {
    request: async (ask) => told(await headquarters.request(ask)),
    enrol: async (ask) => told(await headquarters.enrol(ask)),
  };
};

const escrowNoteFile = ({ vault }: UnlockedVault): string => path.join(vault.folder, 'recovery.json');

/** Null before enrolment, and where headquarters takes none. */
function wantedEscrowNote({ vault }: UnlockedVault): EscrowedKeyNote | null {
  const person = vault.enrolment()?.person;
  const recipients = vault.recipients();
  if (person === undefined || recipients.length === 0) return null;
  return { v: 1, person, device: vault.deviceKey().device, recipients };
}

/** A damaged note knows nothing that is worth keeping anybody out, and is written anew. */
function readEscrowNote(open: UnlockedVault): EscrowedKeyNote | null {
  try {
    return open.files.read(escrowNoteFile(open), EscrowedKeyNote);
  } catch {
    return null;
  }
}

function isEscrowConfirmed(body: string): boolean {
  try {
    return KeyEscrowKept.safeParse(JSON.parse(body)).success;
  } catch {
    return false;
  }
}
