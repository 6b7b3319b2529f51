import type { Transfer } from './figures.ts';
import {
  atLeast,
  atMost,
  belowAll,
  count,
  nearFloor,
  noTarget,
  percent,
  type Row,
  tenth,
  timesBelow,
} from './row.ts';

const perEdit: Row['pick'] = ({ tenThousand }) => tenThousand?.bytesPerEdit;
const perSecond: Row['pick'] = ({ singles }) => singles && 2_000 / singles.seconds;

/** The figures of quality.md that this measurement can judge. */
export const rows: readonly Row[] = [
  {
    name: 'one edit, idle: bytes',
    show: count,
    pick: ({ one }) => one?.bytes,
    floor: ({ oneBytes }) => oneBytes,
    target: '<= 1,500',
    isMet: atMost(1_500),
  },
  {
    name: '  without signatures, digests, nonces',
    show: count,
    pick: ({ one }) => one?.bytes,
    ours: ({ one }) => one && one.bytes - one.proofBytes,
    target: '<= 1,000',
    isMet: atMost(1_000),
  },
  { name: '  round trips', show: count, pick: ({ one }) => one?.roundTrips, target: '1', isMet: atMost(1) },
  {
    name: '500 edits: bytes each',
    show: tenth,
    pick: ({ fiveHundred }) => fiveHundred?.bytesPerEdit,
    floor: ({ fiveHundredBytesPerEdit }) => fiveHundredBytesPerEdit,
    target: '',
    isMet: noTarget,
  },
  {
    name: '10,000 edits: bytes each',
    show: tenth,
    pick: perEdit,
    floor: ({ tenThousandBytesPerEdit }) => tenThousandBytesPerEdit,
    target: '<= 45',
    isMet: atMost(45),
  },
  comparison(
    '  by the floor',
    '<= 1.3 x',
    nearFloor(1.3, ({ tenThousandBytesPerEdit }) => tenThousandBytesPerEdit),
  ),
  comparison('  Yjs by ours', '>= 1.7 x', timesBelow(1.7, 'yjs-log', perEdit)),
  comparison('  RxDB by ours', '>= 4.5 x', timesBelow(4.5, 'rxdb-row', perEdit)),
  {
    name: '10,000 edits, satellite: seconds',
    show: tenth,
    pick: ({ satellite }) => satellite?.seconds,
    floor: ({ satelliteSeconds }) => satelliteSeconds,
    target: '<= 60, Yjs >= 1.7 x',
    isMet: (own, all) =>
      own <= 60 * all.scale &&
      timesBelow(1.7, 'yjs-log', ({ satellite }) => satellite?.seconds)(own, all) !== false,
  },
  ...transfer('W up', ({ up }) => up),
  ...transfer('W down', ({ down }) => down),
  {
    name: 'concurrent pairs visible',
    show: count,
    pick: ({ visible }) => visible?.both,
    target: 'all',
    isMet: (own, { ours }) => own === ours.visible?.pairs,
  },
  {
    name: '  other edits not shown',
    show: count,
    pick: ({ visible }) => visible?.lostElsewhere,
    target: '0',
    isMet: atMost(0),
  },
  {
    name: 'killed laptop: sent again',
    show: percent,
    pick: ({ killed }) => killed?.client,
    target: '<= 5 %',
    isMet: atMost(0.05),
  },
  {
    name: 'killed server: sent again',
    show: percent,
    pick: ({ killed }) => killed?.server,
    target: '<= 5 %',
    isMet: atMost(0.05),
  },
  {
    name: '2,000 single edits, durable: seconds',
    show: tenth,
    pick: ({ singles }) => singles?.seconds,
    target: '',
    isMet: noTarget,
  },
  { name: '  per second', show: count, pick: perSecond, target: '>= 150', isMet: atLeast(150) },
  {
    name: 'a saved answer: p50 ms',
    show: tenth,
    pick: ({ saved }) => saved?.p50Ms,
    target: '< 8',
    isMet: atMost(8),
  },
  { name: '  p99 ms', show: tenth, pick: ({ saved }) => saved?.p99Ms, target: '< 40', isMet: atMost(40) },
  {
    name: 'saved in bulk: per second',
    show: count,
    pick: ({ bulk }) => bulk?.perSecond,
    target: '>= 3,500',
    isMet: atLeast(3_500),
  },
];

/** A line that only judges the figure above it. */
function comparison(name: string, target: string, isMet: Row['isMet']): Row {
  return { name, show: () => '', pick: () => undefined, ours: perEdit, target, isMet };
}

function transfer(
  name: string,
  of: (figures: Parameters<Row['pick']>[0]) => Transfer | undefined,
): readonly Row[] {
  const trips: Row['pick'] = (figures) => of(figures)?.roundTrips;
  return [
    {
      name: `${name}: bytes`,
      show: count,
      pick: (figures) => of(figures)?.bytes,
      floor: ({ workloadBytes }) => workloadBytes,
      target: '<= 1.25 x brotli',
      isMet: nearFloor(1.25, ({ workloadBytes }) => workloadBytes),
    },
    { name: '  round trips', show: count, pick: trips, target: 'fewer than all', isMet: belowAll(trips) },
    {
      name: '  seconds',
      show: tenth,
      pick: (figures) => of(figures)?.seconds,
      target: '< 5',
      isMet: atMost(5),
    },
  ];
}
