/** Address of one change: device and number. */
type Dot = string;

/** One change as it lies in a log, or as its writer sent it. */
export interface HistoryOp {
  readonly dot: Dot;
  readonly doc: string;
  readonly path: string;
  /** Changes that it replaces, as its writer names them. */
  readonly over: readonly Dot[];
  readonly value: unknown;
}

/** Entry of a log: a pack at its place. */
export interface HistoryEntry {
  readonly place: number;
  readonly ops: readonly HistoryOp[];
}

/** Time of an act at its caller, in milliseconds: everything that it did was done in between. */
interface Interval {
  readonly beganMs: number;
  readonly endedMs: number;
}

/** Attempt of a writer to store a pack. No answer: the attempt may have been successful. */
export interface SentPack extends Interval {
  readonly server: string;
  readonly device: string;
  readonly pack: string;
  readonly ops: readonly HistoryOp[];
  readonly verdict: 'accepted' | 'duplicate' | 'not answered' | 'other';
  /** The answer, for a person, where it is another one. */
  readonly told?: string;
}

/** Answer to a reader: the entries after `since`, up to `next`, with more to come or not. */
export interface AnsweredRead extends Interval {
  readonly reader: string;
  /** Device of the reader: no answer brings a device its own changes. */
  readonly device: string;
  readonly server: string;
  readonly since: number;
  readonly next: number;
  readonly more: boolean;
  readonly entries: readonly HistoryEntry[];
}

/** Use of a one-time code at one server. The device that it brought in may present it again: an answer may be lost. */
export interface UsedCode {
  readonly code: string;
  readonly device: string;
  readonly server: string;
  readonly result: 'taken' | 'refused' | 'not answered';
}

/** All acts of clients of several servers on one store, and the store's log at the end. */
export interface History {
  readonly sent: readonly SentPack[];
  readonly reads: readonly AnsweredRead[];
  readonly codes: readonly UsedCode[];
  /** Devices, with the time at which their revocation was committed. */
  readonly revoked: Readonly<Record<string, number>>;
  readonly log: readonly HistoryEntry[];
}

/** A broken promise of a history. */
export interface HistoryFault {
  readonly kind:
    | 'lost'
    | 'doubled'
    | 'altered'
    | 'invented'
    | 'misordered'
    | 'missed'
    | 'stale'
    | 'refused'
    | 'code used twice'
    | 'accepted after revocation';
  readonly detail: string;
}

/**
 * Check what clients of several servers were told against the log that the servers share at the end. The promises are
 * those of sync/SPEC.md: S1 (an acknowledged change is durable), S2 (no reader misses an entry), S4 (no change counts
 * twice), M2 (a chain has no hole).
 */
export function checkHistory(history: History): readonly HistoryFault[] {
  const placeOf = new Map<Dot, number>();
  for (const { place, ops } of history.log)
    for (const { dot } of ops) if (!placeOf.has(dot)) placeOf.set(dot, place);
  return [
    ...findDoubled(history.log),
    ...findMisordered(history.log, placeOf),
    ...findAltered(history),
    ...findLost(history, placeOf),
    ...findMissed(history),
    ...findStale(history, placeOf),
    ...findRefused(history),
    ...findCodesUsedTwice(history),
    ...findAcceptedAfterRevocation(history),
  ];
}

const isAcknowledged = ({ verdict }: SentPack): boolean => verdict === 'accepted' || verdict === 'duplicate';

/** A change lies in the log once, at one place, and no two entries share a place. */
function findDoubled(log: readonly HistoryEntry[]): readonly HistoryFault[] {
  const places = log.map(({ place }) => String(place));
  const dots = log.flatMap(({ ops }) => ops.map(({ dot }) => dot));
  return [
    ...repeated(dots).map((dot): HistoryFault => ({ kind: 'doubled', detail: `${dot} is in the log twice` })),
    ...repeated(places).map(
      (place): HistoryFault => ({ kind: 'doubled', detail: `two entries at ${place}` }),
    ),
  ];
}

/** Numbers of a device come one after the other from 1 on, and no change comes before one that it replaces. */
function findMisordered(
  log: readonly HistoryEntry[],
  placeOf: ReadonlyMap<Dot, number>,
): readonly HistoryFault[] {
  const historyFaults: HistoryFault[] = [];
  const tell = (detail: string): void => void historyFaults.push({ kind: 'misordered', detail });
  const ends = new Map<string, number>();
  for (const { place, ops } of log.toSorted((a, b) => a.place - b.place))
    for (const { dot, over } of ops) {
      const [device = '', number] = dot.split('.');
      const due = (ends.get(device) ?? 0) + 1;
      if (Number(number) !== due) tell(`${dot} at ${place}, where ${due} is the next of its device`);
      ends.set(device, Math.max(Number(number), due - 1));
      for (const named of over) {
        const at = placeOf.get(named);
        if (at === undefined) tell(`${dot} at ${place} replaces ${named}, which is nowhere`);
        else if (at > place) tell(`${dot} at ${place} replaces ${named}, which comes later, at ${at}`);
      }
    }
  return historyFaults;
}

