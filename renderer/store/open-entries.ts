import type { DeviceId, LogId } from '#domain/ids.ts';
import { decodePack, packHash } from '#sync/protocol/erased-pack.ts';
import type { Sha256 } from '#sync/protocol/hash.ts';
import type { OpenedPack } from '#sync/protocol/pack-codec.ts';
import type { LogEntry, Pack } from '#sync/protocol/wire.ts';
import type { PackRow } from './rows.ts';

/** A pack with what is in it, and which of its ops are held (J5). */
export interface ArrivedPack {
  readonly kind: 'pack';
  readonly row: PackRow;
  readonly opened: OpenedPack;
  readonly held: readonly number[];
  /** It came by another road than headquarters', which has not judged it. */
  readonly isCarried?: true;
}

/** One entry of a log, read before the transaction begins: hashing and parsing must not hold it up. */
export type OpenedEntry =
  | ArrivedPack
  | { readonly kind: 'release'; readonly device: DeviceId; readonly numbers: readonly number[] }
  | {
      readonly kind: 'unreadable';
      readonly why: string;
      readonly hash: Sha256;
      readonly text: string;
      /** Of a pack that is whole, so that it can still be taken or carried. */
      readonly sig?: string;
      /** The numbers of its ops that headquarters holds. */
      readonly held?: readonly number[];
    };

/**
 * Reads the entries of one log. Signatures are checked next (signatures.ts), chains when they are taken (P2).
 */
export const openEntries = (log: LogId, entries: readonly LogEntry[]): readonly OpenedEntry[] =>
  entries.map((entry) =>
    'release' in entry
      ? { kind: 'release', device: entry.release.device, numbers: entry.release.n }
      : openPack(log, entry.pack, entry.held ?? []),
  );

/** Reads one pack that should belong to this log. */
export function openPack(log: LogId, pack: Pack, held: readonly number[]): Opened {
  const opened = openAnyPack(pack, held);
  if (opened.kind === 'pack' && opened.row.log !== log)
    return { kind: 'unreadable', why: 'of another log', hash: opened.row.hash, text: pack.payload };
  return opened;
}

/** Reads one pack, whichever log it belongs to. */
export function openAnyPack(pack: Pack, held: readonly number[]): Opened {
  const { payload, sig, erased } = pack;
  const hash = packHash(pack);
  const decoded = decodePack(pack);
  if (!decoded.ok) return { kind: 'unreadable', why: decoded.refusal.why, hash, text: payload };
  const opened = decoded.value;
  const { log, device, first } = opened;
  const last = first + opened.ops.length - 1;
  return {
    kind: 'pack',
    row: { log, device, first, last, payload, sig, hash, ...(erased && { erased }) },
    opened,
    held,
  };
}

type Opened = Extract<OpenedEntry, { kind: 'pack' | 'unreadable' }>;
