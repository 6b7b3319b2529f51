import type { ReactElement } from 'react';
import { Kind } from '#domain/document/op.ts';
import { DocumentId, LogId } from '#domain/ids.ts';
import type { Whereabouts } from '#renderer/store/store-api.ts';
import type { SyncRunRow } from './rows.ts';
import { galleryNowMs } from '#renderer/ui/gallery/sample.ts';
import type { StoriesAbout } from '#renderer/ui/gallery/story.ts';
import { groupByMission } from './group-by-mission.ts';
import type { SyncSummary } from './sync-summary-view.tsx';
import { WhereaboutsView } from './whereabouts-view.tsx';

export const about: StoriesAbout = { title: 'Where it is' };

const atMs = galleryNowMs;
const hourMs = 3_600_000;
const nothing = (): void => undefined;

const record = (n: number, kind: string, title: string, part: Partial<Whereabouts>): Whereabouts => ({
  log: LogId.parse('0197b1a0-0000-7000-8000-000000000001'),
  doc: DocumentId.parse(`0197b1a0-0000-7000-8000-00000000000${n}`),
  kind: Kind.parse(kind),
  title,
  mission: 'Arlandia, baseline mission',
  changedAtMs: atMs - n * hourMs,
  waiting: 0,
  receiptAtMs: atMs - hourMs,
  heldAtHeadquarters: 0,
  ...part,
});

const records = [
  record(1, 'assessment', 'National Police, Directorate of Investigations', {
    waiting: 12,
    receiptAtMs: null,
  }),
  record(2, 'assessment', 'Public Prosecution Service', { heldAtHeadquarters: 1 }),
  record(3, 'workshop', 'National policy and capability planning', {}),
];

const run = (ago: number, part: Partial<SyncRunRow>): SyncRunRow => ({
  startedAtMs: atMs - ago * hourMs,
  endedAtMs: atMs - ago * hourMs + 1_840,
  outcome: 'done',
  code: null,
  roundTrips: 2,
  bytesUp: 3_120,
  bytesDown: 880,
  changesUp: 41,
  changesDown: 3,
  ...part,
});
const runs = [
  run(1, {}),
  run(3, { outcome: 'interrupted', changesUp: 0, changesDown: 0 }),
  run(30, { outcome: 'refused', code: 'clock' }),
];

const missions = groupByMission(records);
const summary: SyncSummary = {
  records: 1,
  changes: 12,
  bytes: 3_120,
  headquartersHasUpToMs: atMs - 20 * hourMs,
  network: { kind: 'ready' },
  early: 0,
};
const view = (part: Partial<Parameters<typeof WhereaboutsView>[0]>): ReactElement => (
  <WhereaboutsView
    summary={summary}
    onSimulate={nothing}
    missions={missions}
    runs={runs}
    parked={[]}
    onExportRuns={nothing}
    onExportParked={nothing}
    {...part}
  />
);

export const Waiting = (): ReactElement => view({});

export const NoNetwork = (): ReactElement => view({ summary: { ...summary, network: { kind: 'none' } } });

export const NetworkSwitchedOff = (): ReactElement =>
  view({ summary: { ...summary, network: { kind: 'simulated' } } });

export const NoAnswerYet = (): ReactElement =>
  view({ summary: { ...summary, network: { kind: 'retrying', untilMs: atMs + 40_000 }, early: 3 } });

export const RefusedByHeadquarters = (): ReactElement =>
  view({ summary: { ...summary, network: { kind: 'refused', code: 'clock' } } });

export const Empty = (): ReactElement =>
  view({
    missions: [],
    runs: [],
    summary: { ...summary, records: 0, changes: 0, bytes: 0, headquartersHasUpToMs: null },
  });

export const AllAtHeadquarters = (): ReactElement =>
  view({
    missions: groupByMission(records.slice(2)),
    summary: { ...summary, records: 0, changes: 0, bytes: 0 },
  });

export const SomethingNotTakenIn = (): ReactElement =>
  view({ parked: [{ atMs, what: 'pack', why: 'columns differ in length', text: '{"payload":"…"}' }] });
