import path from 'node:path';
import type { HostPorts } from '../ipc/host-ports.ts';
import type { ShellLog } from '../log/shell-log.ts';
import type { Sender } from '../net/send-signed.ts';
import { createEraseByChoice, type EraseByChoice } from '../orders/erase-by-choice.ts';
import { createOrderOffice, type OrderOffice, type SealableVault } from '../orders/order-office.ts';
import type { OrderBook } from '../orders/order-record.ts';
import { framesUntilForgotten } from '../vault/frame-seal.ts';
import type { Sodium } from '../vault/secret-box.ts';
import type { VaultHolder } from '../vault/vault-holder.ts';
import type { Vaults } from './wire-vaults.ts';

export interface ErasingParts extends Pick<Vaults, 'holder' | 'doors' | 'erasedNotes'> {
  readonly userData: string;
  readonly sodium: Sodium;
  readonly log: ShellLog;
  readonly ports: HostPorts;
  readonly book: OrderBook;
  readonly sender: Sender;
  /** The vault is gone: the window shows the app as it starts. */
  readonly leave: () => void;
}

/** A page that hangs does not keep an order waiting for longer than this. */
const saveBeforeOrderMs = 2_000;

/** The two ways in which a vault is erased after its work was sealed: headquarters' order, and its person's choice. */
export function wireErasing(parts: ErasingParts): {
  readonly orders: OrderOffice;
  readonly eraseByChoice: EraseByChoice;
} {
  const { userData, sodium, holder, doors, ports, log } = parts;
  const sealing = {
    current: () => sealable(sodium, holder),
    forHeadquarters: path.join(userData, 'for-headquarters'),
    stopWork: async () => {
      await ports.flush(saveBeforeOrderMs);
      ports.tell('vault.locking', null);
    },
    leave: parts.leave,
    onBug: (error: unknown) => log.bug('order-failed', error),
  };
  const erase = (id: string): Promise<void> => doors.eraseVault(id);
  return {
    orders: createOrderOffice({ ...sealing, book: parts.book, erase, sender: parts.sender }),
    eraseByChoice: createEraseByChoice({
      ...sealing,
      eraseVault: erase,
      notes: parts.erasedNotes,
      nowMs: Date.now,
    }),
  };
}

function sealable(sodium: Sodium, holder: VaultHolder): SealableVault | null {
  const open = holder.current();
  if (!open) return null;
  const frames = framesUntilForgotten(sodium, open);
  return {
    ...open,
    openFrame: frames.open,
    forget: async () => {
      frames.forget();
      // Locked meanwhile: reading has opened the journal once more.
      if (holder.current() !== open) await open.vault.journal.close();
    },
  };
}
