import path from 'node:path';
import type { RemoteCommandConfirmation } from '#sync/protocol/remote-commands.ts';
import type { Order } from '#sync/protocol/wire.ts';
import { type RequestDependencies, sendSignedRequest, unknownServer } from '../net/send-signed-request.ts';
import { deviceKeyFromPair } from '../vault/device-key.ts';
import type { ErasureNotices } from '../vault/erasure-notices.ts';
import type { Vault } from '../vault/vault.ts';
import { collectUnsentPacks, readJournalState } from './collect-unsent-packs.ts';
import { type EncryptedWork, encryptUnsent } from './encrypt-unsent.ts';
import {
  type CommandedVault,
  type ExecuteCommandDependencies,
  encryptUnsentInTime,
  executeCommand,
} from './execute-command.ts';
import type { DecryptFrame } from './read-journal-entries.ts';
import type { RemoteCommandRecord, RemoteCommandRecords } from './remote-command-records.ts';

/**
 * Confirm each executed command to headquarters (docs/security-requirements.md 4). Without a response it is confirmed
 * later. The notice remains to be read; that of a wipe names neither the person nor headquarters.
 */
export async function confirmCommands(
  remoteCommandRecords: RemoteCommandRecords,
  requestDependencies: RequestDependencies,
): Promise<void> {
  for (const commandRecord of remoteCommandRecords.all())
    if (commandRecord.step === 'erased' && (await confirmCommand(commandRecord, requestDependencies)))
      saveConfirmedCommand(remoteCommandRecords, commandRecord);
}

async function confirmCommand(
  commandRecord: RemoteCommandRecord,
  requestDependencies: RequestDependencies,
): Promise<boolean> {
  const { order, key, url, serverKey } = commandRecord;
  if (key === null) return true; // it can never be confirmed, so there is nothing to wait for
  const said: RemoteCommandConfirmation = { device: order.device, at: order.at, order: order.order };
  const signedResponse = await sendSignedRequest(
    requestDependencies,
    deviceKeyFromPair(key),
    unknownServer(),
    {
      url: `${url}/api/v1/orders/confirm`,
      body: JSON.stringify(said),
      serverKey,
    },
  );
  if (signedResponse.kind === 'answered') return signedResponse.authenticity === 'signed';
  // Another command has replaced this one, which needs no confirmation any more.
  return signedResponse.kind === 'problem' && signedResponse.problem.code === 'not-found';
}

function saveConfirmedCommand(
  remoteCommandRecords: RemoteCommandRecords,
  commandRecord: RemoteCommandRecord,
): void {
  if (commandRecord.isRead) remoteCommandRecords.remove(commandRecord.vault);
  else
    remoteCommandRecords.save({
      ...commandRecord,
      step: 'confirmed',
      key: null,
      ...(commandRecord.order.order === 'wipe' && { label: '', url: 'about:blank', serverKey: '' }),
    });
}

/** Open vault with the cipher of its journal. */
export interface ReadableVault {
  readonly id: string;
  /** Name that the person gave the vault. */
  readonly label: string;
  readonly vault: Vault;
  readonly openFrame: DecryptFrame;
}

/** Vault with work to be encrypted: its journal can be read until `release`, also after a lock. */
export interface ReadableVaultLease extends ReadableVault {
  /** Must be called after the encryption, successful or not; may be called again. Never rejects. */
  readonly release: () => Promise<void>;
}

interface RemoteCommandDependencies extends ExecuteCommandDependencies {
  /** Null while locked. */
  readonly current: () => ReadableVaultLease | null;
  /** Folder for encrypted work, which outlives its vault. */
  readonly forHeadquarters: string;
  /** Save unsaved input to the journal; afterwards the page takes nothing more. */
  readonly stopWork: () => Promise<void>;
  /** Called when the vault is gone: the window shows the result. */
  readonly leave: () => void;
  readonly sender: RequestDependencies;
  readonly onBug: (error: unknown) => void;
}

/** Notice to the person about a vault that headquarters revoked or wiped. */
interface RemoteCommandNotice {
  readonly vault: string;
  readonly label: string;
  readonly atMs: number;
  /** File that headquarters needs, if any; `wiped`: neither name nor file is shown. */
  readonly sealed:
    | { readonly kind: 'nothing' | 'failed' | 'wiped' }
    | { readonly kind: 'file'; readonly file: string };
}

export interface RemoteCommandService {
  /** Execute a command to the open vault, once, also when it arrives again meanwhile. */
  execute(order: Order): Promise<void>;
  /** Return the begun command of this vault, which must end before any other use of it; null for none. */
  pending(vault: string): Order | null;
  /** Send due confirmations to headquarters; called when there may be a network. */
  confirm(): Promise<void>;
  notices(): readonly RemoteCommandNotice[];
  /** Mark the notice of a vault as read. */
  dismiss(vault: string): void;
}

