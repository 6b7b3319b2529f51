import * as z from 'zod';
import type { DeviceId } from '#domain/ids.ts';
import { RenewalReason } from '#sync/protocol/renew-identity.ts';
import { type DeviceKey, deviceKeyFromPair, DeviceKeyPair, createDeviceKeyPair } from './device-key.ts';
import type { EncryptedFiles } from './encrypted-files.ts';

/**
 * A key that the device has given up. It still signs one thing: who follows it. Once headquarters is told, the private
 * part is gone: a laptop that is lost later must not have more keys than the one that is revoked.
 */
const FormerDeviceKey = z.readonly(
  DeviceKeyPair.extend({ why: RenewalReason, privateKey: DeviceKeyPair.shape.privateKey.nullable() }),
);
type FormerDeviceKey = z.infer<typeof FormerDeviceKey>;

const DeviceFileV1 = DeviceKeyPair.extend({ v: z.literal(1) });
const DeviceFileV2 = DeviceKeyPair.extend({ v: z.literal(2), former: z.readonly(z.array(FormerDeviceKey)) });
/** What `device.json` holds. Published versions are frozen; the next is appended. */
const DeviceFile = z.union([DeviceFileV1, DeviceFileV2]);
type DeviceFile = z.infer<typeof DeviceFileV2>;

/** A new identity that headquarters does not know yet (P2). */
export interface PendingRenewal {
  readonly former: DeviceKey;
  readonly renewed: DeviceKey;
  readonly why: RenewalReason;
}

/** Who the device is, and who it was: one file, so that a new identity and the key before it are kept together. */
export interface DeviceIdentities {
  /** Made and written to disk on first ask, offline; the same ever after, until it is renewed. */
  current(): DeviceKey;
  /** Oldest first. */
  former(): readonly DeviceId[];
  /** The keys of an identity that it has or had; null when the private one is gone. */
  keyPairOf(device: DeviceId): DeviceKeyPair | null;
  /** A new identity, on the disk when this returns. The key before it stays until headquarters is told. */
  renew(why: RenewalReason): void;
  /** The oldest renewal that headquarters must still be told, if any. */
  unreported(): PendingRenewal | null;
  /** Headquarters knows who follows this device. */
  markReported(isTold: (device: DeviceId) => boolean): void;
}

/** A damaged file throws when it is first asked for. */
export function openDeviceIdentities(path: string, files: EncryptedFiles): DeviceIdentities {
  let kept: DeviceFile | null = null;
  let key: DeviceKey | null = null;

  const write = (file: DeviceFile): DeviceFile => {
    files.write(path, file);
    kept = file;
    key = null;
    return file;
  };
  const file = (): DeviceFile => {
    kept ??= readDeviceFile(path, files) ?? write({ v: 2, ...createDeviceKeyPair(), former: [] });
    return kept;
  };

  return {
    current() {
      key ??= deviceKeyFromPair(file());
      return key;
    },
    former: () => file().former.map(({ device }) => device),
    keyPairOf: (device) => {
      const found = [file(), ...file().former].find((pair) => pair.device === device);
      return found ? usableKeyPairOf(found) : null;
    },
    renew(why) {
      const { device, publicKey, privateKey, former } = file();
      const givenUp = { device, publicKey, why, privateKey };
      write({ v: 2, ...createDeviceKeyPair(), former: [...former, givenUp] });
    },
    unreported() {
      const { former } = file();
      const keys = [...former, file()].map(usableKeyPairOf);
      const place = keys.findIndex((pair) => pair !== null);
      const [givenUp, next, why] = [keys[place], keys[place + 1], former[place]?.why];
      if (!givenUp || !next || !why) return null;
      return { former: deviceKeyFromPair(givenUp), renewed: deviceKeyFromPair(next), why };
    },
    markReported(isTold) {
      const told = (one: FormerDeviceKey): FormerDeviceKey =>
        isTold(one.device) ? { ...one, privateKey: null } : one;
      if (file().former.some((one) => one.privateKey !== null && isTold(one.device)))
        write({ ...file(), former: file().former.map(told) });
    },
  };
}

function readDeviceFile(path: string, files: EncryptedFiles): DeviceFile | null {
  const read = files.read(path, DeviceFile);
  return read?.v === 1 ? { ...read, v: 2, former: [] } : read;
}

const usableKeyPairOf = ({
  device,
  publicKey,
  privateKey,
}: FormerDeviceKey | DeviceKeyPair): DeviceKeyPair | null =>
  privateKey === null ? null : { device, publicKey, privateKey };
