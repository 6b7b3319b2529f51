import fs from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { JsonValue } from '#base/json.ts';
import type { DeviceId } from '#domain/ids.ts';
import type { Enrolment } from '#renderer/host/host-contract.ts';
import { wireLimits } from '#sync/protocol/limits.ts';
import type { RecipientsStatement } from '#sync/protocol/recipients-statement.ts';
import type { RenewalReason } from '#sync/protocol/renew-identity.ts';
import { EnrolResponse } from '#sync/protocol/wire.ts';
import { openNodeJournalDisk } from '../journal/journal-disk.ts';
import { openJournal, type ShellJournal } from '../journal/shell-journal.ts';
import {
  followRecipientsStatement,
  PinnedStatement,
  type StatementSource,
} from '../key-escrow/pinned-statement.ts';
import {
  type DeviceKey,
  type DeviceKeyPair,
  openDeviceIdentities,
  type PendingRenewal,
} from './device-key.ts';
import type { EncryptedFiles } from './encryption.ts';
import { writeFileDurably } from './write-file-durably.ts';

/** Location of a file in its file system. Numbers as text: they may exceed a JSON number. */
const HomeLocation = z.readonly(z.object({ inode: z.string(), bornMs: z.int(), changedMs: z.int() }));
type HomeLocation = z.infer<typeof HomeLocation>;

const HomeLocationFile = z.readonly(z.object({ v: z.literal(1), mark: HomeLocation }));

/** Precision of file systems' times; coarse ones also round earlier values. */
const timeToleranceMs = 2_000;

/**
 * Return whether this folder was restored from a backup or a copy since it was last opened (P2). A mark that is never
 * written reveals it: a copy has another inode and creation time. Restarts, app updates and moves on the same disk
 * change neither. Without lasting inodes or times, and for disk images, the result is no. Headquarters then finds the
 * fork.
 */
function isRestoredCopy(folder: string, files: EncryptedFiles): boolean {
  const previousHomeLocation = readHomeLocation(folder, files);
  const now = locationOfFile(path.join(folder, homeMarkName));
  if (!previousHomeLocation || !now || previousHomeLocation.inode === now.inode) return false;
  return (
    areTimesDifferent(previousHomeLocation.bornMs, now.bornMs) ||
    areTimesDifferent(previousHomeLocation.changedMs, now.changedMs)
  );
}

/** Save the present location of the folder. */
function saveHomeLocation(folder: string, files: EncryptedFiles): void {
  const mark = path.join(folder, homeMarkName);
  if (!fs.existsSync(mark)) writeFileDurably(mark, '');
  const now = locationOfFile(mark);
  const previousHomeLocation = readHomeLocation(folder, files);
  if (now && JSON.stringify(now) !== JSON.stringify(previousHomeLocation))
    files.write(path.join(folder, homeFileName), { v: 1, mark: now });
}

const homeFileName = 'home.json';
const homeMarkName = 'home.mark';

/** Read the location; null also when damaged. It must not block anybody and is written again. */
function readHomeLocation(folder: string, files: EncryptedFiles): HomeLocation | null {
  try {
    return files.read(path.join(folder, homeFileName), HomeLocationFile)?.mark ?? null;
  } catch {
    return null;
  }
}

const areTimesDifferent = (beforeMs: number, nowMs: number): boolean =>
  beforeMs > 0 && nowMs > 0 && Math.abs(beforeMs - nowMs) > timeToleranceMs;

function locationOfFile(file: string): HomeLocation | null {
  const found = fs.statSync(file, { bigint: true, throwIfNoEntry: false });
  if (!found || found.ino === 0n) return null;
  return { inode: `${found.ino}`, bornMs: Number(found.birthtimeMs), changedMs: Number(found.ctimeMs) };
}

/**
 * Headquarters' answer to the enrolment, its address, and the device's label (missing in the first versions).
 * `revokedKeys`: keys of a server under which nothing counts.
 */
const EnrolmentFile = z.object({
  v: z.literal(1),
  url: z.url(),
  response: EnrolResponse,
  label: z.string().optional(),
  revokedKeys: z.array(z.string().max(43)).max(wireLimits.revokedKeys).optional(),
  /** Missing in versions before statements, and where headquarters has none. */
  recovery: PinnedStatement.optional(),
});
type EnrolmentFile = z.infer<typeof EnrolmentFile>;

/** Backup that the vault was restored from. */
const RestoredBackupFile = z.object({
  v: z.literal(1),
  madeAtMs: z.int().nonnegative(),
  isOpened: z.boolean(),
});

