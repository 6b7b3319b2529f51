import { groupByKey } from '#base/group.ts';
import type { StatusFacts } from '#renderer/field/app/sync-status/status-facts.ts';
import { routeOfRecord } from '#renderer/field/app/undo/register-route.ts';
import { fieldAddressOf } from '#renderer/field/parts/field-route.ts';
import type { HeldText } from '#renderer/store/api/status-api.ts';
import type { DeliveryStatus } from '#renderer/store/api/store-api.ts';
import type { SyncEstimate } from '#sync/client/estimate-sync.ts';

/** Sync status of this laptop. */
export interface SyncSummary {
  /** Records with changes that are only here. */
  readonly records: number;
  readonly changes: number;
  readonly serverHasUpToMs: number | null;
  readonly network: StatusFacts['network'];
  /** Texts that are sent only after a person has checked them; null while there are none. */
  readonly toCheck: { readonly count: number; readonly href: string } | null;
  /** Changes of colleagues that wait for an earlier one (M6). */
  readonly outOfOrder: number;
  /** Cost of a sync now; null until it is known. */
  readonly estimate: SyncEstimate | null;
}

/** Store rows that the views of this screen show; views do not know the store. */
export type RecordDeliveryRow = DeliveryStatus & {
  readonly href: string;
  /** Number of its texts that wait for a person's check. */
  readonly toCheck: number;
};

/** The records of one mission, those that wait first, then the latest. */
export interface MissionDeliveryRecords {
  readonly log: string;
  readonly mission: string;
  readonly records: readonly RecordDeliveryRow[];
}

/**
 * Records by mission, in the order in which their missions first appear.
 * @param heldTexts Texts that wait for a person's check, of any record.
 * @param missions Titles from headquarters, for missions without a title of their own.
 */
export function groupRecordsByMission(
  records: readonly DeliveryStatus[],
  heldTexts: readonly Pick<HeldText, 'log' | 'doc'>[] = [],
  missions: readonly { readonly log: string; readonly title: string }[] = [],
): readonly MissionDeliveryRecords[] {
  return [...groupByKey(records, ({ log }) => log)].map(([logId, ofMission]) => {
    return {
      log: logId,
      mission: ofMission[0]?.mission || (missions.find((mission) => mission.log === logId)?.title ?? ''),
      records: ofMission
        .map((record) => ({
          ...record,
          href: fieldAddressOf(routeOfRecord(record)),
          toCheck: heldTexts.filter(({ log, doc }) => log === record.log && doc === record.doc).length,
        }))
        .toSorted((a, b) => deliveryRankOf(b) - deliveryRankOf(a) || b.changedAtMs - a.changedAtMs),
    };
  });
}

const deliveryRankOf = ({ waiting, heldAtHeadquarters }: RecordDeliveryRow): number =>
  waiting > 0 ? 2 : heldAtHeadquarters > 0 ? 1 : 0;
