import type { Order } from '#sync/protocol/wire.ts';
import type { KeyPair } from '../vault/device-key.ts';
import type { OrderBook, OrderRecord } from './order-record.ts';
import type { SealedWork } from './seal-unsent.ts';

/** The vault that an order is for, as far as carrying it out needs it. */
export interface OrderedVault {
  readonly id: string;
  readonly label: string;
  readonly url: string;
  readonly serverKey: string;
  /** The key of the device that the order names, for the confirmation. */
  readonly key: KeyPair | null;
  /** What is typed and not saved goes to the journal; from then on the page takes nothing more. */
  stopWork(): Promise<void>;
  /** Seals what headquarters does not have. Never rejects; ends soon after `stop`. */
  sealUnsent(stop: AbortSignal): Promise<SealedWork>;
}

export interface CarryOutParts {
  readonly book: OrderBook;
  /** Makes a vault unreadable for good (its header first), then takes its files away. Needs no key. */
  readonly erase: (vault: string) => Promise<void>;
  readonly sealWithinMs?: Readonly<Record<Order['order'], number>>;
}

/** The work of a person who was only taken off the list is worth waiting for; a laptop in wrong hands is not. */
const patience = { revoke: 60_000, wipe: 3_000 } as const;

/**
 * Carries an order out, step by step, each on the disk before the next, so that a crash between them loses neither the
 * order nor, where there is a choice, the work: the vault is closed to work, what headquarters lacks is sealed to it,
 * the vault is erased. For `wipe` the sealing may take three seconds; for `revoke` a minute. Whatever becomes of the
 * sealing, the vault is erased. Returns what is to be confirmed.
 */
export async function carryOut(
  parts: CarryOutParts,
  vault: OrderedVault,
  order: Order,
): Promise<OrderRecord> {
  const { book, sealWithinMs = patience } = parts;
  const attempts = (book.find(vault.id)?.attempts ?? 0) + 1;
  const { id, label, url, serverKey, key } = vault;
  const begun: OrderRecord = {
    v: 1,
    vault: id,
    label,
    order,
    url,
    serverKey,
    key,
    step: 'begun',
    attempts,
    sealed: { kind: 'notYet' },
    isRead: false,
  };
  book.keep(begun);
  const sealed: OrderRecord = {
    ...begun,
    sealed: await sealInTime(vault, sealWithinMs[order.order], attempts),
  };
  book.keep(sealed);
  return eraseAndNote(parts, sealed);
}

/** Twice begun and never ended: the sealing itself may be what ends the app. */
const mostAttempts = 2;

/** Seals what headquarters lacks, as far as that ends within this time. Never rejects. */
export async function sealInTime(
  vault: Pick<OrderedVault, 'stopWork' | 'sealUnsent'>,
  withinMs: number,
  attempts: number,
): Promise<SealedWork> {
  if (attempts > mostAttempts) return { kind: 'failed', why: 'attempts' };
  const stop = AbortSignal.timeout(withinMs);
  const slow = new Promise<SealedWork>((resolve) => {
    stop.addEventListener('abort', () => resolve({ kind: 'failed', why: 'slow' }), { once: true });
  });
  const work = vault
    .stopWork()
    .then(() => vault.sealUnsent(stop))
    .catch((error: unknown) => ({
      kind: 'failed' as const,
      why: error instanceof Error ? error.message : 'failed',
    }));
  return Promise.race([work, slow]);
}

async function eraseAndNote({ book, erase }: CarryOutParts, record: OrderRecord): Promise<OrderRecord> {
  await erase(record.vault);
  const erased: OrderRecord = { ...record, step: 'erased' };
  book.keep(erased);
  return erased;
}

export interface ResumeParts extends CarryOutParts {
  readonly isThere: (vault: string) => boolean;
}

/**
 * Goes on at a start, when no vault is open, with what needs no key: a wipe is carried out at once, and so is the
 * erasing after the work was sealed. A revoked vault whose work is not sealed yet waits for its passphrase, which then
 * opens it for that alone; until then nobody can read it, as before. One that erased itself meanwhile waits for nothing.
 */
export async function resumeLocked(parts: ResumeParts): Promise<void> {
  for (const record of parts.book.all()) {
    const isUnsealed = record.order.order === 'revoke' && record.sealed.kind === 'notYet';
    const waits = isUnsealed && parts.isThere(record.vault);
    if (record.step !== 'begun' || waits) continue;
    const sealed: OrderRecord =
      record.sealed.kind === 'notYet'
        ? { ...record, sealed: { kind: 'failed', why: 'interrupted' } }
        : record;
    await eraseAndNote(parts, sealed);
  }
}