/** Files of a vault that make its device, unchanged. */
interface DeviceFileContents {
  readonly device: JsonValue;
  readonly enrolment: JsonValue;
}

/** Open vault of one person on this laptop: `vaults/<id>/`. */
export interface Vault {
  readonly folder: string;
  readonly journal: ShellJournal;
  /** Return the device's key; made and written at first use, offline. The same until it is renewed. */
  deviceKey(): DeviceKey;
  /** Identities that the device had before, oldest first. */
  formerDevices(): readonly DeviceId[];
  /**
   * Return the key pair of a present or former identity; null when the private part is gone. For remote commands only.
   */
  keyPairOf(deviceId: DeviceId): DeviceKeyPair | null;
  /** Return headquarters' age recipients under the followed statement; none before enrolment. */
  recipients(): readonly string[];
  /** Read the files that make this device, for a backup. */
  contents(): DeviceFileContents;
  /**
   * Take over the files of a backup, before any other use of this vault. Throws when the vault has a device already.
   */
  restoreContents(deviceFileContents: DeviceFileContents): void;
  /** Give the device a new identity, on the disk when this returns (P2). */
  renew(renewalReason: RenewalReason): void;
  /** Return the reason of the present identity; null for the first one. */
  renewalReason(): RenewalReason | null;
  /** Note the time of the backup that this vault is restored from. */
  noteRestoredBackup(madeAtMs: number): void;
  /** Return that backup, and whether a database was whole since; null for a vault that was not restored. */
  restoredBackup(): { readonly madeAtMs: number; readonly isOpened: boolean } | null;
  /** Note that the vault's database is whole: from now on a lost one is a loss. */
  noteDatabaseWhole(): void;
  /** Return the oldest renewal that must be reported before anything else is sent, if any. */
  unreportedRenewal(): PendingRenewal | null;
  /** Mark the successor of this former device as known to headquarters. */
  markRenewalReported(formerDeviceId: DeviceId, enrolResponse: EnrolResponse): void;
  enrolment(): Enrolment | null;
  /** Return the device's label, which the person chose. */
  label(): string | null;
  saveEnrolment(url: string, enrolResponse: EnrolResponse, label?: string): Enrolment;
  /** Follow a statement on the recipients, or keep it as refused (`pinned-statement.ts`). */
  followStatement(
    recipientsStatement: RecipientsStatement,
    statementSource: StatementSource,
    nowMs: number,
  ): void;
  pinnedStatement(): PinnedStatement | null;
  /** Save the read marks of the pinned statement. */
  savePinnedStatement(pinnedStatement: PinnedStatement): void;
  /** Pin another key of the server: only by a statement of the pinned one (`followKeyStatements`). */
  pinServerKey(key: string): void;
  /** Return possibly stolen keys of the server, from answers that headquarters signed. */
  revokedKeys(): readonly string[];
  /** Add revoked keys. None is ever removed, except the oldest beyond the limit. */
  addRevokedKeys(keys: readonly string[]): void;
}

/**
 * Open the vault in this folder, with the files that its key opens. A damaged file throws and stays unchanged;
 * replacing the identity would be a loss. A vault restored from a backup becomes another device (P2).
 */
