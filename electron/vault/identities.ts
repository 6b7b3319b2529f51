import * as z from 'zod';
import type { DeviceId } from '#domain/ids.ts';
import { RenewalReason } from '#sync/protocol/renew.ts';
import { type DeviceKey, deviceKeyOf, KeyPair, makeKeyPair } from './device-key.ts';
import type { SealedFiles } from './sealed-files.ts';

/**
 * A key that the device has given up. It still signs one thing: who follows it. Once headquarters is told, the private
 * part is gone: a laptop that is lost later must not have more keys than the one that is revoked.
 */
const FormerKey = z.readonly(
  KeyPair.extend({ why: RenewalReason, privateKey: KeyPair.shape.privateKey.nullable() }),
);
type FormerKey = z.infer<typeof FormerKey>;

const DeviceFileV1 = KeyPair.extend({ v: z.literal(1) });
const DeviceFileV2 = KeyPair.extend({ v: z.literal(2), former: z.readonly(z.array(FormerKey)) });
/** What `device.json` holds. Published versions are frozen; the next is appended. */
const DeviceFile = z.union([DeviceFileV1, DeviceFileV2]);
type DeviceFile = z.infer<typeof DeviceFileV2>;

/** A new identity that headquarters does not know yet (P2). */
export interface Renewal {
  readonly former: DeviceKey;
  readonly renewed: DeviceKey;
  readonly why: RenewalReason;
}

/** Who the device is, and who it was: one file, so that a new identity and the key before it are kept together. */
export interface Identities {
  /** Made and written to disk on first ask, offline; the same ever after, until it is renewed. */
  current(): DeviceKey;
  /** Oldest first. */
  former(): readonly DeviceId[];
  /** The keys of an identity that it has or had; null when the private one is gone. */
  pairOf(device: DeviceId): KeyPair | null;
  /** A new identity, on the disk when this returns. The key before it stays until headquarters is told. */
  renew(why: RenewalReason): void;
  /** The oldest renewal that headquarters must still be told, if any. */
  untold(): Renewal | null;
  /** Headquarters knows who follows this device. */
  keepTold(isTold: (device: DeviceId) => boolean): void;
}

/** A damaged file throws when it is first asked for. */
export function openIdentities(path: string, files: SealedFiles): Identities {
  let kept: DeviceFile | null = null;
  let key: DeviceKey | null = null;

  const write = (file: DeviceFile): DeviceFile => {
    files.write(path, file);
    kept = file;
    key = null;
    return file;
  };
  const file = (): DeviceFile => {
    kept ??= readDeviceFile(path, files) ?? write({ v: 2, ...makeKeyPair(), former: [] });
    return kept;
  };

  return {
    current() {
      key ??= deviceKeyOf(file());
      return key;
    },
    former: () => file().former.map(({ device }) => device),
    pairOf: (device) => {
      const found = [file(), ...file().former].find((pair) => pair.device === device);
      return found ? keyPairOf(found) : null;
    },
    renew(why) {
      const { device, publicKey, privateKey, former } = file();
      const givenUp = { device, publicKey, why, privateKey };
      write({ v: 2, ...makeKeyPair(), former: [...former, givenUp] });
    },
    untold() {
      const { former } = file();
      const keys = [...former, file()].map(keyPairOf);
      const place = keys.findIndex((pair) => pair !== null);
      const [givenUp, next, why] = [keys[place], keys[place + 1], former[place]?.why];
      if (!givenUp || !next || !why) return null;
      return { former: deviceKeyOf(givenUp), renewed: deviceKeyOf(next), why };
    },
    keepTold(isTold) {
      const told = (one: FormerKey): FormerKey => (isTold(one.device) ? { ...one, privateKey: null } : one);
      if (file().former.some((one) => one.privateKey !== null && isTold(one.device)))
        write({ ...file(), former: file().former.map(told) });
    },
  };
}

function readDeviceFile(path: string, files: SealedFiles): DeviceFile | null {
  const read = files.read(path, DeviceFile);
  return read?.v === 1 ? { ...read, v: 2, former: [] } : read;
}

const keyPairOf = ({ device, publicKey, privateKey }: FormerKey | KeyPair): KeyPair | null =>
  privateKey === null ? null : { device, publicKey, privateKey };
