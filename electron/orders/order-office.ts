import path from 'node:path';
import type { Order } from '#sync/protocol/wire.ts';
import type { Sender } from '../net/send-signed.ts';
import { deviceKeyOf } from '../vault/device-key.ts';
import type { Vault } from '../vault/vault.ts';
import { carryOut, type CarryOutParts, type OrderedVault } from './carry-out.ts';
import { confirmOrders } from './confirm-orders.ts';
import type { OrderRecord } from './order-record.ts';
import { type OpenFrame, readJournalState } from './read-journal.ts';
import { type SealedWork, sealUnsent } from './seal-unsent.ts';
import { unsentPacks } from './unsent-packs.ts';

/** A vault that is open, with what opens its journal. */
export interface OpenedVault {
  readonly id: string;
  /** What the person called the vault. */
  readonly label: string;
  readonly vault: Vault;
  readonly openFrame: OpenFrame;
}

/** One whose work is about to be sealed: its journal can be opened until it is forgotten, also after a lock. */
export interface SealableVault extends OpenedVault {
  /** Must be called when the sealing has ended, however it did; may be called again. Never rejects. */
  readonly forget: () => Promise<void>;
}

export interface OfficeParts extends CarryOutParts {
  /** Null while locked. */
  readonly current: () => SealableVault | null;
  /** Where sealed work outlives its vault. */
  readonly forHeadquarters: string;
  /** What is typed goes to the journal; from then on the page takes nothing more. */
  readonly stopWork: () => Promise<void>;
  /** The vault is gone: the window shows what happened. */
  readonly leave: () => void;
  readonly sender: Sender;
  readonly onBug: (error: unknown) => void;
}

/** What a person is told of a vault that headquarters revoked or wiped. */
export interface OrderNotice {
  readonly vault: string;
  readonly label: string;
  readonly atMs: number;
  /** The file that headquarters needs, if there is one; `wiped`: neither name nor file is told. */
  readonly sealed:
    | { readonly kind: 'nothing' | 'failed' | 'wiped' }
    | { readonly kind: 'file'; readonly file: string };
}

export interface OrderOffice {
  /** Carries out an order of headquarters to the open vault, once, whatever comes meanwhile. */
  hear(order: Order): Promise<void>;
  /** The order that was begun for this vault and must be ended before anything else is done with it; null for none. */
  pending(vault: string): Order | null;
  /** Tells headquarters what it does not know yet; when there may be a network. */
  confirm(): Promise<void>;
  notices(): readonly OrderNotice[];
  /** The person has read what became of a vault. */
  dismiss(vault: string): void;
}

/** Where orders of headquarters are carried out, from hearing to confirming. */
export function createOrderOffice(parts: OfficeParts): OrderOffice {
  const { book } = parts;
  let carrying: Promise<void> | null = null;
  let confirming: Promise<void> | null = null;

  const confirm = (): Promise<void> => {
    confirming ??= confirmOrders(book, parts.sender)
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
      await opened.forget();
    }
    await confirm();
  };
  const obeyIn = async (opened: SealableVault, order: Order): Promise<void> => {
    const enrolment = opened.vault.enrolment();
    if (!enrolment) return;
    const ordered: OrderedVault = {
      id: opened.id,
      label: opened.label,
      url: enrolment.url,
      serverKey: enrolment.serverKey,
      key: opened.vault.keyPairOf(order.device),
      stopWork: parts.stopWork,
      sealUnsent: (stop) => sealOf(opened, parts.forHeadquarters, parts.sender.nowMs(), stop),
    };
    await carryOut(parts, ordered, order);
    parts.leave();
  };

  return {
    hear: (order) => {
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
    notices: () => book.all().flatMap(noticeOf),
    dismiss: (vault) => {
      const record = book.find(vault);
      if (record?.step === 'confirmed') book.forget(vault);
      else if (record) book.keep({ ...record, isRead: true });
    },
  };
}

/** Seals what headquarters lacks of a vault; also before a person erases it by choice. */
export async function sealOf(
  { vault, openFrame }: OpenedVault,
  folder: string,
  nowMs: number,
  stop: AbortSignal,
): Promise<SealedWork> {
  const state = await readJournalState(vault.journal, openFrame);
  const { device } = vault.deviceKey();
  const keyOf = (one: typeof device) => {
    const pair = vault.keyPairOf(one);
    return pair && deviceKeyOf(pair);
  };
  const packs = [...unsentPacks(state, [...vault.formerDevices(), device], keyOf)];
  return sealUnsent(folder, { device, recipients: vault.recipients(), packs, nowMs }, stop);
}

/** Of a wipe only that it was one, since the laptop may be in wrong hands; and nothing of what the person has read. */
function noticeOf({ vault, label, order, sealed, step, isRead }: OrderRecord): readonly OrderNotice[] {
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
