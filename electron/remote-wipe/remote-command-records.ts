import fs from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { Order } from '#sync/protocol/wire.ts';
import { DeviceKeyPair } from '../vault/device-key.ts';
import { writeFileDurably } from '../vault/write-file-durably.ts';

/**
 * An order on its way, beside the vaults and in the clear, because it must go on without the vault's key: `begun`
 * before anything is touched, `erased` when nothing can be opened any more, `confirmed` when headquarters knows.
 * `key`: of the device that the order names, for the confirmation alone; headquarters hears a revoked device on no other
 * path, so it is worth nothing to a thief, and it is gone once headquarters has answered.
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
    /** How often it was begun: an attempt that ends the app must not be made for ever. */
    attempts: z.int().positive(),
    /** The file with the work that headquarters did not have, or why there is none. */
    sealed: z.readonly(
      z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('notYet') }),
        z.object({ kind: z.literal('nothing') }),
        z.object({ kind: z.literal('file'), file: z.string(), packs: z.int().positive() }),
        z.object({ kind: z.literal('failed'), why: z.string() }),
      ]),
    ),
    /** The person has read what happened. */
    isRead: z.boolean(),
  }),
);
export type RemoteCommandRecord = z.infer<typeof RemoteCommandRecord>;

/** The orders that this laptop has been given: `<profile>/orders/<vault>.json`. */
export interface RemoteCommandRecords {
  all(): readonly RemoteCommandRecord[];
  find(vault: string): RemoteCommandRecord | null;
  /** On the disk when it returns. */
  save(record: RemoteCommandRecord): void;
  remove(vault: string): void;
}

/** A record that cannot be read is left alone and not seen: it must not keep the app from opening other vaults. */
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
    save: (record) => {
      fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
      writeFileDurably(fileOf(record.vault), JSON.stringify(record));
    },
    remove: (vault) => fs.rmSync(fileOf(vault), { force: true }),
  };
}
