import type { ReactElement } from 'react';
import { DocumentKind } from '#domain/document/op.ts';
import { DeviceId, DocumentId, LogId, PersonId } from '#domain/ids.ts';
import { useTranslate } from '#renderer/i18n';
import type { DeliveryStatus } from '#renderer/store/api/store-api.ts';
import { galleryNowMs, useSample } from '#renderer/ui/gallery/sample.ts';
import type { StoriesAbout } from '#renderer/ui/gallery/story-registry.ts';
import type { SyncEstimate, SyncProgress } from '#sync/client/estimate-sync.ts';
import { groupRecordsByMission, type SyncSummary } from './delivery-rows.ts';
import { DeliveryStatusView } from './delivery-status-view.tsx';
import type { SyncLogRow } from './sync-log-rows.ts';

export const about: StoriesAbout = { title: 'Sync status' };

const atMs = galleryNowMs;
const hourMs = 3_600_000;
const nothing = (): void => undefined;

const record = (n: number, kind: string, title: string, part: Partial<DeliveryStatus>): DeliveryStatus => ({
  log: LogId.parse('0197b1a0-0000-7000-8000-000000000001'),
  doc: DocumentId.parse(`0197b1a0-0000-7000-8000-00000000000${n}`),
  kind: DocumentKind.parse(kind),
  title,
  facts: {},
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

const run = (ago: number, part: Partial<SyncLogRow>): SyncLogRow => ({
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
  run(3, { outcome: 'interrupted', code: 'unreachable', changesUp: 0, changesDown: 0 }),
  run(30, { outcome: 'refused', code: 'clock' }),
];

const missions = groupRecordsByMission(records);
const summary: SyncSummary = {
  records: 1,
  changes: 12,
  serverHasUpToMs: atMs - 20 * hourMs,
  network: { kind: 'ready' },
  toCheck: null,
  outOfOrder: 0,
  estimate: { bytesUp: 3_100, requests: 1, takesMs: 1_900, measuredAtMs: atMs - hourMs },
};
const progress: SyncProgress = {
  sentBytes: 31_000,
  receivedBytes: 9_400,
  sentChanges: 180,
  receivedChanges: 22,
  leftChanges: 232,
  leftBytes: 38_000,
  leftMs: 95_000,
};
const askOnly: SyncEstimate = { bytesUp: 1_000, requests: 1, takesMs: 700, measuredAtMs: atMs - hourMs };
const view = (part: Partial<Parameters<typeof DeliveryStatusView>[0]>): ReactElement => (
  <DeliveryStatusView
    summary={summary}
    onPause={nothing}
    onSimulate={nothing}
    newDevices={[]}
    onDevicesRead={nothing}
    unsavedTexts={[]}
    onCopyText={nothing}
    onDiscardText={nothing}
    missions={missions}
    runs={runs}
    quarantined={[]}
    onExportRuns={nothing}
    onExportQuarantine={nothing}
    {...part}
  />
);

export const Waiting = (): ReactElement => view({});

/** Everything else has gone: it waits for a person, not for the network. */
export const TextToCheck = (): ReactElement =>
  view({
    summary: { ...summary, changes: 1, toCheck: { count: 1, href: '#/missions' } },
    missions: groupRecordsByMission(records, records.slice(0, 1)),
  });

/** News of devices: one in the name of this person, and one of a colleague. */
export function NewDevices(): ReactElement {
  const translate = useTranslate();
  const device = (at: number, isOwn: boolean) => ({
    device: DeviceId.parse(String(at).repeat(32)),
    person: PersonId.parse(`0192f0c1-0003-7000-8000-00000000000${at}`),
    name: translate('value.role.assessor'),
    isOwn,
    firstNamedAtMs: atMs - hourMs,
    comparedAtMs: null,
    isNew: true,
  });
  return view({ newDevices: [device(1, true), device(2, false)] });
}

/** Texts that no record has: too long, and not added yet. */
export function TextsNotSaved(): ReactElement {
  const { rationale, comment } = useSample();
  const text = { href: '#/missions', changedAtMs: atMs - hourMs };
  return view({
    unsavedTexts: [
      {
        ...text,
        id: '1',
        label: 'Rationale',
        reason: { key: 'frame.draft.tooLong', values: { count: 28_600 } },
        text: rationale.repeat(20),
      },
      { ...text, id: '2', label: 'Comment', reason: { key: 'frame.draft.unfinished' }, text: comment },
    ],
  });
}

export const NoNetwork = (): ReactElement => view({ summary: { ...summary, network: { kind: 'none' } } });

export const NetworkSwitchedOff = (): ReactElement =>
  view({ summary: { ...summary, network: { kind: 'simulated' } } });

export const NoAnswerYet = (): ReactElement =>
  view({
    summary: {
      ...summary,
      network: { kind: 'retrying', untilMs: atMs + 40_000, code: 'unreachable' },
      outOfOrder: 3,
    },
  });

export const HeadquartersHasNoRoom = (): ReactElement =>
  view({
    summary: { ...summary, network: { kind: 'retrying', untilMs: atMs + 40_000, code: 'store-full' } },
  });

export const RefusedByHeadquarters = (): ReactElement =>
  view({ summary: { ...summary, network: { kind: 'refused', code: 'clock' } } });

export const Empty = (): ReactElement =>
  view({
    missions: [],
    runs: [],
    summary: { ...summary, records: 0, changes: 0, serverHasUpToMs: null, estimate: askOnly },
  });

export const AllAtHeadquarters = (): ReactElement =>
  view({
    missions: groupRecordsByMission(records.slice(2)),
    summary: { ...summary, records: 0, changes: 0, estimate: askOnly },
  });

export const SomethingNotTakenIn = (): ReactElement =>
  view({
    quarantined: [
      { atMs, what: 'pack', why: 'columns differ in length', text: '{"payload":"…"}' },
      { atMs: atMs - hourMs, what: 'ownPack', why: 'fork', text: '{"first":12}' },
      { atMs: atMs - 2 * hourMs, what: 'pack', why: 'fork', text: '{"first":3}' },
      { atMs: atMs - 3 * hourMs, what: 'ownPack', why: 'access', text: '{"first":9}' },
    ],
  });

export const Paused = (): ReactElement => view({ summary: { ...summary, network: { kind: 'paused' } } });

export const Sending = (): ReactElement =>
  view({ summary: { ...summary, changes: 232, network: { kind: 'sending', progress, pauses: false } } });

export const SendingAtAnUnknownSpeed = (): ReactElement =>
  view({
    summary: {
      ...summary,
      changes: 412,
      network: {
        kind: 'sending',
        progress: { ...progress, sentChanges: 0, sentBytes: 0, leftChanges: 412, leftMs: null },
        pauses: true,
      },
    },
  });

export const CostWithoutASpeed = (): ReactElement =>
  view({
    summary: {
      ...summary,
      changes: 9_812,
      estimate: { bytesUp: 1_420_000, requests: 6, takesMs: null, measuredAtMs: null },
    },
  });

export const LongLog = (): ReactElement =>
  view({ runs: Array.from({ length: 140 }, (_, at) => run(at, {})) });

/** The small sync twice a minute: nothing on the page jumps. */
export const AskingForNews = (): ReactElement =>
  view({
    summary: {
      ...summary,
      records: 0,
      changes: 0,
      network: {
        kind: 'sending',
        progress: {
          ...progress,
          sentChanges: 0,
          sentBytes: 0,
          receivedChanges: 0,
          receivedBytes: 0,
          leftChanges: 0,
        },
        pauses: false,
      },
    },
  });
