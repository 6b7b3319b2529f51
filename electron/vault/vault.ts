import fs from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { JsonValue } from '#base/json.ts';
import type { DeviceId } from '#domain/ids.ts';
import type { Enrolment } from '#renderer/host/host-contract.ts';
import type { RenewalReason } from '#sync/protocol/renew-identity.ts';
import { wireLimits } from '#sync/protocol/limits.ts';
import { EnrolResponse } from '#sync/protocol/wire.ts';
import type { RecipientsStatement } from '#sync/protocol/recipients-statement.ts';
import {
  followRecipientsStatement,
  PinnedStatement,
  type StatementSource,
} from '../key-escrow/pinned-statement.ts';
import type { DeviceKey, DeviceKeyPair } from './device-key.ts';
import { openDeviceIdentities, type PendingRenewal } from './device-identities.ts';
import { openJournal, type ShellJournal } from '../journal/shell-journal.ts';
import { openNodeJournalDisk } from '../journal/node-journal-disk.ts';
import type { EncryptedFiles } from './encrypted-files.ts';
import { writeFileDurably } from './write-file-durably.ts';

/** Where a file lies, as its file system tells it; numbers as text, for they may be larger than a JSON number holds. */
const HomeLocation = z.readonly(z.object({ inode: z.string(), bornMs: z.int(), changedMs: z.int() }));
type HomeLocation = z.infer<typeof HomeLocation>;

const HomeLocationFile = z.readonly(z.object({ v: z.literal(1), mark: HomeLocation }));

/** How exactly file systems keep times; those that keep them coarsely also round what they said before. */
const timeToleranceMs = 2_000;

/**
 * Has this folder been put here from a backup or a copy since it was last opened (P2)? A file that is never touched, the
 * mark, tells: a copy has another inode, and was made at another time. A restart, an update of the app or moving the
 * folder on the same disk change neither. Where the file system has no lasting inodes or no times, the answer is no, and
 * a fork that comes of it is told by headquarters; so it is for an image of a whole disk.
 */
function isRestoredCopy(folder: string, files: EncryptedFiles): boolean {
  const before = readHomeLocation(folder, files);
  const now = locationOfFile(path.join(folder, homeMarkName));
  if (!before || !now || before.inode === now.inode) return false;
  return areTimesDifferent(before.bornMs, now.bornMs) || areTimesDifferent(before.changedMs, now.changedMs);
}

/** From now on this is where the folder belongs. */
function saveHomeLocation(folder: string, files: EncryptedFiles): void {
  const mark = path.join(folder, homeMarkName);
  if (!fs.existsSync(mark)) writeFileDurably(mark, '');
  const now = locationOfFile(mark);
  const before = readHomeLocation(folder, files);
  if (now && JSON.stringify(now) !== JSON.stringify(before))
    files.write(path.join(folder, homeFileName), { v: 1, mark: now });
}

const homeFileName = 'home.json';
const homeMarkName = 'home.mark';

/** Null also when it is damaged: it knows nothing that is worth keeping anybody out, and is written anew. */
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
 * What headquarters said when this device was enrolled, where headquarters is, and what the person called the device
 * (not kept by the first versions). `revokedKeys`: keys of a server under which nothing counts.
 */
const EnrolmentFile = z.object({
  v: z.literal(1),
  url: z.url(),
  response: EnrolResponse,
  label: z.string().optional(),
  revokedKeys: z.array(z.string().max(43)).max(wireLimits.revokedKeys).optional(),
  /** Left out by versions before statements, and where headquarters has none. */
  recovery: PinnedStatement.optional(),
});
type EnrolmentFile = z.infer<typeof EnrolmentFile>;

/** The files of a vault that make its device, as they stand. */
export interface DeviceFileContents {
  readonly device: JsonValue;
  readonly enrolment: JsonValue;
}