/** Changes of known writers are in the log and in every answer as they were sent, and no others are. */
function findAltered({ sent, log, reads }: History): readonly HistoryFault[] {
  const writers = new Set(sent.map(({ device }) => device));
  const sentOps = new Map<Dot, Set<string>>();
  for (const { ops } of sent)
    for (const historyOp of ops)
      sentOps.set(historyOp.dot, (sentOps.get(historyOp.dot) ?? new Set()).add(textOf(historyOp)));
  const check = (where: string, historyEntries: readonly HistoryEntry[]): readonly HistoryFault[] =>
    historyEntries.flatMap(({ ops }) =>
      ops.flatMap((historyOp): HistoryFault[] => {
        if (!writers.has(historyOp.dot.split('.')[0] ?? '')) return [];
        const known = sentOps.get(historyOp.dot);
        if (known === undefined)
          return [{ kind: 'invented', detail: `${historyOp.dot} in ${where} was never sent` }];
        return known.has(textOf(historyOp))
          ? []
          : [{ kind: 'altered', detail: `${historyOp.dot} in ${where}` }];
      }),
    );
  return [
    ...check('the log', log),
    ...reads.flatMap(({ reader, entries }) => check(`an answer to ${reader}`, entries)),
  ];
}

/** An acknowledged change is in the log; a pack is accepted once, and a duplicate ever after. */
function findLost({ sent }: History, placeOf: ReadonlyMap<Dot, number>): readonly HistoryFault[] {
  const acknowledged = sent.filter(isAcknowledged);
  const lost = new Set(
    acknowledged.flatMap(({ ops }) => ops.map(({ dot }) => dot)).filter((dot) => !placeOf.has(dot)),
  );
  const accepted = sent.filter(({ verdict }) => verdict === 'accepted').map(({ pack }) => pack);
  return [
    ...[...lost].map((dot): HistoryFault => ({ kind: 'lost', detail: `${dot} was acknowledged` })),
    ...repeated(accepted).map(
      (pack): HistoryFault => ({ kind: 'doubled', detail: `accepted twice: ${pack}` }),
    ),
  ];
}

/** An answer has every entry of its part of the log, and no other: a reader whose cursor goes on misses nothing. */
function findMissed({ reads, log }: History): readonly HistoryFault[] {
  return reads.flatMap(({ reader, device, server, since, next, entries }): HistoryFault[] => {
    const isOthers = ({ ops }: HistoryEntry): boolean => !ops.some(({ dot }) => dot.startsWith(`${device}.`));
    const there = log
      .filter(
        (historyEntry) => historyEntry.place > since && historyEntry.place <= next && isOthers(historyEntry),
      )
      .map(factsOf)
      .toSorted();
    const here = entries.filter(isOthers).map(factsOf).toSorted();
    if (textOf(here) === textOf(there)) return [];
    const lacking = there.filter((one) => !here.includes(one));
    const other = here.filter((one) => !there.includes(one));
    const detail = `${reader} at ${server}, ${since} to ${next}: lacks ${lacking.join(', ')}; has besides ${other.join(', ')}`;
    return [{ kind: 'missed', detail }];
  });
}

/** After an acknowledgement, and after the end of a complete answer, no server answers with less. */
function findStale({ sent, reads }: History, placeOf: ReadonlyMap<Dot, number>): readonly HistoryFault[] {
  const complete = reads.filter(({ more }) => !more);
  const known = [
    ...sent.filter(isAcknowledged).map(({ endedMs, ops, server }) => ({
      endedMs,
      place: Math.max(0, ...ops.map(({ dot }) => placeOf.get(dot) ?? 0)),
      from: `${server} acknowledged`,
    })),
    ...complete.map(({ endedMs, next, server }) => ({ endedMs, place: next, from: `${server} showed` })),
  ].toSorted((a, b) => a.endedMs - b.endedMs);
  let at = 0;
  let newest = { place: 0, from: '' };
  return complete
    .toSorted((a, b) => a.beganMs - b.beganMs)
    .flatMap(({ beganMs, next, reader, server }): HistoryFault[] => {
      for (let one = known[at]; one !== undefined && one.endedMs < beganMs; one = known[(at += 1)])
        if (one.place > newest.place) newest = one;
      if (next >= newest.place) return [];
      const detail = `${reader} got ${next} as the end from ${server}, after ${newest.from} ${newest.place}`;
      return [{ kind: 'stale', detail }];
    });
}

/** Every writer follows the rules: an answer that is neither yes nor "try again" is a fault. */
const findRefused = ({ sent, revoked }: History): readonly HistoryFault[] =>
  sent
    .filter(({ verdict, device }) => verdict === 'other' && !(device in revoked))
    .map(({ server, pack, told = '' }) => ({ kind: 'refused', detail: `${pack} at ${server}: ${told}` }));

const findCodesUsedTwice = ({ codes }: History): readonly HistoryFault[] =>
  [...new Set(codes.map(({ code }) => code))].flatMap((code): HistoryFault[] => {
    const uses = codes.filter((use) => use.code === code && use.result === 'taken');
    if (new Set(uses.map(({ device }) => device)).size < 2) return [];
    const detail = uses.map(({ server, device }) => `${device} at ${server}`).join(', ');
    return [{ kind: 'code used twice', detail }];
  });

const findAcceptedAfterRevocation = ({ sent, revoked }: History): readonly HistoryFault[] =>
  sent
    .filter(
      (sentPack) =>
        isAcknowledged(sentPack) &&
        sentPack.beganMs >= (revoked[sentPack.device] ?? Number.POSITIVE_INFINITY),
    )
    .map(({ device, server }) => ({ kind: 'accepted after revocation', detail: `${device} at ${server}` }));

const factsOf = ({ place, ops }: HistoryEntry): string => `${place}: ${ops.map(({ dot }) => dot).join(' ')}`;

const repeated = (list: readonly string[]): readonly string[] => [
  ...new Set(list.filter((one, at) => list.indexOf(one) !== at)),
];

const textOf = (something: unknown): string => JSON.stringify(something);
