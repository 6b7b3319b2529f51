import { syncCodeMessage } from '#renderer/field/parts/sync-code-messages.ts';
import type { Message, MessageKey, Translate } from '#renderer/i18n';
import type { QuarantinedItem } from '#renderer/store/api/store-api.ts';

export type QuarantineTableRow = QuarantinedItem;

/** Quarantined items with one kind and one reason: one row, with the time of the latest. */
export interface QuarantineGroup {
  readonly item: QuarantineTableRow;
  readonly count: number;
}

/** Items by kind and reason, in the order in which these first appear. */
export function groupQuarantine(quarantineRows: readonly QuarantineTableRow[]): readonly QuarantineGroup[] {
  const groups = new Map<string, QuarantineGroup>();
  for (const quarantineRow of quarantineRows) {
    const reason = JSON.stringify([quarantineRow.what, quarantineRow.why]);
    const previousQuarantineGroup = groups.get(reason);
    const latestRow =
      previousQuarantineGroup !== undefined && previousQuarantineGroup.item.atMs >= quarantineRow.atMs
        ? previousQuarantineGroup.item
        : quarantineRow;
    groups.set(reason, { item: latestRow, count: (previousQuarantineGroup?.count ?? 0) + 1 });
  }
  return [...groups.values()];
}

/** Quarantined items for a support desk: each byte for byte, with its reason as a code and in words. */
export const quarantineExportText = (
  quarantineRows: readonly QuarantineTableRow[],
  translate: Translate,
): string =>
  JSON.stringify(
    quarantineRows.map((quarantineRow) => ({
      at: new Date(quarantineRow.atMs).toISOString(),
      what: quarantineRow.what,
      whatInWords: translate(quarantineKindKey(quarantineRow.what)),
      why: quarantineRow.why,
      whyInWords: translate(quarantineReasonMessage(quarantineRow)),
      text: quarantineRow.text,
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
