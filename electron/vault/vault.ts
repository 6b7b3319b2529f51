import fs from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { Json } from '#domain/base/json.ts';
import type { DeviceId } from '#domain/ids.ts';
import type { Enrolment } from '#renderer/host/host-contract.ts';
import type { RenewalReason } from '#sync/protocol/renew.ts';
import { limits } from '#sync/protocol/limits.ts';
import { EnrolResponse } from '#sync/protocol/wire.ts';
import type { RecipientsStatement } from '#sync/protocol/recipients-statement.ts';
import { followStatement, PinnedStatement, type StatementSource } from '../recovery/pinned-statement.ts';
import type { DeviceKey, KeyPair } from './device-key.ts';
import { isRestored, settle } from './home.ts';
import { openIdentities, type Renewal } from './identities.ts';
import { openJournal, type ShellJournal } from './journal/journal.ts';
import { openNodeDisk } from './journal/node-disk.ts';
import type { SealedFiles } from './sealed-files.ts';

/**
 * What headquarters said when this device was enrolled, where headquarters is, and what the person called the device
 * (not kept by the first versions). `revokedKeys`: keys of a server under which nothing counts.
 */
const EnrolmentFile = z.object({
  v: z.literal(1),
  url: z.url(),
  response: EnrolResponse,
  label: z.string().optional(),
  revokedKeys: z.array(z.string().max(43)).max(limits.revokedKeys).optional(),
  /** Left out by versions before statements, and where headquarters has none. */
  recovery: PinnedStatement.optional(),
});
type EnrolmentFile = z.infer<typeof EnrolmentFile>;

/** The files of a vault that make its device, as they stand. */
export interface VaultContents {
  readonly device: Json;
  readonly enrolment: Json;
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
  keyPairOf(device: DeviceId): KeyPair | null;
  /** Headquarters' age recipients under the statement that is followed; none before enrolment. */
  recipients(): readonly string[];
  /** What the files that make this device hold, for a backup. */
  contents(): VaultContents;
  /** Takes over what a backup holds; before anything was asked of this vault. Throws when it is of something already. */
  fill(contents: VaultContents): void;
  /** Gives the device a new identity, on the disk when this returns (P2). */
  renew(why: RenewalReason): void;
  /** The oldest renewal that headquarters must still be told before anything else is sent, if any. */
  untoldRenewal(): Renewal | null;
  /** Headquarters knows who follows this former device. */
  keepRenewalTold(former: DeviceId, response: EnrolResponse): void;
  enrolment(): Enrolment | null;
  /** What the person called the device. */
  label(): string | null;
  keepEnrolment(url: string, response: EnrolResponse, label?: string): Enrolment;
  /** Follows a statement on the recipients, or keeps it aside (`pinned-statement.ts`). */
  followStatement(statement: RecipientsStatement, source: StatementSource, nowMs: number): void;
  pinnedStatement(): PinnedStatement | null;
  /** Changes what the person has read of it. */
  keepPinnedStatement(pinned: PinnedStatement): void;
  /** Pins another key of the server: only by the word of the one that is pinned (`followKeys`). */
  keepServerKey(key: string): void;
  /** Keys of a server that may be in other hands, as headquarters said in an answer that it signed. */
  revokedKeys(): readonly string[];
  /** Adds to them; none is ever taken off, and of more than the limit the latest count. */
  keepRevokedKeys(keys: readonly string[]): void;
}

/**
 * Opens the vault in this folder, whose files its key opens. A damaged file throws and is left as it is; making a new
 * identity in its place would be a loss. A vault that was restored from a backup is another device from now on (P2).
 */
export function openVault(folder: string, files: SealedFiles): Vault {
  const deviceFile = path.join(folder, 'device.json');
  const enrolmentFile = path.join(folder, 'enrolment.json');
  const identities = openIdentities(deviceFile, files);
  let enrolled: EnrolmentFile | null | undefined;

  const readEnrolment = (): EnrolmentFile | null => {
    enrolled ??= files.read(enrolmentFile, EnrolmentFile);
    return enrolled;
  };
  const writeEnrolment = (file: EnrolmentFile): Enrolment => {
    files.write(enrolmentFile, file);
    enrolled = file;
    return enrolmentOf(file);
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
  if (isRestored(folder, files) && fs.existsSync(deviceFile)) identities.renew('restored');
  try {
    settle(folder, files);
  } catch {
    // A full disk: then it is done at the next start, and the app can be used for what needs no room until then (D4).
  }

  return {
    folder,
    journal: openJournal(openNodeDisk(path.join(folder, 'journal'))),
    deviceKey: () => identities.current(),
    formerDevices: () => identities.former(),
    keyPairOf: (device) => identities.pairOf(device),
    recipients: () => recipientsOf(readEnrolment()),
    contents: () => {
      identities.current(); // made on first ask
      return { device: files.read(deviceFile, Json), enrolment: files.read(enrolmentFile, Json) };
    },
    fill({ device, enrolment }) {
      if (fs.existsSync(deviceFile)) throw new Error('This vault is a device already');
      if (enrolment !== null) files.write(enrolmentFile, EnrolmentFile.parse(enrolment));
      files.write(deviceFile, device);
      identities.current(); // throws for what makes no device
    },
    renew: (why) => identities.renew(why),
    // Without an enrolment there is nobody to tell: one that is only missing may come back, and then it must be told.
    untoldRenewal: () => (readEnrolment() === null ? null : identities.untold()),
    keepRenewalTold(former, response) {
      const file = readEnrolment();
      // The server's key is pinned by the enrolment, and by nothing that came later (security.md 4).
      if (file) writeEnrolment({ ...file, response: { ...response, server: file.response.server } });
      identities.keepTold((device) => device === former);
    },
    enrolment() {
      const file = readEnrolment();
      return file && enrolmentOf(file);
    },
    label: () => readEnrolment()?.label ?? null,
    followStatement(statement, source, nowMs) {
      const file = readEnrolment();
      if (!file) return;
      const before = file.recovery ?? null;
      const next = followStatement(before, statement, source, nowMs);
      if (next !== null && next !== before) writeEnrolment({ ...file, recovery: next });
    },
    pinnedStatement: () => readEnrolment()?.recovery ?? null,
    keepPinnedStatement(recovery) {
      const file = readEnrolment();
      if (file) writeEnrolment({ ...file, recovery });
    },
    keepServerKey: (key) => keepServer({ key }),
    revokedKeys,
    keepRevokedKeys(keys) {
      const file = readEnrolment();
      const known = new Set(revokedKeys());
      if (file === null || keys.every((key) => known.has(key))) return;
      const all = [...new Set([...known, ...keys])].slice(-limits.revokedKeys);
      writeEnrolment({ ...file, revokedKeys: all });
    },
    keepEnrolment(url, response, label) {
      // Headquarters knows this device now by its own word, so there is no need to tell whom it follows.
      identities.keepTold(() => true);
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
function recipientsOf(file: EnrolmentFile | null): readonly string[] {
  if (file?.recovery) return file.recovery.statement.recipients;
  const server = file?.response.server;
  return server === undefined || server.recovery ? [] : server.recipients;
}

const enrolmentOf = ({ url, response: { person, name, server } }: EnrolmentFile): Enrolment => ({
  person,
  name,
  url,
  serverName: server.name,
  serverKey: server.key,
});
