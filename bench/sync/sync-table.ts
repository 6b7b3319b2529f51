import { type PeerName, peerPhases } from './peers.ts';
import type { SyncFigures, TransferFigures } from './sync-figures.ts';
import type { SyncFloor } from './sync-floor.ts';

/**
 * Format every figure beside those of the peers and the floor. A ratio is theirs by ours, so larger is
 * better.
 */
export function formatSyncTable(syncMeasurements: SyncMeasurements): string {
  const peerNames = (Object.keys(peerPhases) as PeerName[]).filter(
    (name) => syncMeasurements.peers[name] !== undefined,
  );
  const head = ['', 'ours', ...peerNames.flatMap((name) => [name, 'x']), 'floor', 'x', 'target', 'met'];
  const body = figureRows.map((figureRow) => {
    const own = (figureRow.ours ?? figureRow.pick)(syncMeasurements.ours);
    const floor = figureRow.floor?.(syncMeasurements.floor);
    const isMet = isRowMet(figureRow, syncMeasurements);
    return [
      figureRow.name,
      shownFigure(figureRow, own),
      ...peerNames.flatMap((peerName) => {
        const syncFigures = syncMeasurements.peers[peerName];
        const theirs = syncFigures && figureRow.pick(syncFigures);
        return [shownFigure(figureRow, theirs), shownRatio(theirs, own)];
      }),
      shownFigure(figureRow, floor),
      shownRatio(own, floor),
      figureRow.target,
      isMet === null ? '' : isMet ? 'yes' : 'NO',
    ];
  });
  const lines = [head, ...body];
  const widths = head.map((_, at) => Math.max(...lines.map((line) => (line[at] ?? '').length)));
  return lines
    .map((line) =>
      line
        .map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** Judge each figure with a target that this measurement has; null for the others. */
export const judgeSyncFigures = (syncMeasurements: SyncMeasurements): readonly (boolean | null)[] =>
  figureRows.map((row) => isRowMet(row, syncMeasurements));

function isRowMet(figureRow: FigureRow, syncMeasurements: SyncMeasurements): boolean | null {
  const own = (figureRow.ours ?? figureRow.pick)(syncMeasurements.ours);
  return own === undefined ? null : figureRow.isMet(own, syncMeasurements);
}

const shownFigure = (figureRow: FigureRow, value: number | undefined): string =>
  value === undefined ? '' : figureRow.show(value);

const shownRatio = (one: number | undefined, other: number | undefined): string =>
  one === undefined || other === undefined || other === 0 ? '' : (one / other).toFixed(2);

interface SyncMeasurements {
  readonly scale: number;
  readonly ours: SyncFigures;
  readonly peers: Partial<Record<PeerName, SyncFigures>>;
  readonly floor: SyncFloor;
}

/** One line of the table. */
export interface FigureRow {
  readonly name: string;
  readonly show: (value: number) => string;
  readonly pick: (syncFigures: SyncFigures) => number | undefined;
  /** Ours, where it is not the result of `pick`. */
  readonly ours?: (syncFigures: SyncFigures) => number | undefined;
  readonly floor?: (syncFloor: SyncFloor) => number;
  /** Target of the figure. */
  readonly target: string;
  /** Null where this run cannot tell. */
  readonly isMet: (own: number, all: SyncMeasurements) => boolean | null;
}

const formatCount = (value: number): string => Math.round(value).toLocaleString('en');
const formatTenth = (value: number): string => value.toFixed(1);
const formatPercent = (value: number): string => `${(value * 100).toFixed(1)} %`;

const hasNoTarget = (): null => null;
const isAtMost =
  (limit: number): FigureRow['isMet'] =>
  (own) =>
    own <= limit;
const isAtLeast =
  (limit: number): FigureRow['isMet'] =>
  (own) =>
    own >= limit;

/** At most so many times the floor's figure. */
const isNearFloor =
  (factor: number, floorOf: (syncFloor: SyncFloor) => number): FigureRow['isMet'] =>
  (own, { floor }) =>
    own <= factor * floorOf(floor);

/** The peer has so many times our figure, or more. */
const isTimesBelow =
  (factor: number, peerName: PeerName, pick: FigureRow['pick']): FigureRow['isMet'] =>
  (own, { peers }) => {
    const theirs = peers[peerName] && pick(peers[peerName]);
    return theirs === undefined ? null : theirs >= factor * own;
  };

/** Below every peer. */
const isBelowAll =
  (pick: FigureRow['pick']): FigureRow['isMet'] =>
  (own, { peers }) => {
    const theirs = Object.values(peers).flatMap((figures) => pick(figures) ?? []);
    return theirs.length === 0 ? null : theirs.every((value) => own < value);
  };

const bytesPerEdit: FigureRow['pick'] = ({ tenThousand }) => tenThousand?.bytesPerEdit;
const editsPerSecond: FigureRow['pick'] = ({ singles }) => singles && 2_000 / singles.seconds;

/** Figures with a target that this measurement can judge. */
const figureRows: readonly FigureRow[] = [
  {
    name: 'one edit, idle: bytes',
    show: formatCount,
    pick: ({ one }) => one?.bytes,
    floor: ({ oneBytes }) => oneBytes,
    target: '<= 1,500',
    isMet: isAtMost(1_500),
  },
  {
    name: '  without signatures, digests, nonces',
    show: formatCount,
    pick: ({ one }) => one?.bytes,
    ours: ({ one }) => one && one.bytes - one.proofBytes,
    target: '<= 1,000',
    isMet: isAtMost(1_000),
  },
  {
    name: '  round trips',
    show: formatCount,
    pick: ({ one }) => one?.roundTrips,
    target: '1',
    isMet: isAtMost(1),
  },
  {
    name: '500 edits: bytes each',
    show: formatTenth,
    pick: ({ fiveHundred }) => fiveHundred?.bytesPerEdit,
    floor: ({ fiveHundredBytesPerEdit }) => fiveHundredBytesPerEdit,
    target: '',
    isMet: hasNoTarget,
  },
  {
    name: '10,000 edits: bytes each',
    show: formatTenth,
    pick: bytesPerEdit,
    floor: ({ tenThousandBytesPerEdit }) => tenThousandBytesPerEdit,
    target: '<= 45',
    isMet: isAtMost(45),
  },
  comparisonRow(
    '  by the floor',
    '<= 1.3 x',
    isNearFloor(1.3, ({ tenThousandBytesPerEdit }) => tenThousandBytesPerEdit),
  ),
  comparisonRow('  Yjs by ours', '>= 1.7 x', isTimesBelow(1.7, 'yjs-log', bytesPerEdit)),
  comparisonRow('  RxDB by ours', '>= 4.5 x', isTimesBelow(4.5, 'rxdb-row', bytesPerEdit)),
  {
    name: '10,000 edits, satellite: seconds',
    show: formatTenth,
    pick: ({ satellite }) => satellite?.seconds,
    floor: ({ satelliteSeconds }) => satelliteSeconds,
    target: '<= 60, Yjs >= 1.7 x',
    isMet: (own, all) =>
      own <= 60 * all.scale &&
      isTimesBelow(1.7, 'yjs-log', ({ satellite }) => satellite?.seconds)(own, all) !== false,
  },
  ...transferRows('W up', ({ up }) => up),
  ...transferRows('W down', ({ down }) => down),
  {
    name: 'concurrent pairs visible',
    show: formatCount,
    pick: ({ visible }) => visible?.both,
    target: 'all',
    isMet: (own, { ours }) => own === ours.visible?.pairs,
  },
  {
    name: '  other edits not shown',
    show: formatCount,
    pick: ({ visible }) => visible?.lostElsewhere,
    target: '0',
    isMet: isAtMost(0),
  },
  {
    name: 'killed laptop: sent again',
    show: formatPercent,
    pick: ({ killed }) => killed?.client,
    target: '<= 5 %',
    isMet: isAtMost(0.05),
  },
  {
    name: 'killed server: sent again',
    show: formatPercent,
    pick: ({ killed }) => killed?.server,
    target: '<= 5 %',
    isMet: isAtMost(0.05),
  },
  {
    name: '2,000 single edits, durable: seconds',
    show: formatTenth,
    pick: ({ singles }) => singles?.seconds,
    target: '',
    isMet: hasNoTarget,
  },
  { name: '  per second', show: formatCount, pick: editsPerSecond, target: '>= 150', isMet: isAtLeast(150) },
  {
    name: 'a saved answer: p50 ms',
    show: formatTenth,
    pick: ({ saved }) => saved?.p50Ms,
    target: '< 8',
    isMet: isAtMost(8),
  },
  {
    name: '  p99 ms',
    show: formatTenth,
    pick: ({ saved }) => saved?.p99Ms,
    target: '< 40',
    isMet: isAtMost(40),
  },
  {
    name: 'saved in bulk: per second',
    show: formatCount,
    pick: ({ bulk }) => bulk?.perSecond,
    target: '>= 3,500',
    isMet: isAtLeast(3_500),
  },
];

/** Row that only judges the figure above it. */
function comparisonRow(name: string, target: string, isMet: FigureRow['isMet']): FigureRow {
  return { name, show: () => '', pick: () => undefined, ours: bytesPerEdit, target, isMet };
}

function transferRows(
  name: string,
  of: (syncFigures: Parameters<FigureRow['pick']>[0]) => TransferFigures | undefined,
): readonly FigureRow[] {
  const trips: FigureRow['pick'] = (syncFigures) => of(syncFigures)?.roundTrips;
  return [
    {
      name: `${name}: bytes`,
      show: formatCount,
      pick: (syncFigures) => of(syncFigures)?.bytes,
      floor: ({ workloadBytes }) => workloadBytes,
      target: '<= 1.25 x brotli',
      isMet: isNearFloor(1.25, ({ workloadBytes }) => workloadBytes),
    },
    {
      name: '  round trips',
      show: formatCount,
      pick: trips,
      target: 'fewer than all',
      isMet: isBelowAll(trips),
    },
    {
      name: '  seconds',
      show: formatTenth,
      pick: (syncFigures) => of(syncFigures)?.seconds,
      target: '< 5',
      isMet: isAtMost(5),
    },
  ];
}