/** One person's place on this laptop: `vaults/<id>/`, opened. */
export interface Vault {
  readonly folder: string;
  readonly journal: ShellJournal;
  /** Made and written to disk on first ask, offline; the same ever after, until it is renewed. */
  deviceKey(): DeviceKey;
  /** Identities that the device had before, oldest first. */
  formerDevices(): readonly DeviceId[];
  /** The keys of an identity that it has or had; null when the private one is gone. For orders alone. */
  keyPairOf(device: DeviceId): DeviceKeyPair | null;
  /** Headquarters' age recipients under the statement that is followed; none before enrolment. */
  recipients(): readonly string[];
  /** What the files that make this device hold, for a backup. */
  contents(): DeviceFileContents;
  /** Takes over what a backup holds; before anything was asked of this vault. Throws when it is of something already. */
  restoreContents(contents: DeviceFileContents): void;
  /** Gives the device a new identity, on the disk when this returns (P2). */
  renew(why: RenewalReason): void;
  /** The oldest renewal that headquarters must still be told before anything else is sent, if any. */
  unreportedRenewal(): PendingRenewal | null;
  /** Headquarters knows who follows this former device. */
  markRenewalReported(former: DeviceId, response: EnrolResponse): void;
  enrolment(): Enrolment | null;
  /** What the person called the device. */
  label(): string | null;
  saveEnrolment(url: string, response: EnrolResponse, label?: string): Enrolment;
  /** Follows a statement on the recipients, or keeps it aside (`pinned-statement.ts`). */
  followStatement(statement: RecipientsStatement, source: StatementSource, nowMs: number): void;
  pinnedStatement(): PinnedStatement | null;
  /** Changes what the person has read of it. */
  savePinnedStatement(pinned: PinnedStatement): void;
  /** Pins another key of the server: only by the word of the one that is pinned (`followKeyStatements`). */
  pinServerKey(key: string): void;
  /** Keys of a server that may be in other hands, as headquarters said in an answer that it signed. */
  revokedKeys(): readonly string[];
  /** Adds to them; none is ever taken off, and of more than the limit the latest count. */
  addRevokedKeys(keys: readonly string[]): void;
}

/**
 * Opens the vault in this folder, whose files its key opens. A damaged file throws and is left as it is; making a new
 * identity in its place would be a loss. A vault that was restored from a backup is another device from now on (P2).
 */
export function openVaultFolder(folder: string, files: EncryptedFiles): Vault {
  const deviceFile = path.join(folder, 'device.json');
  const enrolmentFile = path.join(folder, 'enrolment.json');
  const identities = openDeviceIdentities(deviceFile, files);
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
  const revokedKeys = (): readonly string[] => readEnrolment()?.revokedKeys ?? [];
  const keepServer = (part: Partial<EnrolResponse['server']>): void => {
    const file = readEnrolment();
    if (!file) return;
    const server = { ...file.response.server, ...part };
    writeEnrolment({ ...file, response: { ...file.response, server } });
  };

  // Only a device that has a key is enrolled: where the file is gone, another key in its place would be another device.
  if (fs.existsSync(enrolmentFile) && !fs.existsSync(deviceFile))
    throw new Error('The device file is missing');
  if (isRestoredCopy(folder, files) && fs.existsSync(deviceFile)) identities.renew('restored');
  try {
    saveHomeLocation(folder, files);
  } catch {
    // A full disk: then it is done at the next start, and the app can be used for what needs no room until then (D4).
  }

  return {
    folder,
    journal: openJournal(openNodeJournalDisk(path.join(folder, 'journal'))),
    deviceKey: () => identities.current(),
    formerDevices: () => identities.former(),
    keyPairOf: (device) => identities.keyPairOf(device),
    recipients: () => recoveryRecipients(readEnrolment()),
    contents: () => {
      identities.current(); // made on first ask
      return { device: files.read(deviceFile, JsonValue), enrolment: files.read(enrolmentFile, JsonValue) };
    },
    restoreContents({ device, enrolment }) {
      if (fs.existsSync(deviceFile)) throw new Error('This vault is a device already');
      if (enrolment !== null) files.write(enrolmentFile, EnrolmentFile.parse(enrolment));
      files.write(deviceFile, device);
      identities.current(); // throws for what makes no device
    },
    renew: (why) => identities.renew(why),
    // Without an enrolment there is nobody to tell: one that is only missing may come back, and then it must be told.
    unreportedRenewal: () => (readEnrolment() === null ? null : identities.unreported()),
    markRenewalReported(former, response) {
      const file = readEnrolment();
      // The server's key is pinned by the enrolment, and by nothing that came later (security.md 4).
      if (file) writeEnrolment({ ...file, response: { ...response, server: file.response.server } });
      identities.markReported((device) => device === former);
    },
    enrolment() {
      const file = readEnrolment();
      return file && enrolmentFromFile(file);
    },
    label: () => readEnrolment()?.label ?? null,
    followStatement(statement, source, nowMs) {
      const file = readEnrolment();
      if (!file) return;
      const before = file.recovery ?? null;
      const next = followRecipientsStatement(before, statement, source, nowMs);
      if (next !== null && next !== before) writeEnrolment({ ...file, recovery: next });
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
      // Headquarters knows this device now by its own word, so there is no need to tell whom it follows.
      identities.markReported(() => true);
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

/** An enrolment of before statements goes on with its recipients until the first one comes. */
function recoveryRecipients(file: EnrolmentFile | null): readonly string[] {
  if (file?.recovery) return file.recovery.statement.recipients;
  const server = file?.response.server;
  return server === undefined || server.recovery ? [] : server.recipients;
}

const enrolmentFromFile = ({ url, response: { person, name, server } }: EnrolmentFile): Enrolment => ({
  person,
  name,
  url,
  serverName: server.name,
  serverKey: server.key,
});
