import type { Order } from '#sync/protocol/wire.ts';
import type { DeviceKeyPair } from '../vault/device-key.ts';
import type { RemoteCommandRecords, RemoteCommandRecord } from './remote-command-records.ts';
import type { EncryptedWork } from './encrypt-unsent.ts';

/** The vault that an order is for, as far as carrying it out needs it. */
export interface CommandedVault {
  readonly id: string;
  readonly label: string;
  readonly url: string;
  readonly serverKey: string;
  /** The key of the device that the order names, for the confirmation. */
  readonly key: DeviceKeyPair | null;
  /** What is typed and not saved goes to the journal; from then on the page takes nothing more. */
  stopWork(): Promise<void>;
  /** Seals what headquarters does not have. Never rejects; ends soon after `stop`. */
  sealUnsent(stop: AbortSignal): Promise<EncryptedWork>;
}

export interface ExecuteCommandDependencies {
  readonly book: RemoteCommandRecords;
  /** Makes a vault unreadable for good (its header first), then takes its files away. Needs no key. */
  readonly erase: (vault: string) => Promise<void>;
  readonly sealWithinMs?: Readonly<Record<Order['order'], number>>;
}

/** The work of a person who was only taken off the list is worth waiting for; a laptop in wrong hands is not. */
const encryptTimeoutsByCommandMs = { revoke: 60_000, wipe: 3_000 } as const;

/**
 * Carries an order out, step by step, each on the disk before the next, so that a crash between them loses neither the
 * order nor, where there is a choice, the work: the vault is closed to work, what headquarters lacks is sealed to it,
 * the vault is erased. For `wipe` the sealing may take three seconds; for `revoke` a minute. Whatever becomes of the
 * sealing, the vault is erased. Returns what is to be confirmed.
 */
export async function executeCommand(
  parts: ExecuteCommandDependencies,
  vault: CommandedVault,
  order: Order,
): Promise<RemoteCommandRecord> {
  const { book, sealWithinMs = encryptTimeoutsByCommandMs } = parts;
  const attempts = (book.find(vault.id)?.attempts ?? 0) + 1;
  const { id, label, url, serverKey, key } = vault;
  const begun: RemoteCommandRecord = {
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
  book.save(begun);
  const sealed: RemoteCommandRecord = {
    ...begun,
    sealed: await encryptUnsentInTime(vault, sealWithinMs[order.order], attempts),
  };
  book.save(sealed);
  return eraseAndRecord(parts, sealed);
}

/** Twice begun and never ended: the sealing itself may be what ends the app. */
const maximumAttempts = 2;

/** Seals what headquarters lacks, as far as that ends within this time. Never rejects. */
export async function encryptUnsentInTime(
  vault: Pick<CommandedVault, 'stopWork' | 'sealUnsent'>,
  withinMs: number,
  attempts: number,
): Promise<EncryptedWork> {
  if (attempts > maximumAttempts) return { kind: 'failed', why: 'attempts' };
  const stop = AbortSignal.timeout(withinMs);
  const slow = new Promise<EncryptedWork>((resolve) => {
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

async function eraseAndRecord(
  { book, erase }: ExecuteCommandDependencies,
  record: RemoteCommandRecord,
): Promise<RemoteCommandRecord> {
  await erase(record.vault);
  const erased: RemoteCommandRecord = { ...record, step: 'erased' };
  book.save(erased);
  return erased;
}

export interface ResumeCommandDependencies extends ExecuteCommandDependencies {
  readonly isThere: (vault: string) => boolean;
}

/**
 * Goes on at a start, when no vault is open, with what needs no key: a wipe is carried out at once, and so is the
 * erasing after the work was sealed. A revoked vault whose work is not sealed yet waits for its passphrase, which then
 * opens it for that alone; until then nobody can read it, as before. One that erased itself meanwhile waits for nothing.
 */
export async function resumeLockedCommands(parts: ResumeCommandDependencies): Promise<void> {
  for (const record of parts.book.all()) {
    const isUnsealed = record.order.order === 'revoke' && record.sealed.kind === 'notYet';
    const waits = isUnsealed && parts.isThere(record.vault);
    if (record.step !== 'begun' || waits) continue;
    const sealed: RemoteCommandRecord =
      record.sealed.kind === 'notYet'
        ? { ...record, sealed: { kind: 'failed', why: 'interrupted' } }
        : record;
    await eraseAndRecord(parts, sealed);
  }
}
