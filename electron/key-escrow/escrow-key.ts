import path from 'node:path';
import * as z from 'zod';
import { DeviceId, PersonId } from '#domain/ids.ts';
import { KeyEscrowKept, type KeyEscrowRequest } from '#sync/protocol/vault-recovery.ts';
import { encryptSmallFile } from '../vault/age-encryption.ts';
import type { ServerClient } from '../net/server-client.ts';
import { copyKeyBytes, type LoadedSodium } from '../vault/encryption.ts';
import type { UnlockedVault } from '../vault/vault-session.ts';

/**
 * Recipients for which headquarters keeps the key of this vault: an encrypted file of the vault. A missing or different
 * note means that the key must be sent. So nothing is queued, and nothing is lost.
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

/**
 * Key escrow: the vault key at headquarters, encrypted to its recovery recipients (docs/security-requirements.md 2).
 */
export interface KeyEscrow {
  /**
   * Send the key after a contact if that is still due. Retried at the next contact without an answer. Never rejects.
   */
  escrowIfDue(): Promise<void>;
}

export function createKeyEscrow({ sodium, current, onBug }: KeyEscrowDependencies): KeyEscrow {
  let leaving: Promise<void> | null = null;
  /** Note that the server refused in this run. Asking at each contact would not change the result. */
  let refused: string | null = null;

  const leave = async (): Promise<void> => {
    const open = current();
    const wanted = open && wantedEscrowNote(open);
    if (!open || !wanted) return;
    const name = JSON.stringify([open.id, wanted]);
    if (name === refused || JSON.stringify(readEscrowNote(open)) === JSON.stringify(wanted)) return;
    const key = copyKeyBytes(open.key); // a lock meanwhile overwrites the original with zeros
    const sealed = await encryptSmallFile(sodium, wanted.recipients, key).finally(() => key.fill(0));
    const body: KeyEscrowRequest = { vault: open.id, sealed: Buffer.from(sealed).toString('base64') };
    const answer = await open.server.request({ path: '/api/v1/recovery', body: JSON.stringify(body) });
    if (answer.kind === 'refused' && answer.status === 403) refused = name;
    // Locked meanwhile: the key is sent once more later, which is harmless (S4).
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

/** Wrap a server client; `react` is called after each answer of the server. */
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

/** Return the note that is due; null before enrolment, and where headquarters has no recipients. */
function wantedEscrowNote({ vault }: UnlockedVault): EscrowedKeyNote | null {
  const person = vault.enrolment()?.person;
  const recipients = vault.recipients();
  if (person === undefined || recipients.length === 0) return null;
  return { v: 1, person, device: vault.deviceKey().device, recipients };
}

/** Read the note; null when it is damaged. It must not block anybody and is written again. */
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