/** Create the service that executes and confirms remote commands. */
export function createRemoteCommandService(parts: RemoteCommandDependencies): RemoteCommandService {
  const { records } = parts;
  let carrying: Promise<void> | null = null;
  let confirming: Promise<void> | null = null;

  const confirm = (): Promise<void> => {
    confirming ??= confirmCommands(records, parts.sender)
      .catch(parts.onBug)
      .finally(() => (confirming = null));
    return confirming;
  };
  const obey = async (order: Order): Promise<void> => {
    const openedLease = parts.current();
    if (!openedLease) return;
    try {
      await obeyIn(openedLease, order);
    } finally {
      await openedLease.release();
    }
    await confirm();
  };
  const obeyIn = async (openedLease: ReadableVaultLease, order: Order): Promise<void> => {
    const enrolment = openedLease.vault.enrolment();
    if (!enrolment) return;
    const ordered: CommandedVault = {
      id: openedLease.id,
      label: openedLease.label,
      url: enrolment.url,
      serverKey: enrolment.serverKey,
      key: openedLease.vault.keyPairOf(order.device),
      stopWork: parts.stopWork,
      sealUnsent: (stop) => encryptUnsentOf(openedLease, parts.forHeadquarters, parts.sender.nowMs(), stop),
    };
    await executeCommand(parts, ordered, order);
    parts.leave();
  };

  return {
    execute: (order) => {
      carrying ??= obey(order)
        .catch(parts.onBug)
        .finally(() => (carrying = null));
      return carrying;
    },
    pending: (vault) => {
      const commandRecord = records.find(vault);
      return commandRecord?.step === 'begun' ? commandRecord.order : null;
    },
    confirm,
    notices: () => records.all().flatMap(noticeOfRecord),
    dismiss: (vault) => {
      const commandRecord = records.find(vault);
      if (commandRecord?.step === 'confirmed') records.remove(vault);
      else if (commandRecord) records.save({ ...commandRecord, isRead: true });
    },
  };
}

/** Encrypt work of a vault that headquarters lacks; also before an erasure by choice. */
async function encryptUnsentOf(
  { vault, openFrame }: ReadableVault,
  folder: string,
  nowMs: number,
  abortSignal: AbortSignal,
): Promise<EncryptedWork> {
  const journalState = await readJournalState(vault.journal, openFrame);
  const { device } = vault.deviceKey();
  const keyOf = (deviceId: typeof device) => {
    const deviceKeyPair = vault.keyPairOf(deviceId);
    return deviceKeyPair && deviceKeyFromPair(deviceKeyPair);
  };
  const packs = [...collectUnsentPacks(journalState, [...vault.formerDevices(), device], keyOf)];
  return encryptUnsent(folder, { device, recipients: vault.recipients(), packs, nowMs }, abortSignal);
}

/**
 * Build the notice of a record. A wipe shows only that it happened, since the laptop may be in wrong hands. Nothing is
 * shown again after it was read.
 */
function noticeOfRecord({
  vault,
  label,
  order,
  sealed,
  step,
  isRead,
}: RemoteCommandRecord): readonly RemoteCommandNotice[] {
  if (step === 'begun' || isRead) return [];
  const { at: atMs } = order;
  if (order.order === 'wipe') return [{ vault, label: '', atMs, sealed: { kind: 'wiped' } }];
  switch (sealed.kind) {
    case 'file':
      return [{ vault, label, atMs, sealed: { kind: 'file', file: path.normalize(sealed.file) } }];
    case 'nothing':
      return [{ vault, label, atMs, sealed: { kind: 'nothing' } }];
    case 'notYet':
    case 'failed':
      return [{ vault, label, atMs, sealed: { kind: 'failed' } }];
  }
}

/** Erasure of the open vault at its person's wish, after its unsent work was encrypted for headquarters. */
export interface ChosenErasure {
  /** Encrypt unsent work, then erase the vault, also when the encryption failed. */
  encryptAndErase(): Promise<void>;
}

export interface ChosenErasureDependencies {
  /** Null while locked. */
  readonly current: () => ReadableVaultLease | null;
  readonly stopWork: () => Promise<void>;
  readonly eraseVault: (id: string) => Promise<void>;
  /** Called when the vault is gone: the window shows the result. */
  readonly leave: () => void;
  /** Folder for encrypted work, which outlives its vault. */
  readonly forHeadquarters: string;
  readonly notes: ErasureNotices;
  readonly nowMs: () => number;
  readonly sealWithinMs?: number;
}

/** A person waits at the screen, perhaps in a hurry. Reading and encrypting a season's journal takes a few seconds. */
const encryptTimeoutMs = 20_000;

/** Create the erasure that a person chooses. Unsent work is encrypted first, within the given time. */
export function createChosenErasure(parts: ChosenErasureDependencies): ChosenErasure {
  let erasing: Promise<void> | null = null;

  const eraseNow = async (): Promise<void> => {
    const openedLease = parts.current();
    if (!openedLease) return;
    const { id, label } = openedLease;
    const { stopWork, forHeadquarters, notes, nowMs, sealWithinMs = encryptTimeoutMs } = parts;
    const work = {
      stopWork,
      sealUnsent: (abortSignal: AbortSignal) =>
        encryptUnsentOf(openedLease, forHeadquarters, nowMs(), abortSignal),
    };
    const sealedWork = await encryptUnsentInTime(work, sealWithinMs, 1); // never rejects
    await openedLease.release();
    if (sealedWork.kind === 'file')
      notes.keep({ vault: id, label, sealed: { kind: 'file', file: path.normalize(sealedWork.file) } });
    if (sealedWork.kind === 'failed') notes.keep({ vault: id, label, sealed: { kind: 'failed' } });
    await parts.eraseVault(id);
    parts.leave();
  };

  return {
    encryptAndErase() {
      erasing ??= eraseNow().finally(() => (erasing = null));
      return erasing;
    },
  };
}
