import { assessmentKind, EvidenceKind, evidenceKindHandling } from '../assessment/assessment.ts';
import { evidenceCopyPaths } from '../assessment/read-answer.ts';
import type { JsonValue } from '#base/json.ts';
import {
  type Document,
  itemIdsBelow,
  registerAt,
  isItemRemoved,
  valueAt,
  type Register,
  shownHead,
} from '../document/document.ts';
import { pathRuleOf } from '../kinds/document-kinds.ts';
import type { Path } from '../document/op.ts';
import type { DocumentId } from '../ids.ts';
import { instrumentKind } from '../instrument/instrument-kind.ts';
import { templateKind } from '../workshop/templates/template-kind.ts';
import { knownKindOf, type KnownDocumentKind } from '../path-rules/path-classes.ts';
import { actionPlanKind, takesPartIn } from '../plan/action-plan.ts';
import { isInAudience, noAudience } from '../path-rules/path-audience.ts';

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
  context: SharingContext,
): Document | null {
  const kind = knownKindOf(document.kind);
  if (kind === null || isItemRemoved(document) || !isDocumentShared(to, document, context)) return null;
  const isItemShared = sharedItemTest(to, document, context);
  const registers: Record<Path, Register> = {};
  for (const [path, register] of registerEntriesOf(document)) {
    const head = shownHead(register);
    if (head !== undefined && isPathShared(kind, path, to) && isItemShared(path))
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
export const isPathShared = (kind: KnownDocumentKind, path: string, to: SharingRecipient): boolean =>
  isInAudience(pathRuleOf(kind, path)?.sharedWith ?? noAudience, to);

/** Statuses in which a State has the text: the draft for its comments, and later ones. */
const statusesSharedWithState: readonly unknown[] = ['shared', 'comments-addressed', 'final', 'superseded'];

/** Statuses of an approved version, from which a partner may have what its items need. */
const approvedStatuses: readonly unknown[] = ['final', 'superseded'];

/** A status in dispute is none. */
const isApproved = (document: Document): boolean => {
  const heads = registerAt(document, 'status')?.heads ?? [];
  return heads.length > 0 && heads.every(({ value }) => approvedStatuses.includes(value));
};

function isDocumentShared(
  to: SharingRecipient,
  document: Document,
  { country, plans }: SharingContext,
): boolean {
  if (document.kind === instrumentKind || document.kind === templateKind || to.kind === 'donor') return true;
  if (to.kind === 'partner')
    return document.kind === assessmentKind
      ? isApproved(document) && recommendationsOfEntity(to.entity, document.doc, plans).length > 0
      : plans.some((plan) => planItemsOfEntity(to.entity, plan).length > 0);
  if (country !== to.country) return false;
  return document.kind !== assessmentKind || statusesSharedWithState.includes(valueAt(document, 'status'));
}

/** Return a test whether the item of a path is shown to them. A path without an item is. */
function sharedItemTest(
  to: SharingRecipient,
  document: Document,
  { plans }: SharingContext,
): (path: string) => boolean {
  const needed = to.kind === 'partner' ? itemsNeededBy(to.entity, document, plans) : null;
  return (path) => {
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

/**
 * Removed, strictly confidential, or evidence of a kind for inside; one head of a conflict is enough. Evidence that
 * supports several questions is hidden under all of them once one copy has the mark or the kind.
 */
function isItemHidden(document: Document, item: string): boolean {
  const any = (path: string, is: (value: JsonValue) => boolean): boolean =>
    document.registers[path as Path]?.heads.some(({ value }) => is(value)) ?? false; // matches Path
  return (
    any(`${item}/removed`, (value) => value === true) ||
    evidenceCopyPaths(document, item).some(
      (copy) =>
        any(`${copy}/mark`, (value) => value === 'SC') ||
        any(`${copy}/kind`, (value) => insideEvidenceKinds.some((kind) => kind === value)),
    ) ||
    // Evidence that was written as one value.
    any(item, (value) => insideEvidenceKinds.some((kind) => JSON.stringify(value).includes(`"${kind}"`)))
  );
}

/** Items of a record that a partner needs: its own in a plan, in an assessment their sources. */
function itemsNeededBy(entity: string, document: Document, plans: readonly Document[]): ReadonlySet<string> {
  if (document.kind === actionPlanKind)
    return new Set(planItemsOfEntity(entity, document).map((item) => `items/${item}`));
  const recommendations = recommendationsOfEntity(entity, document.doc, plans);
  const findings = recommendations.flatMap((id) =>
    textsInList(valueAt(document, `recommendations/${id}/findings`)),
  );
  return new Set([
    ...recommendations.map((id) => `recommendations/${id}`),
    ...findings.map((id) => `findings/${id}`),
  ]);
}

/** Items of a plan that an entity leads or supports. */
const planItemsOfEntity = (entity: string, plan: Document): readonly string[] =>
  itemIdsBelow(plan, 'items').filter((item) => {
    const [lead = ''] = textsInList([valueAt(plan, `items/${item}/lead`)]);
    const supporting = textsInList(valueAt(plan, `items/${item}/supporting`));
    return takesPartIn({ lead, supporting }, entity) && !isItemHidden(plan, `items/${item}`);
  });

/** Recommendations of an assessment that such items implement. */
const recommendationsOfEntity = (
  entity: string,
  assessment: DocumentId,
  plans: readonly Document[],
): readonly string[] =>
  plans.flatMap((plan) =>
    planItemsOfEntity(entity, plan)
      .filter((item) => valueAt(plan, `items/${item}/assessment`) === assessment)
      .flatMap((item) => textsInList([valueAt(plan, `items/${item}/recommendation`)])),
  );

const textsInList = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
