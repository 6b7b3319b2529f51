import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import type { DeviceId } from '#domain/ids.ts';
import { remoteCommandText } from '#sync/protocol/remote-commands.ts';
import { Order } from '#sync/protocol/wire.ts';
import type { SignedResponse } from '../net/send-signed-request.ts';
import { DeviceKeyPair } from '../vault/device-key.ts';
import { writeFileDurably } from '../vault/write-file-durably.ts';

/**
 * Progress of a remote command, stored unencrypted beside the vaults: it must go on without the vault's key. `begun`:
 * before anything is touched. `erased`: nothing can be opened any more. `confirmed`: headquarters knows.
 * `key` belongs to the device that the command names and serves for the confirmation alone. Headquarters accepts a
 * revoked device on no other path, so a thief gains nothing. It is deleted after headquarters' answer.
 */
export const RemoteCommandRecord = z.readonly(
  z.object({
    v: z.literal(1),
    vault: z.string().regex(/^[A-Za-z0-9-]{1,64}$/),
    label: z.string(),
    order: Order,
    url: z.url(),
    serverKey: z.string(),
    key: DeviceKeyPair.nullable(),
    step: z.enum(['begun', 'erased', 'confirmed']),
    /** Number of attempts, since one that crashes the app must not be repeated for ever. */
    attempts: z.int().positive(),
    /** File with the work that headquarters lacked, or the reason why there is none. */
    sealed: z.readonly(
      z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('notYet') }),
        z.object({ kind: z.literal('nothing') }),
        z.object({ kind: z.literal('file'), file: z.string(), packs: z.int().positive() }),
        z.object({ kind: z.literal('failed'), why: z.string() }),
      ]),
    ),
    /** Whether the person has read the notice. */
    isRead: z.boolean(),
  }),
);
export type RemoteCommandRecord = z.infer<typeof RemoteCommandRecord>;

/** Remote commands to this laptop: `<profile>/orders/<vault>.json`. */
export interface RemoteCommandRecords {
  all(): readonly RemoteCommandRecord[];
  find(vault: string): RemoteCommandRecord | null;
  /** Save a record; it is on the disk when this returns. */
  save(commandRecord: RemoteCommandRecord): void;
  remove(vault: string): void;
}

/** Open the records. An unreadable one is left and ignored: it must not block other vaults. */
export function openRemoteCommandRecords(folder: string): RemoteCommandRecords {
  const fileOf = (vault: string): string => path.join(folder, `${vault}.json`);
  const read = (file: string): RemoteCommandRecord | null => {
    try {
      return fs.existsSync(file)
        ? RemoteCommandRecord.parse(JSON.parse(fs.readFileSync(file, 'utf8')))
        : null;
    } catch {
      return null;
    }
  };
  return {
    all: () => {
      if (!fs.existsSync(folder)) return [];
      const names = fs.readdirSync(folder).filter((name) => name.endsWith('.json'));
      return names.map((name) => read(path.join(folder, name))).filter((record) => record !== null);
    },
    find: (vault) => read(fileOf(vault)),
    save: (commandRecord) => {
      fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
      writeFileDurably(fileOf(commandRecord.vault), JSON.stringify(commandRecord));
    },
    remove: (vault) => fs.rmSync(fileOf(vault), { force: true }),
  };
}

const ResponseWithCommands = z.object({ orders: z.array(z.unknown()) });

/** Quick test. Answers with commands are rare, and sync answers are too large to parse for them. */
const mayHaveCommands = (body: Buffer): boolean => body.includes('"orders":[{');

/** Read the remote commands in a response. The caller must check their signatures. */
export function remoteCommandsIn(signedResponse: SignedResponse): readonly Order[] {
  if (signedResponse.kind === 'problem')
    return signedResponse.problem.order ? [signedResponse.problem.order] : [];
  if (signedResponse.kind !== 'answered' || !mayHaveCommands(signedResponse.received.body)) return [];
  try {
    const { orders } = ResponseWithCommands.parse(JSON.parse(signedResponse.received.body.toString('utf8')));
    return orders.flatMap((order) => Order.safeParse(order).data ?? []);
  } catch {
    return []; // not an answer of headquarters, as the caller will see too
  }
}

/**
 * Return whether a command is signed by the enrolled server and for this device (docs/security-requirements.md 4). A
 * forged command, or one for another device, has no effect.
 * @param deviceIds Present and former ids of this device.
 */
export function isCommandForDevice(order: Order, serverKey: string, deviceIds: readonly DeviceId[]): boolean {
  if (!deviceIds.includes(order.device)) return false;
  try {
    const key = crypto.createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: serverKey }, format: 'jwk' });
    const signature = Buffer.from(order.sig, 'base64url');
    return crypto.verify(null, Buffer.from(remoteCommandText(order), 'utf8'), key, signature);
  } catch {
    return false; // no key: no enrolment
  }
}
