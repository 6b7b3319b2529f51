import * as z from 'zod';
import type { DeviceId } from '#domain/ids.ts';
import { RenewalReason } from '#sync/protocol/renew-identity.ts';
import { type DeviceKey, deviceKeyFromPair, DeviceKeyPair, createDeviceKeyPair } from './device-key.ts';
import type { EncryptedFiles } from './encrypted-files.ts';

/**
 * Key that the device has given up. It still signs one text: the name of its successor. Once headquarters knows it, the
 * private part is deleted. A laptop lost later must not hold more keys than the revoked one.
 */
const FormerDeviceKey = z.readonly(
  DeviceKeyPair.extend({ why: RenewalReason, privateKey: DeviceKeyPair.shape.privateKey.nullable() }),
);
type FormerDeviceKey = z.infer<typeof FormerDeviceKey>;

const DeviceFileV1 = DeviceKeyPair.extend({ v: z.literal(1) });
const DeviceFileV2 = DeviceKeyPair.extend({ v: z.literal(2), former: z.readonly(z.array(FormerDeviceKey)) });
/** Content of `device.json`. Published versions are frozen; the next is appended. */
const DeviceFile = z.union([DeviceFileV1, DeviceFileV2]);
type DeviceFile = z.infer<typeof DeviceFileV2>;

/** New identity that headquarters does not know yet (P2). */
export interface PendingRenewal {
  readonly former: DeviceKey;
  readonly renewed: DeviceKey;
  readonly why: RenewalReason;
}

/**
 * Present and former identities of the device. One file, so that a new identity and the key before it are kept
 * together.
 */
export interface DeviceIdentities {
  /** Return the present key; made and written at first use, offline. It stays the same until it is renewed. */
  current(): DeviceKey;
  /** Oldest first. */
  former(): readonly DeviceId[];
  /** Return the key pair of a present or former identity; null when the private part is gone. */
  keyPairOf(device: DeviceId): DeviceKeyPair | null;
  /** Create a new identity, on the disk when this returns. The former key stays until headquarters knows. */
  renew(why: RenewalReason): void;
  /** Return the oldest renewal to report to headquarters, if any. */
  unreported(): PendingRenewal | null;
  /** Mark renewals as reported to headquarters. */
  markReported(isTold: (device: DeviceId) => boolean): void;
}

/** Open the identities. A damaged file throws at its first use. */
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
