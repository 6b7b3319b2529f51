import path from 'node:path';
import type { Order } from '#sync/protocol/wire.ts';
import { type RequestDependencies, sendSignedRequest, unknownServer } from '../net/send-signed-request.ts';
import { deviceKeyFromPair } from '../vault/device-key.ts';
import type { Vault } from '../vault/vault.ts';
import { type CommandedVault, executeCommand, type ExecuteCommandDependencies } from './execute-command.ts';
import type { RemoteCommandRecord, RemoteCommandRecords } from './remote-command-records.ts';
import { type DecryptFrame, readJournalState } from './read-journal-entries.ts';
import { collectUnsentPacks, type EncryptedWork, encryptUnsent } from './encrypt-unsent.ts';
import type { RemoteCommandConfirmation } from '#sync/protocol/remote-commands.ts';

/**
 * Tells headquarters of each order that was carried out and that it does not know of yet (security.md 4). What gets no
 * answer is told again another time. What happened stays to be read; of a wipe, then, neither whose vault it was nor whose headquarters.
 */
export async function confirmCommands(
  book: RemoteCommandRecords,
  sender: RequestDependencies,
): Promise<void> {
  for (const record of book.all())
    if (record.step === 'erased' && (await confirmCommand(record, sender)))
      saveConfirmedCommand(book, record);
}

async function confirmCommand(record: RemoteCommandRecord, sender: RequestDependencies): Promise<boolean> {
  const { order, key, url, serverKey } = record;
  if (key === null) return true; // it can never be said, so there is nothing to wait for
  const said: RemoteCommandConfirmation = { device: order.device, at: order.at, order: order.order };
  const answer = await sendSignedRequest(sender, deviceKeyFromPair(key), unknownServer(), {
    url: `${url}/api/v1/orders/confirm`,
    body: JSON.stringify(said),
    serverKey,
  });
  if (answer.kind === 'answered') return answer.authenticity === 'signed';
  // Another order was given meanwhile: this one is nobody's business any more.
  return answer.kind === 'problem' && answer.problem.code === 'not-found';
}

function saveConfirmedCommand(book: RemoteCommandRecords, record: RemoteCommandRecord): void {
  if (record.isRead) book.remove(record.vault);
  else
    book.save({
      ...record,
      step: 'confirmed',
      key: null,
      ...(record.order.order === 'wipe' && { label: '', url: 'about:blank', serverKey: '' }),
    });
}

/** A vault that is open, with what opens its journal. */
export interface ReadableVault {
  readonly id: string;
  /** What the person called the vault. */
  readonly label: string;
  readonly vault: Vault;
  readonly openFrame: DecryptFrame;
}

/** One whose work is about to be sealed: its journal can be opened until it is forgotten, also after a lock. */
export interface ReadableVaultLease extends ReadableVault {
  /** Must be called when the sealing has ended, however it did; may be called again. Never rejects. */
  readonly release: () => Promise<void>;
}

export interface RemoteCommandDependencies extends ExecuteCommandDependencies {
  /** Null while locked. */
  readonly current: () => ReadableVaultLease | null;
  /** Where sealed work outlives its vault. */
  readonly forHeadquarters: string;
  /** What is typed goes to the journal; from then on the page takes nothing more. */
  readonly stopWork: () => Promise<void>;
  /** The vault is gone: the window shows what happened. */
  readonly leave: () => void;
  readonly sender: RequestDependencies;
  readonly onBug: (error: unknown) => void;
}

/** What a person is told of a vault that headquarters revoked or wiped. */
export interface RemoteCommandNotice {
  readonly vault: string;
  readonly label: string;
  readonly atMs: number;
  /** The file that headquarters needs, if there is one; `wiped`: neither name nor file is told. */
  readonly sealed:
    | { readonly kind: 'nothing' | 'failed' | 'wiped' }
    | { readonly kind: 'file'; readonly file: string };
}

export interface RemoteCommandService {
  /** Carries out an order of headquarters to the open vault, once, whatever comes meanwhile. */
  execute(order: Order): Promise<void>;
  /** The order that was begun for this vault and must be ended before anything else is done with it; null for none. */
  pending(vault: string): Order | null;
  /** Tells headquarters what it does not know yet; when there may be a network. */
  confirm(): Promise<void>;
  notices(): readonly RemoteCommandNotice[];
  /** The person has read what became of a vault. */
  dismiss(vault: string): void;
}

/** Where orders of headquarters are carried out, from hearing to confirming. */
export function createRemoteCommandService(parts: RemoteCommandDependencies): RemoteCommandService {
  const { book } = parts;
  let carrying: Promise<void> | null = null;
  let confirming: Promise<void> | null = null;

  const confirm = (): Promise<void> => {
    confirming ??= confirmCommands(book, parts.sender)
      .catch(parts.onBug)
      .finally(() => (confirming = null));
    return confirming;
  };
  const obey = async (order: Order): Promise<void> => {
    const opened = parts.current();
    if (!opened) return;
    try {
      await obeyIn(opened, order);
    } finally {
      await opened.release();
    }
    await confirm();
  };
  const obeyIn = async (opened: ReadableVaultLease, order: Order): Promise<void> => {
    const enrolment = opened.vault.enrolment();
    if (!enrolment) return;
    const ordered: CommandedVault = {
      id: opened.id,
      label: opened.label,
      url: enrolment.url,
      serverKey: enrolment.serverKey,
      key: opened.vault.keyPairOf(order.device),
      stopWork: parts.stopWork,
      sealUnsent: (stop) => encryptUnsentOf(opened, parts.forHeadquarters, parts.sender.nowMs(), stop),
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
      const record = book.find(vault);
      return record?.step === 'begun' ? record.order : null;
    },
    confirm,
    notices: () => book.all().flatMap(noticeOfRecord),
    dismiss: (vault) => {
      const record = book.find(vault);
      if (record?.step === 'confirmed') book.remove(vault);
      else if (record) book.save({ ...record, isRead: true });
    },
  };
}

/** Seals what headquarters lacks of a vault; also before a person erases it by choice. */
export async function encryptUnsentOf(
  { vault, openFrame }: ReadableVault,
  folder: string,
  nowMs: number,
  stop: AbortSignal,
): Promise<EncryptedWork> {
  const state = await readJournalState(vault.journal, openFrame);
  const { device } = vault.deviceKey();
  const keyOf = (one: typeof device) => {
    const pair = vault.keyPairOf(one);
    return pair && deviceKeyFromPair(pair);
  };
  const packs = [...collectUnsentPacks(state, [...vault.formerDevices(), device], keyOf)];
  return encryptUnsent(folder, { device, recipients: vault.recipients(), packs, nowMs }, stop);
}

/** Of a wipe only that it was one, since the laptop may be in wrong hands; and nothing of what the person has read. */
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
