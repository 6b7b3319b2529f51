import type { LogId } from '#domain/ids.ts';
import { decodePayload, type OpenedPack } from '#sync/protocol/pack-codec.ts';
import type { Verdict } from '#sync/protocol/wire.ts';
import type { PackRow } from '../db/rows.ts';

/** An own pack that was in the request. */
export interface SentPack {
  readonly row: PackRow;
  readonly opened: OpenedPack;
}

/** Headquarters' word on a pack that was passed on so that both sides have it (P3). */
export interface RelayVerdict {
  readonly row: PackRow;
  readonly verdict: Verdict['verdict'];
  readonly code?: string | undefined;
  /** The numbers of the ops that it holds. */
  readonly held: readonly number[];
}

/** What headquarters' verdicts say of the packs that we sent. */
export interface SortedVerdicts {
  /** Own ops of each log up to here were accepted, now or before (S1). */
  readonly delivered: ReadonlyMap<LogId, number>;
  /** Packs to park, with the reason. */
  readonly parked: readonly { readonly row: PackRow; readonly why: string }[];
  /** Packs that headquarters has, with the numbers of the ops that it held (J5). */
  readonly taken: readonly { readonly sent: SentPack; readonly held: readonly number[] }[];
  /** Logs that do not go on by themselves, with the code. */
  readonly stopped: ReadonlyMap<LogId, string>;
  /** Own packs that can never be taken, so that only a new identity helps: headquarters has other ones under their numbers (P2). */
  readonly forked: readonly PackRow[];
  readonly relayed: readonly RelayVerdict[];
}

/** Sorts the verdicts by what follows from them. A `gap` needs nothing more: `acked` says where to go on. */
export function sortVerdicts(
  verdicts: readonly Verdict[],
  sent: readonly SentPack[],
  passedOn: readonly PackRow[],
): SortedVerdicts {
  const relayed: RelayVerdict[] = [];
  const forked: PackRow[] = [];
  const parked: { row: PackRow; why: string }[] = [];
  const taken: { sent: SentPack; held: readonly number[] }[] = [];
  const stopped = new Map<LogId, string>();
  const delivered = new Map<LogId, number>();

  for (const { pack, verdict, code, held = [] } of verdicts) {
    const foreign = passedOn.find(({ hash }) => hash === pack);
    if (foreign) relayed.push({ row: foreign, verdict, code, held });
    const about = sent.find(({ row }) => row.hash === pack);
    if (about === undefined) continue;
    const { row } = about;
    if (verdict === 'accepted' || verdict === 'duplicate') {
      delivered.set(row.log, Math.max(row.last, delivered.get(row.log) ?? 0));
      taken.push({ sent: about, held });
    }
    const isForked = verdict === 'fork' || (code === 'malformed' && hasUnboundedStamps(row));
    if (isForked) forked.push(row);
    if (isForked || verdict !== 'refused') continue;

    const why = code ?? 'refused';
    parked.push({ row, why });
    if (!stopped.has(row.log)) stopped.set(row.log, why);
  }
  return { delivered, parked, taken, stopped, forked, relayed };
}

/** An earlier version, which had no bounds for stamps, has signed it (J4): what is made anew of it is within them. */
const hasUnboundedStamps = ({ payload }: PackRow): boolean => !decodePayload(payload).ok;
