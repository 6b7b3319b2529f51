import type { LogId } from '#domain/ids.ts';
import type { OpenedPack } from '#sync/protocol/pack-codec.ts';
import type { Verdict } from '#sync/protocol/wire.ts';
import type { PackRow } from './rows.ts';

/** An own pack that was in the request. */
export interface SentPack {
  readonly row: PackRow;
  readonly opened: OpenedPack;
}

/** What headquarters' verdicts say against our packs. */
export interface Refusals {
  /** Packs to park, with the reason. */
  readonly parked: readonly { readonly row: PackRow; readonly why: string }[];
  /** Packs that were accepted with some of their ops held (J5). */
  readonly held: readonly { readonly sent: SentPack; readonly numbers: readonly number[] }[];
  /** Logs that do not go on by themselves, with the code. */
  readonly stopped: ReadonlyMap<LogId, string>;
  /** The first own n in each log that headquarters did not take from us. */
  readonly firstRefused: ReadonlyMap<LogId, number>;
}

/** Sorts the verdicts. `accepted`, `duplicate` and `gap` need nothing more: `acked` says what is durable (S1). */
export function readRefusals(verdicts: readonly Verdict[], sent: readonly SentPack[]): Refusals {
  const parked: { row: PackRow; why: string }[] = [];
  const held: { sent: SentPack; numbers: readonly number[] }[] = [];
  const stopped = new Map<LogId, string>();
  const firstRefused = new Map<LogId, number>();

  for (const { pack, verdict, code, held: numbers } of verdicts) {
    const about = sent.find(({ row }) => row.hash === pack);
    if (about === undefined) continue;
    if (numbers !== undefined && numbers.length > 0) held.push({ sent: about, numbers });
    if (verdict !== 'fork' && verdict !== 'refused') continue;

    const { row } = about;
    const why = verdict === 'fork' ? 'fork' : (code ?? 'refused');
    parked.push({ row, why });
    if (!stopped.has(row.log)) stopped.set(row.log, why);
    firstRefused.set(row.log, Math.min(row.first, firstRefused.get(row.log) ?? row.first));
  }
  return { parked, held, stopped, firstRefused };
}
