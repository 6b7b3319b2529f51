import type { LogId } from '#domain/ids.ts';
import { decodePayload, type OpenedPack } from '#sync/protocol/pack-codec.ts';
import type { Verdict } from '#sync/protocol/wire.ts';
import type { PackRow } from '../db/rows.ts';

/** Own pack of the request. */
export interface SentPack {
  readonly row: PackRow;
  readonly opened: OpenedPack;
}

/** Headquarters' verdict on a relayed pack (P3). */
interface RelayVerdict {
  readonly row: PackRow;
  readonly verdict: Verdict['verdict'];
  readonly code?: string | undefined;
  /** Numbers of its held ops. */
  readonly held: readonly number[];
}

/** Headquarters' verdicts on the sent packs, by consequence. */
export interface SortedVerdicts {
  /** Own ops of each log up to here were accepted, now or before (S1). */
  readonly delivered: ReadonlyMap<LogId, number>;
  /** Packs to quarantine, with the reason. */
  readonly quarantined: readonly { readonly row: PackRow; readonly why: string }[];
  /** Packs that headquarters has, with the numbers of their held ops (J5). */
  readonly confirmed: readonly { readonly pack: SentPack; readonly held: readonly number[] }[];
  /** Logs that cannot continue without a person, with the code. */
  readonly stopped: ReadonlyMap<LogId, string>;
  /**
   * Own packs that can never be accepted: headquarters has others under their numbers (P2). Only a new identity helps.
   */
  readonly forked: readonly PackRow[];
  readonly relayed: readonly RelayVerdict[];
}

/** Sort the verdicts by their consequence. A `gap` needs no action: `acked` says where to continue. */
export function sortVerdicts(
  verdicts: readonly Verdict[],
  sentPacks: readonly SentPack[],
  relayedPacks: readonly PackRow[],
): SortedVerdicts {
  const relayed: RelayVerdict[] = [];
  const forked: PackRow[] = [];
  const quarantined: { row: PackRow; why: string }[] = [];
  const confirmed: { pack: SentPack; held: readonly number[] }[] = [];
  const stopped = new Map<LogId, string>();
  const delivered = new Map<LogId, number>();

  for (const { pack: packHash, verdict, code, held = [] } of verdicts) {
    const relayedPack = relayedPacks.find(({ hash }) => hash === packHash);
    if (relayedPack) relayed.push({ row: relayedPack, verdict, code, held });
    const sentPack = sentPacks.find(({ row }) => row.hash === packHash);
    if (sentPack === undefined) continue;
    const { row } = sentPack;
    if (verdict === 'accepted' || verdict === 'duplicate') {
      delivered.set(row.log, Math.max(row.last, delivered.get(row.log) ?? 0));
      confirmed.push({ pack: sentPack, held });
    }
    const isForked = verdict === 'fork' || isRefusedForStamps(row, code);
    if (isForked) forked.push(row);
    if (isForked || verdict !== 'refused') continue;

    const why = code ?? 'refused';
    quarantined.push({ row, why });
    if (!stopped.has(row.log)) stopped.set(row.log, why);
  }
  return { delivered, quarantined, confirmed, stopped, forked, relayed };
}

/**
 * True for a refused pack of an early version without bounds for timestamps (J4). Present versions do not read it
 * either, and ops made from it are within bounds.
 * @param code Headquarters' reason.
 */
export const isRefusedForStamps = ({ payload }: PackRow, code: string | undefined): boolean =>
  code === 'malformed' && !decodePayload(payload).ok;
