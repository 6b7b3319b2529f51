import crypto from 'node:crypto';
import * as z from 'zod';
import { DeviceId } from '#domain/ids.ts';
import { deviceIdOf } from '#sync/protocol/hash.ts';
import { RenewalReason } from '#sync/protocol/renew-identity.ts';
import type { EncryptedFiles } from './encryption.ts';

const raw32Base64Url = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

/** Ed25519 key pair, and the device id of its hash. Only encrypted on the disk (docs/security-requirements.md 2). */
export const DeviceKeyPair = z.object({
  device: DeviceId,
  publicKey: raw32Base64Url,
  privateKey: raw32Base64Url,
});
export type DeviceKeyPair = z.infer<typeof DeviceKeyPair>;

/** The device's identity for the rest of the shell: it signs, but does not expose the private key. */
export interface DeviceKey {
  readonly device: DeviceId;
  /** The raw Ed25519 public key in base64url. */
  readonly publicKey: string;
  /** Sign bytes, or the UTF-8 bytes of a text. The signature has 64 bytes. */
  sign(message: Uint8Array | string): Buffer;
}

/** Create a new Ed25519 identity. */
export function createDeviceKeyPair(): DeviceKeyPair {
  const { publicKey, privateKey } = crypto.generateKeyPairSync('ed25519');
  const { x = '' } = publicKey.export({ format: 'jwk' });
  const { d = '' } = privateKey.export({ format: 'jwk' });
  const device = deviceIdOf(Buffer.from(x, 'base64url'));
  return DeviceKeyPair.parse({ device, publicKey: x, privateKey: d });
}

/** Rebuild the key. Throws when the parts of the file do not match: it is damaged, and no other key may replace it. */
export function deviceKeyFromPair({ device, publicKey, privateKey }: DeviceKeyPair): DeviceKey {
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: publicKey, d: privateKey };
  const key = crypto.createPrivateKey({ key: jwk, format: 'jwk' });
  const derived = crypto.createPublicKey(key).export({ format: 'jwk' }).x;
  if (derived !== publicKey || deviceIdOf(Buffer.from(publicKey, 'base64url')) !== device)
    throw new Error('The device file is damaged');
  return {
    device,
    publicKey,
    sign: (message) =>
      crypto.sign(null, typeof message === 'string' ? Buffer.from(message, 'utf8') : message, key),
  };
}

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
interface DeviceIdentities {
  /** Return the present key; made and written at first use, offline. It stays the same until it is renewed. */
  current(): DeviceKey;
  /** Oldest first. */
  former(): readonly DeviceId[];
  /** Return the reason of the present identity; null for the first one. */
  renewalReason(): RenewalReason | null;
  /** Return the key pair of a present or former identity; null when the private part is gone. */
  keyPairOf(deviceId: DeviceId): DeviceKeyPair | null;
  /** Create a new identity, on the disk when this returns. The former key stays until headquarters knows. */
  renew(renewalReason: RenewalReason): void;
  /** Return the oldest renewal to report to headquarters, if any. */
  unreported(): PendingRenewal | null;
  /** Mark renewals as reported to headquarters. */
  markReported(isTold: (deviceId: DeviceId) => boolean): void;
}

/** Open the identities. A damaged file throws at its first use. */
export function openDeviceIdentities(path: string, files: EncryptedFiles): DeviceIdentities {
  let keptDeviceFile: DeviceFile | null = null;
  let deviceKey: DeviceKey | null = null;

  const write = (deviceFile: DeviceFile): DeviceFile => {
    files.write(path, deviceFile);
    keptDeviceFile = deviceFile;
    deviceKey = null;
    return deviceFile;
  };
  const file = (): DeviceFile => {
    keptDeviceFile ??= readDeviceFile(path, files) ?? write({ v: 2, ...createDeviceKeyPair(), former: [] });
    return keptDeviceFile;
  };

  return {
    current() {
      deviceKey ??= deviceKeyFromPair(file());
      return deviceKey;
    },
    former: () => file().former.map(({ device }) => device),
    renewalReason: () => file().former.at(-1)?.why ?? null,
    keyPairOf: (deviceId) => {
      const found = [file(), ...file().former].find((pair) => pair.device === deviceId);
      return found ? usableKeyPairOf(found) : null;
    },
    renew(why) {
      const { device, publicKey, privateKey, former } = file();
      const givenUp = { device, publicKey, why, privateKey };
      write({ v: 2, ...createDeviceKeyPair(), former: [...former, givenUp] });
    },
    unreported() {
      const { former } = file();
      const deviceKeyPairs = [...former, file()].map(usableKeyPairOf);
      const index = deviceKeyPairs.findIndex((pair) => pair !== null);
      const [givenUp, nextPair, renewalReason] = [
        deviceKeyPairs[index],
        deviceKeyPairs[index + 1],
        former[index]?.why,
      ];
      if (!givenUp || !nextPair || !renewalReason) return null;
      return { former: deviceKeyFromPair(givenUp), renewed: deviceKeyFromPair(nextPair), why: renewalReason };
    },
    markReported(isTold) {
      const told = (formerDeviceKey: FormerDeviceKey): FormerDeviceKey =>
        isTold(formerDeviceKey.device) ? { ...formerDeviceKey, privateKey: null } : formerDeviceKey;
      if (
        file().former.some(
          (formerDeviceKey) => formerDeviceKey.privateKey !== null && isTold(formerDeviceKey.device),
        )
      )
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
