import { groupByKey } from '#base/group.ts';
import { fieldAddressOf } from '#renderer/field/parts/field-route.ts';
import { routeOfRecord } from '#renderer/field/app/undo/register-route.ts';
import type { DeliveryStatus, QuarantinedItem, SyncRun } from '#renderer/store/api/store-api.ts';
import type { StatusFacts } from '#renderer/field/app/sync-status/status-facts.ts';
import type { SyncEstimate } from '#sync/client/estimate-sync.ts';
import { syncCodeMessage } from '#renderer/field/parts/sync-code-messages.ts';
import type { Message, MessageKey, Translate } from '#renderer/i18n';
import { csvText } from '#base/csv-text.ts';

/** Sync status of this laptop. */
export interface SyncSummary {
  /** Records with changes that are only here. */
  readonly records: number;
  readonly changes: number;
  readonly serverHasUpToMs: number | null;
  readonly network: StatusFacts['network'];
  /** Changes of colleagues that wait for an earlier one (M6). */
  readonly outOfOrder: number;
  /** Cost of a sync now; null until it is known. */
  readonly estimate: SyncEstimate | null;
}

/** Store rows that the views of this screen show; views do not know the store. */
export type RecordDeliveryRow = DeliveryStatus & { readonly href: string };
export type SyncLogRow = SyncRun;
export type QuarantineTableRow = QuarantinedItem;

/** The records of one mission, those that wait first, then the latest. */
export interface MissionDeliveryRecords {
  readonly log: string;
  readonly mission: string;
  readonly records: readonly RecordDeliveryRow[];
}

/**
 * Records by mission, in the order in which their missions first appear.
 * @param missions Titles from headquarters, for missions without a title of their own.
 */
export function groupRecordsByMission(
  records: readonly DeliveryStatus[],
  missions: readonly { readonly log: string; readonly title: string }[] = [],
): readonly MissionDeliveryRecords[] {
  return [...groupByKey(records, ({ log }) => log)].map(([log, ofMission]) => {
    return {
      log,
      mission: ofMission[0]?.mission || (missions.find((mission) => mission.log === log)?.title ?? ''),
      records: ofMission
        .map((record) => ({ ...record, href: fieldAddressOf(routeOfRecord(record)) }))
        .toSorted((a, b) => deliveryRankOf(b) - deliveryRankOf(a) || b.changedAtMs - a.changedAtMs),
    };
  });
}

const deliveryRankOf = ({ waiting, heldAtHeadquarters }: RecordDeliveryRow): number =>
  waiting > 0 ? 2 : heldAtHeadquarters > 0 ? 1 : 0;

/** Quarantined items with one kind and one reason: one row, with the time of the latest. */
export interface QuarantineGroup {
  readonly item: QuarantineTableRow;
  readonly count: number;
}

/** Items by kind and reason, in the order in which these first appear. */
export function groupQuarantine(items: readonly QuarantineTableRow[]): readonly QuarantineGroup[] {
  const groups = new Map<string, QuarantineGroup>();
  for (const item of items) {
    const reason = JSON.stringify([item.what, item.why]);
    const before = groups.get(reason);
    const latest = before !== undefined && before.item.atMs >= item.atMs ? before.item : item;
    groups.set(reason, { item: latest, count: (before?.count ?? 0) + 1 });
  }
  return [...groups.values()];
}

/** Quarantined items for a support desk: each byte for byte, with its reason as a code and in words. */
export const quarantineExportText = (items: readonly QuarantineTableRow[], translate: Translate): string =>
  JSON.stringify(
    items.map((item) => ({
      at: new Date(item.atMs).toISOString(),
      what: item.what,
      whatInWords: translate(quarantineKindKey(item.what)),
      why: item.why,
      whyInWords: translate(quarantineReasonMessage(item)),
      text: item.text,
    })),
    null,
    2,
  );

/** Label of a quarantined item's kind; a kind of a newer version is an entry. */
export function quarantineKindKey(what: string): MessageKey {
  switch (what) {
    case 'ownPack':
      return 'whereabouts.parked.ownPack';
    case 'pack':
      return 'whereabouts.parked.pack';
    case 'instrument':
      return 'whereabouts.parked.instrument';
    default:
      return 'whereabouts.parked.entry';
  }
}

/** Reason of a quarantine, in a sentence (P2, S5). Unreadable items say where reading stopped. */
export function quarantineReasonMessage({ what, why }: Pick<QuarantineTableRow, 'what' | 'why'>): Message {
  switch (why) {
    case 'fork':
      return { key: what === 'ownPack' ? 'whereabouts.parked.ownFork' : 'whereabouts.parked.fork' };
    case 'chain':
      return { key: 'whereabouts.parked.chain' };
    case 'signature':
      return what === 'ownPack' ? syncCodeMessage(why) : { key: 'whereabouts.parked.signature' };
    case 'erasure':
      return { key: 'whereabouts.parked.erasure' };
    case 'unnamed':
      return { key: 'whereabouts.parked.unnamed' };
    case 'tooLarge':
      return { key: 'whereabouts.parked.tooLarge' };
    case 'form':
      return { key: 'whereabouts.parked.newerForm' };
    default:
      if (what === 'instrument') return { key: 'whereabouts.parked.damaged', values: { why } };
      return what === 'ownPack'
        ? syncCodeMessage(why)
        : { key: 'whereabouts.parked.unreadable', values: { why } };
  }
}

/** Outcome of a sync, in a word. */
export const syncOutcomeKeys: { readonly [O in SyncLogRow['outcome']]: MessageKey } = {
  done: 'whereabouts.runs.done',
  interrupted: 'whereabouts.runs.interrupted',
  refused: 'whereabouts.runs.refused',
};

const syncLogColumns = [
  'whereabouts.csv.started',
  'whereabouts.csv.ended',
  'whereabouts.runs.outcome',
  'whereabouts.csv.code',
  'whereabouts.csv.why',
  'whereabouts.runs.roundTrips',
  'whereabouts.csv.bytesUp',
  'whereabouts.csv.bytesDown',
  'whereabouts.csv.changesUp',
  'whereabouts.csv.changesDown',
] as const satisfies readonly MessageKey[];

/** The log of every sync for a spreadsheet or a support desk, in the person's words, with ISO times. No content in it. */
export function syncLogCsv(runs: readonly SyncLogRow[], translate: Translate): string {
  const rows = runs.map((run) => [
    new Date(run.startedAtMs).toISOString(),
    new Date(run.endedAtMs).toISOString(),
    translate(syncOutcomeKeys[run.outcome]),
    run.code ?? '',
    run.code === null ? '' : translate(syncCodeMessage(run.code)),
    run.roundTrips,
    run.bytesUp,
    run.bytesDown,
    run.changesUp,
    run.changesDown,
  ]);
  return csvText([syncLogColumns.map((column) => translate(column)), ...rows]);
}
