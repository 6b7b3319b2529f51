import { type JsonValue, textsInList } from '#base/json.ts';
import { EvidenceKind, evidenceKindHandling } from '../assessment/assessment.ts';
import { evidenceCopyPaths } from '../assessment/read-answer.ts';
import { removedPathOf } from '../document/causal-context.ts';
import {
  type Document,
  isItemRemoved,
  itemIdsBelow,
  type Register,
  shownHead,
  valueAt,
} from '../document/document.ts';
import type { Path } from '../document/op.ts';
import { pathRuleOf } from '../kinds/document-kinds.ts';
import type { KindSharing, PartnerItems } from '../kinds/kind-descriptor.ts';
import { descriptorOf } from '../kinds/kind-descriptors.ts';
import { isInAudience, noAudience } from '../path-rules/path-audience.ts';
import { type KnownDocumentKind, knownKindOf } from '../path-rules/path-classes.ts';
import { takesPartIn } from '../plan/action-plan.ts';

/** Recipient of shared records: a State by its country, an implementing partner by its name in plans. */
export type SharingRecipient =
  | { readonly kind: 'donor'; readonly stateAgrees: boolean }
  | { readonly kind: 'state'; readonly country: string }
  | { readonly kind: 'partner'; readonly entity: string };

/** Context of a shared record: its mission's country, and the mission's plans, which list a partner's items. */
export interface SharingContext {
  readonly country: string | null;
  readonly plans: readonly Document[];
}

/**
 * Part of a record for somebody outside (docs/requirements.md E5); null when nothing is shared. A donor gets
 * activities and counts; ratings by institution only where the State agrees. A State gets its own draft and final, no
 * interviews, nothing strictly confidential. A partner gets its plan items with their recommendations and findings of
 * approved versions.
 * Conflicts, earlier values and texts of several writers stay inside: each register has the one value that people see.
 * Author and time are for internal use alone: they date the report or file.
 */
export function sharedDocumentFor(
  to: SharingRecipient,
  document: Document,
  sharingContext: SharingContext,
): Document | null {
  const documentKind = knownKindOf(document.kind);
  const kindSharing = descriptorOf(document.kind)?.sharing;
  if (documentKind === null || kindSharing === undefined || isItemRemoved(document)) return null;
  if (!isDocumentShared(kindSharing, to, document, sharingContext)) return null;
  const isItemShared = sharedItemTest(kindSharing, to, document, sharingContext);
  const registers: Record<Path, Register> = {};
  for (const [path, register] of registerEntriesOf(document)) {
    const head = shownHead(register);
    if (head !== undefined && isPathShared(documentKind, path, to) && isItemShared(path))
      registers[path] = { heads: [head] };
  }
  return Object.keys(registers).length === 0 ? null : { ...document, registers };
}

/** The record without its fields that nobody outside is shown. */
export const withoutInsideFields = (document: Document): Document => ({
  ...document,
  registers: Object.fromEntries(
    registerEntriesOf(document).filter(
      ([path]) => (pathRuleOf(document.kind, path)?.sharedWith ?? noAudience).length > 0,
    ),
  ),
});

// Keys of a parsed record are paths; Object.entries forgets that.
const registerEntriesOf = ({ registers }: Document) => Object.entries(registers) as [Path, Register][];

/** Return whether this audience sees this field at all. Nobody sees one that no rule names. */
export const isPathShared = (documentKind: KnownDocumentKind, path: string, to: SharingRecipient): boolean =>
  isInAudience(pathRuleOf(documentKind, path)?.sharedWith ?? noAudience, to);

function isDocumentShared(
  { isPublic, isSharedWithState, isSharedWithPartner }: KindSharing,
  to: SharingRecipient,
  document: Document,
  { country, plans }: SharingContext,
): boolean {
  if (isPublic || to.kind === 'donor') return true;
  if (to.kind === 'partner') return isSharedWithPartner(document, partnerItemsIn(plans, to.entity));
  return country === to.country && isSharedWithState(document);
}

/** Return a test whether the item of a path is shown to them. A path without an item is. */
function sharedItemTest(
  { itemsForPartner }: KindSharing,
  to: SharingRecipient,
  document: Document,
  { plans }: SharingContext,
): (path: string) => boolean {
  const needed = to.kind === 'partner' ? itemsForPartner(document, partnerItemsIn(plans, to.entity)) : null;
  return (path) => {
    if (isInRemovedItem(document, path)) return false;
    const item = itemPathOf(path);
    return item === null || (!isItemHidden(document, item) && (needed === null || needed.has(item)));
  };
}

/** The item of a path: its longest prefix that is one. */
function itemPathOf(path: string): string | null {
  const found =
    /^(?:answers\/[^/]+\/evidence|findings|recommendations|items|sessions|state-comments)\/[^/]+/.exec(path);
  return found?.[0] ?? null;
}

const insideEvidenceKinds = EvidenceKind.options.filter((kind) => !evidenceKindHandling[kind].isShared);

/** Return whether an item, or one around this path, is removed. Of any list; one head of a conflict is enough. */
const isInRemovedItem = (document: Document, path: string): boolean =>
  path
    .split('/')
    .some((_, at, segments) =>
      document.registers[removedPathOf(segments.slice(0, at + 1).join('/'))]?.heads.some(
        ({ value }) => value === true,
      ),
    );

/**
 * Removed, strictly confidential, or evidence of a kind for inside; one head of a conflict is enough. Evidence that
 * supports several questions is hidden under all of them once one copy has the mark or the kind.
 */
function isItemHidden(document: Document, item: string): boolean {
  const any = (path: string, is: (value: JsonValue) => boolean): boolean =>
    document.registers[path as Path]?.heads.some(({ value }) => is(value)) ?? false; // matches Path
  return (
    isInRemovedItem(document, item) ||
    evidenceCopyPaths(document, item).some(
      (copy) =>
        any(`${copy}/mark`, (value) => value === 'SC') ||
        any(`${copy}/kind`, (value) => insideEvidenceKinds.some((kind) => kind === value)),
    ) ||
    // Evidence that was written as one value.
    any(item, (value) => insideEvidenceKinds.some((kind) => JSON.stringify(value).includes(`"${kind}"`)))
  );
}

/** Items of plans that an entity leads or supports. */
function partnerItemsIn(plans: readonly Document[], entity: string): PartnerItems {
  const itemsIn = (plan: Document): readonly string[] =>
    itemIdsBelow(plan, 'items').filter((item) => {
      const [lead = ''] = textsInList([valueAt(plan, `items/${item}/lead`)]);
      const supporting = textsInList(valueAt(plan, `items/${item}/supporting`));
      return takesPartIn({ lead, supporting }, entity) && !isItemHidden(plan, `items/${item}`);
    });
  return {
    hasAny: () => plans.some((plan) => itemsIn(plan).length > 0),
    itemsIn,
    recommendationsOf: (assessment) =>
      plans.flatMap((plan) =>
        itemsIn(plan)
          .filter((item) => valueAt(plan, `items/${item}/assessment`) === assessment)
          .flatMap((item) => textsInList([valueAt(plan, `items/${item}/recommendation`)])),
      ),
  };
}