export function openVaultFolder(folder: string, files: EncryptedFiles): Vault {
  const deviceFile = path.join(folder, 'device.json');
  const enrolmentFile = path.join(folder, 'enrolment.json');
  const backupFile = path.join(folder, 'restored-backup.json');
  const deviceIdentities = openDeviceIdentities(deviceFile, files);
  let enrolled: EnrolmentFile | null | undefined;

  const readEnrolment = (): EnrolmentFile | null => {
    enrolled ??= files.read(enrolmentFile, EnrolmentFile);
    return enrolled;
  };
  const writeEnrolment = (file: EnrolmentFile): Enrolment => {
    files.write(enrolmentFile, file);
    enrolled = file;
    return enrolmentFromFile(file);
  };
  /** A damaged note counts as none. It only decides which sentence a person reads. */
  const restoredBackup = (): ReturnType<Vault['restoredBackup']> => {
    try {
      const { madeAtMs, isOpened } = files.read(backupFile, RestoredBackupFile) ?? {};
      return madeAtMs === undefined || isOpened === undefined ? null : { madeAtMs, isOpened };
    } catch {
      return null;
    }
  };
  const revokedKeys = (): readonly string[] => readEnrolment()?.revokedKeys ?? [];
  const keepServer = (part: Partial<EnrolResponse['server']>): void => {
    const file = readEnrolment();
    if (!file) return;
    const server = { ...file.response.server, ...part };
    writeEnrolment({ ...file, response: { ...file.response, server } });
  };

  // An enrolled device has a key. Where the file is gone, a new key would be another device.
  if (fs.existsSync(enrolmentFile) && !fs.existsSync(deviceFile))
    throw new Error('The device file is missing');
  if (isRestoredCopy(folder, files) && fs.existsSync(deviceFile)) deviceIdentities.renew('restored');
  try {
    saveHomeLocation(folder, files);
  } catch {
    // A full disk: done at the next start. Work that needs no room goes on until then (D4).
  }

  return {
    folder,
    journal: openJournal(openNodeJournalDisk(path.join(folder, 'journal'))),
    deviceKey: () => deviceIdentities.current(),
    formerDevices: () => deviceIdentities.former(),
    keyPairOf: (deviceId) => deviceIdentities.keyPairOf(deviceId),
    recipients: () => recoveryRecipients(readEnrolment()),
    contents: () => {
      deviceIdentities.current(); // made at first use
      return { device: files.read(deviceFile, JsonValue), enrolment: files.read(enrolmentFile, JsonValue) };
    },
    restoreContents({ device, enrolment }) {
      if (fs.existsSync(deviceFile)) throw new Error('This vault is a device already');
      if (enrolment !== null) files.write(enrolmentFile, EnrolmentFile.parse(enrolment));
      files.write(deviceFile, device);
      deviceIdentities.current(); // throws for invalid files
    },
    renew: (renewalReason) => deviceIdentities.renew(renewalReason),
    renewalReason: () => deviceIdentities.renewalReason(),
    noteRestoredBackup: (madeAtMs) => files.write(backupFile, { v: 1, madeAtMs, isOpened: false }),
    restoredBackup,
    noteDatabaseWhole() {
      const backup = restoredBackup();
      if (backup === null || backup.isOpened) return;
      try {
        files.write(backupFile, { v: 1, ...backup, isOpened: true });
      } catch {
        // A full disk: noted at the next start.
      }
    },
    // Without an enrolment there is no server to tell. A missing enrolment may come back, and then it must be reported.
    unreportedRenewal: () => (readEnrolment() === null ? null : deviceIdentities.unreported()),
    markRenewalReported(formerDeviceId, enrolResponse) {
      const file = readEnrolment();
      // The server's key is pinned by the enrolment, and by no later answer (docs/security-requirements.md 4).
      if (file) writeEnrolment({ ...file, response: { ...enrolResponse, server: file.response.server } });
      deviceIdentities.markReported((device) => device === formerDeviceId);
    },
    enrolment() {
      const file = readEnrolment();
      return file && enrolmentFromFile(file);
    },
    label: () => readEnrolment()?.label ?? null,
    followStatement(recipientsStatement, statementSource, nowMs) {
      const file = readEnrolment();
      if (!file) return;
      const previousStatement = file.recovery ?? null;
      const nextStatement = followRecipientsStatement(
        previousStatement,
        recipientsStatement,
        statementSource,
        nowMs,
      );
      if (nextStatement !== null && nextStatement !== previousStatement)
        writeEnrolment({ ...file, recovery: nextStatement });
    },
    pinnedStatement: () => readEnrolment()?.recovery ?? null,
    savePinnedStatement(recovery) {
      const file = readEnrolment();
      if (file) writeEnrolment({ ...file, recovery });
    },
    pinServerKey: (key) => keepServer({ key }),
    revokedKeys,
    addRevokedKeys(keys) {
      const file = readEnrolment();
      const known = new Set(revokedKeys());
      if (file === null || keys.every((key) => known.has(key))) return;
      const all = [...new Set([...known, ...keys])].slice(-wireLimits.revokedKeys);
      writeEnrolment({ ...file, revokedKeys: all });
    },
    saveEnrolment(url, response, label) {
      // The response shows that headquarters knows this device, so no predecessor needs reporting.
      deviceIdentities.markReported(() => true);
      const revoked = revokedKeys();
      return writeEnrolment({
        v: 1,
        url,
        response,
        ...(label !== undefined && { label }),
        ...(revoked.length > 0 && { revokedKeys: [...revoked] }),
      });
    },
  };
}

/** Return the recipients. An enrolment before statements keeps its recipients until the first statement. */
function recoveryRecipients(enrolmentFile: EnrolmentFile | null): readonly string[] {
  if (enrolmentFile?.recovery) return enrolmentFile.recovery.statement.recipients;
  const server = enrolmentFile?.response.server;
  return server === undefined || server.recovery ? [] : server.recipients;
}

const enrolmentFromFile = ({ url, response: { person, name, server } }: EnrolmentFile): Enrolment => ({
  person,
  name,
  url,
  serverName: server.name,
  serverKey: server.key,
});
