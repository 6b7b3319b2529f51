import crypto from 'node:crypto';
import path from 'node:path';
import { safeStorage } from 'electron';
import * as z from 'zod';
import { DeviceId, PersonId } from '#domain/ids.ts';
import { KeyEscrowKept, type KeyEscrowRequest } from '#sync/protocol/vault-recovery.ts';
import type { Order } from '#sync/protocol/wire.ts';
import { eraseIncompleteRestores } from './backup/backup-service.ts';
import type { HostPorts } from './ipc/host-ports.ts';
import { frameCipherUntilForgotten } from './journal/frame-cipher.ts';
import type { OfflineSwitch } from './net/offline-switch.ts';
import type { NetworkFetch } from './net/send-http-request.ts';
import type { RequestDependencies } from './net/send-signed-request.ts';
import { createServerClient, type ServerClient } from './net/server-client.ts';
import { resumeLockedCommands } from './remote-wipe/execute-command.ts';
import type { RemoteCommandRecords } from './remote-wipe/remote-command-records.ts';
import {
  type ChosenErasure,
  createChosenErasure,
  createRemoteCommandService,
  type ReadableVaultLease,
  type RemoteCommandService,
} from './remote-wipe/remote-command-service.ts';
import type { ShellLog } from './shell-log.ts';
import { encryptSmallFile } from './vault/age-encryption.ts';
import { deriveKeyInWorker } from './vault/derive-key.ts';
import { copyKeyBytes, type LoadedSodium } from './vault/encryption.ts';
import { type ErasureNotices, openErasureNotices } from './vault/erasure-notices.ts';
import { openSystemKeychain } from './vault/system-keychain.ts';
import { openVaultFolders, type VaultFolders } from './vault/vault-folders.ts';
import { createVaultService, type VaultService } from './vault/vault-service.ts';
import { createVaultSession, type UnlockedVault, type VaultSession } from './vault/vault-session.ts';

interface ErasureDependencies extends Pick<VaultServices, 'vaultSession' | 'vaultService' | 'erasedNotes'> {
  readonly userData: string;
  readonly sodium: LoadedSodium;
  readonly log: ShellLog;
  readonly ports: HostPorts;
  readonly commandRecords: RemoteCommandRecords;
  readonly sender: RequestDependencies;
  /** Called when the vault is gone: the window shows the app's first page. */
  readonly leave: () => void;
}

/** Wait for unsaved input before a remote command; a hung page must not delay it longer. */
const saveBeforeCommandMs = 2_000;

/** Create both erasures after encryption of unsent work: by headquarters' command and by the person's choice. */
export function createErasureServices(parts: ErasureDependencies): {
  readonly orders: RemoteCommandService;
  readonly eraseByChoice: ChosenErasure;
} {
  const { userData, sodium, vaultSession, vaultService, ports, log } = parts;
  const sealing = {
    current: () => readableVaultOf(sodium, vaultSession),
    forHeadquarters: path.join(userData, 'for-headquarters'),
    stopWork: async () => {
      await ports.flush(saveBeforeCommandMs);
      ports.sendEvent('vault.locking', null);
    },
    leave: parts.leave,
    onBug: (error: unknown) => log.bug('order-failed', error),
  };
  const erase = (id: string): Promise<void> => vaultService.eraseVault(id);
  return {
    orders: createRemoteCommandService({
      ...sealing,
      records: parts.commandRecords,
      erase,
      sender: parts.sender,
    }),
    eraseByChoice: createChosenErasure({
      ...sealing,
      eraseVault: erase,
      notes: parts.erasedNotes,
      nowMs: Date.now,
    }),
  };
}

function readableVaultOf(sodium: LoadedSodium, vaultSession: VaultSession): ReadableVaultLease | null {
  const unlockedVault = vaultSession.current();
  if (!unlockedVault) return null;
  const frames = frameCipherUntilForgotten(sodium, unlockedVault);
  return {
    ...unlockedVault,
    openFrame: frames.decrypt,
    release: async () => {
      frames.forget();
      // Locked meanwhile: reading has opened the journal again.
      if (vaultSession.current() !== unlockedVault) await unlockedVault.vault.journal.close();
    },
  };
}

interface VaultServicesDependencies {
  readonly userData: string;
  readonly sodium: LoadedSodium;
  readonly log: ShellLog;
  readonly fetch: NetworkFetch;
  readonly offline: OfflineSwitch;
  readonly version: string;
  /** File of the worker that derives keys. */
  readonly kdfWorker: string;
  readonly commandRecords: RemoteCommandRecords;
  readonly onRemoteCommand: (order: Order) => void;
}

/** Services around the vaults. */
interface VaultServices {
  readonly vaultSession: VaultSession;
  readonly folders: VaultFolders;
  readonly vaultService: VaultService;
  /** Notices about erased vaults. */
  readonly erasedNotes: ErasureNotices;
}

