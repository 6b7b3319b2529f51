import type { Order } from '#sync/protocol/wire.ts';
import type { DeviceKeyPair } from '../vault/device-key.ts';
import type { EncryptedWork } from './encrypt-unsent.ts';
import type { RemoteCommandRecord, RemoteCommandRecords } from './remote-command-records.ts';

/** The vault that a remote command is for, with the functions that execution needs. */
export interface CommandedVault {
  readonly id: string;
  readonly label: string;
  readonly url: string;
  readonly serverKey: string;
  /** Key of the device that the command names, for the confirmation. */
  readonly key: DeviceKeyPair | null;
  /** Save unsaved input to the journal; afterwards the page takes nothing more. */
  stopWork(): Promise<void>;
  /** Encrypt work that headquarters lacks. Never rejects; ends soon after `stop`. */
  sealUnsent(abortSignal: AbortSignal): Promise<EncryptedWork>;
}

export interface ExecuteCommandDependencies {
  readonly records: RemoteCommandRecords;
  /** Make a vault unreadable permanently (its header first), then delete its files. Needs no key. */
  readonly erase: (vault: string) => Promise<void>;
  readonly sealWithinMs?: Readonly<Record<Order['order'], number>>;
}

/** Times for encryption. The work of a revoked person is worth a wait; a laptop in wrong hands is not. */
const encryptTimeoutsByCommandMs = { revoke: 60_000, wipe: 3_000 } as const;

/**
 * Execute a remote command in steps, each on the disk before the next. A crash between them loses neither the command
 * nor, where there is a choice, the work.
 * Steps: close the vault to work; encrypt unsent work for headquarters; erase the vault. Encryption may take 3 s for
 * `wipe` and 60 s for `revoke`; the vault is erased also when it fails.
 * @returns the record to confirm to headquarters
 */
export async function executeCommand(
  parts: ExecuteCommandDependencies,
  commandedVault: CommandedVault,
  order: Order,
): Promise<RemoteCommandRecord> {
  const { records, sealWithinMs = encryptTimeoutsByCommandMs } = parts;
  const attempts = (records.find(commandedVault.id)?.attempts ?? 0) + 1;
  const { id, label, url, serverKey, key } = commandedVault;
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
  records.save(begun);
  const sealedCommandRecord: RemoteCommandRecord = {
    ...begun,
    sealed: await encryptUnsentInTime(commandedVault, sealWithinMs[order.order], attempts),
  };
  records.save(sealedCommandRecord);
  return eraseAndRecord(parts, sealedCommandRecord);
}

/** Attempts before the work is given up: encryption itself may be the crash of the app. */
const maximumAttempts = 2;

/** Encrypt work that headquarters lacks, within this time. Never rejects. */
export async function encryptUnsentInTime(
  commandedVault: Pick<CommandedVault, 'stopWork' | 'sealUnsent'>,
  withinMs: number,
  attempts: number,
): Promise<EncryptedWork> {
  if (attempts > maximumAttempts) return { kind: 'failed', why: 'attempts' };
  const stop = AbortSignal.timeout(withinMs);
  const slow = new Promise<EncryptedWork>((resolve) => {
    stop.addEventListener('abort', () => resolve({ kind: 'failed', why: 'slow' }), { once: true });
  });
  const work = commandedVault
    .stopWork()
    .then(() => commandedVault.sealUnsent(stop))
    .catch((error: unknown) => ({
      kind: 'failed' as const,
      why: error instanceof Error ? error.message : 'failed',
    }));
  return Promise.race([work, slow]);
}

async function eraseAndRecord(
  { records, erase }: ExecuteCommandDependencies,
  commandRecord: RemoteCommandRecord,
): Promise<RemoteCommandRecord> {
  await erase(commandRecord.vault);
  const erasedCommandRecord: RemoteCommandRecord = { ...commandRecord, step: 'erased' };
  records.save(erasedCommandRecord);
  return erasedCommandRecord;
}

interface ResumeCommandDependencies extends ExecuteCommandDependencies {
  readonly isThere: (vault: string) => boolean;
}

/**
 * Continue begun commands at a start, while no vault is open. A wipe and an erasure after encryption need no key and
 * are executed at once. A revoked vault with unencrypted work waits for its passphrase, which opens it for that alone.
 * Nobody can read it until then. A vault that erased itself meanwhile waits for nothing.
 */
export async function resumeLockedCommands(parts: ResumeCommandDependencies): Promise<void> {
  for (const commandRecord of parts.records.all()) {
    const isUnsealed = commandRecord.order.order === 'revoke' && commandRecord.sealed.kind === 'notYet';
    const waits = isUnsealed && parts.isThere(commandRecord.vault);
    if (commandRecord.step !== 'begun' || waits) continue;
    const sealedCommandRecord: RemoteCommandRecord =
      commandRecord.sealed.kind === 'notYet'
        ? { ...commandRecord, sealed: { kind: 'failed', why: 'interrupted' } }
        : commandRecord;
    await eraseAndRecord(parts, sealedCommandRecord);
  }
}
