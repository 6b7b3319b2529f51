import fs from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import type { Enrolment } from '#renderer/host/host-contract.ts';
import { EnrolResponse } from '#sync/protocol/wire.ts';
import { type DeviceKey, DeviceFile, deviceKeyOf, makeDeviceFile } from './device-key.ts';
import { writeDurably } from './write-durably.ts';

/** What headquarters said when this device was enrolled, and where headquarters is. */
export const EnrolmentFile = z.object({ v: z.literal(1), url: z.url(), response: EnrolResponse });
export type EnrolmentFile = z.infer<typeof EnrolmentFile>;

/** One person's place on this laptop: `vaults/<id>/`. Its journal and its encryption will live here too. */
export interface Vault {
  readonly folder: string;
  /** Made and written to disk on first ask, offline; the same ever after. */
  deviceKey(): DeviceKey;
  enrolment(): Enrolment | null;
  keepEnrolment(url: string, response: EnrolResponse): Enrolment;
}

/**
 * Opens the laptop's only vault, or makes room for it: several persons and the choice among them come with the
 * passphrase. A damaged file throws and is left as it is; making a new identity in its place would be a loss.
 */
export function openVault(userDataFolder: string, newId: () => string): Vault {
  const vaults = path.join(userDataFolder, 'vaults');
  fs.mkdirSync(vaults, { recursive: true, mode: 0o700 });
  const entries = fs.readdirSync(vaults, { withFileTypes: true });
  const [existing] = entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
  const folder = path.join(vaults, existing ?? newId());
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });

  const deviceFile = path.join(folder, 'device.json');
  const enrolmentFile = path.join(folder, 'enrolment.json');
  let key: DeviceKey | null = null;
  let enrolled: EnrolmentFile | null | undefined;

  return {
    folder,
    deviceKey() {
      key ??= deviceKeyOf(readJson(deviceFile, DeviceFile) ?? madeDevice(deviceFile));
      return key;
    },
    enrolment() {
      enrolled ??= readJson(enrolmentFile, EnrolmentFile);
      return enrolled && enrolmentOf(enrolled);
    },
    keepEnrolment(url, response) {
      enrolled = { v: 1, url, response };
      writeDurably(enrolmentFile, JSON.stringify(enrolled));
      return enrolmentOf(enrolled);
    },
  };
}

function madeDevice(file: string): DeviceFile {
  const made = makeDeviceFile();
  writeDurably(file, JSON.stringify(made));
  return made;
}

function readJson<T>(file: string, schema: z.ZodType<T>): T | null {
  return fs.existsSync(file) ? schema.parse(JSON.parse(fs.readFileSync(file, 'utf8'))) : null;
}

const enrolmentOf = ({ url, response: { person, name, server } }: EnrolmentFile): Enrolment => ({
  person,
  name,
  url,
  serverName: server.name,
  serverKey: server.key,
});