/** Create the services. First end work that an earlier run began: remote commands, erasures, restores. */
export async function createVaultServices(parts: VaultServicesDependencies): Promise<VaultServices> {
  const { userData, sodium, log, fetch, offline, commandRecords: records } = parts;
  const onBug = (error: unknown): void => log.bug('ask-failed', error);
  const vaultSession = createVaultSession({
    sodium,
    createServerClient: (vault) =>
      notifyAfterContact(
        createServerClient({
          vault,
          fetch,
          nowMs: Date.now,
          stop: offline.signal,
          isOffline: offline.isSimulated,
          platform: `${process.platform} ${process.arch}`,
          version: parts.version,
          onTraffic: (status, bytesUp, bytesDown, tookMs) =>
            log.note('net', { status, bytesUp, bytesDown, tookMs }),
          onRemoteCommand: parts.onRemoteCommand,
        }),
        () => void courier.escrowIfDue(),
      ),
  });
  const courier = createKeyEscrow({ sodium, current: () => vaultSession.current(), onBug });
  const vaultFolders = openVaultFolders(userData);
  const erasedNotes = openErasureNotices({
    folder: path.join(userData, 'erased'),
    isThere: vaultFolders.isThere,
    onBug,
  });
  const vaultService = createVaultService({
    sodium,
    vaultSession,
    folders: vaultFolders,
    keychain: openSystemKeychain(safeStorage, process.platform),
    derive: deriveKeyInWorker(parts.kdfWorker),
    nowMs: Date.now,
    tickMs: () => performance.now(),
    newId: () => crypto.randomUUID(),
    erasedNotes,
    onBug,
  });
  const erase = (id: string): Promise<void> => vaultService.eraseVault(id);
  await resumeLockedCommands({ records, erase, isThere: vaultFolders.isThere }).catch((error: unknown) =>
    log.bug('order-failed', error),
  );
  vaultService.finishErasing();
  await eraseIncompleteRestores(vaultFolders, vaultService).catch((error: unknown) =>
    log.bug('restore-failed', error),
  );
  return { vaultSession, folders: vaultFolders, vaultService, erasedNotes };
}

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

interface KeyEscrowDependencies {
  readonly sodium: LoadedSodium;
  /** Null while locked. */
  readonly current: () => UnlockedVault | null;
  readonly onBug: (error: unknown) => void;
}

/**
 * Key escrow: the vault key at headquarters, encrypted to its recovery recipients (docs/security-requirements.md 2).
 */
interface KeyEscrow {
  /**
   * Send the key after a contact if that is still due. Retried at the next contact without a response. Never rejects.
   */
  escrowIfDue(): Promise<void>;
}

/** Create the escrow of the open vault's key. After a refusal, the server is not asked again in this run. */
export function createKeyEscrow({ sodium, current, onBug }: KeyEscrowDependencies): KeyEscrow {
  let leaving: Promise<void> | null = null;
  /** Note that the server refused in this run. Asking at each contact would not change the result. */
  let refused: string | null = null;

  const leave = async (): Promise<void> => {
    const unlockedVault = current();
    const wanted = unlockedVault && wantedEscrowNote(unlockedVault);
    if (!unlockedVault || !wanted) return;
    const name = JSON.stringify([unlockedVault.id, wanted]);
    if (name === refused || JSON.stringify(readEscrowNote(unlockedVault)) === JSON.stringify(wanted)) return;
    const key = copyKeyBytes(unlockedVault.key); // a lock meanwhile overwrites the original with zeros
    const sealed = await encryptSmallFile(sodium, wanted.recipients, key).finally(() => key.fill(0));
    const body: KeyEscrowRequest = {
      vault: unlockedVault.id,
      sealed: Buffer.from(sealed).toString('base64'),
    };
    const netRequestResponse = await unlockedVault.server.request({
      path: '/api/v1/recovery',
      body: JSON.stringify(body),
    });
    if (netRequestResponse.kind === 'refused' && netRequestResponse.status === 403) refused = name;
    // Locked meanwhile: the key is sent once more later, which is harmless (S4).
    if (
      netRequestResponse.kind === 'answered' &&
      isEscrowConfirmed(netRequestResponse.body) &&
      current() === unlockedVault
    )
      unlockedVault.files.write(escrowNoteFile(unlockedVault), wanted);
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

/** Wrap a server client; `react` is called after each response of the server. */
export const notifyAfterContact = (headquarters: ServerClient, react: () => void): ServerClient => {
  const told = <A extends { readonly kind: string }>(response: A): A => {
    if (response.kind !== 'unreachable') react();
    return response;
  };
  return {
    request: async (ask) => told(await headquarters.request(ask)),
    enrol: async (ask) => told(await headquarters.enrol(ask)),
  };
};

const escrowNoteFile = ({ vault }: UnlockedVault): string => path.join(vault.folder, 'recovery.json');

/** Return the note that is due; null before enrolment, and where headquarters has no recipients. */
function wantedEscrowNote({ vault }: UnlockedVault): EscrowedKeyNote | null {
  const personId = vault.enrolment()?.person;
  const recipients = vault.recipients();
  if (personId === undefined || recipients.length === 0) return null;
  return { v: 1, person: personId, device: vault.deviceKey().device, recipients };
}

/** Read the note; null when it is damaged. It must not block anybody and is written again. */
function readEscrowNote(unlockedVault: UnlockedVault): EscrowedKeyNote | null {
  try {
    return unlockedVault.files.read(escrowNoteFile(unlockedVault), EscrowedKeyNote);
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
