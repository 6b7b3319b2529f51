import type { Confidentiality } from '../assessment/finding.ts';
import type { ErasedPart } from '../document/erase-ops.ts';
import type { DocumentKind } from '../document/op.ts';
import { knownDocumentKinds, pathRuleOf, schemaOfKind } from '../kinds/document-kinds.ts';
import { type DataGroup, type DataHandlingPolicy, dataGroups } from '../path-rules/data-groups.ts';
import type { PathErasability } from '../path-rules/kind-schema.ts';

/** Policy of a field without a rule: nobody gets it, and it is not kept. */
const strictestPolicy: DataHandlingPolicy = {
  personal: 'yes',
  mark: 'SC',
  mayLeaveDevice: 'no',
  retention: [{ after: 'workshopClosed', days: 7 }, { after: 'programmeEnd' }],
};

/**
 * Handling of a document's field. Total: the strictest for a kind or a path without a rule.
 * @param mark of the remark that the field belongs to; the adviser marks remarks on gates and D7
 */
export function handlingPolicyOf(
  kind: DocumentKind,
  path: string,
  mark: Confidentiality = 'C',
): DataHandlingPolicy {
  const group = dataGroupOfPath(kind, path, mark);
  return group === null ? strictestPolicy : dataGroups[group];
}

/** Data group of a field; null for a kind or a path without a rule. */
export function dataGroupOfPath(
  kind: DocumentKind,
  path: string,
  mark: Confidentiality = 'C',
): DataGroup | null {
  const group = pathRuleOf(kind, path)?.group ?? null;
  return group === 'reviewComments' && mark === 'SC' ? 'markedReviewComments' : group;
}

/** Kinds of documents with fields of a group. */
export const kindsWithDataGroup = (group: DataGroup): readonly DocumentKind[] =>
  knownDocumentKinds.filter((kind) => (schemaOfKind(kind) ?? []).some((rule) => rule.group === group));

const erasedPartsOf: { readonly [erasability in PathErasability]: readonly ErasedPart[] } = {
  all: ['all', 'past'],
  past: ['past'],
  never: [],
};

/** Parts of a field that may be erased alone; none for a kind or a path without a rule. */
export const erasablePartsOfPath = (kind: DocumentKind, path: string): readonly ErasedPart[] =>
  erasedPartsOf[pathRuleOf(kind, path)?.erasable ?? 'never'];
