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
  documentKind: DocumentKind,
  path: string,
  mark: Confidentiality = 'C',
): DataHandlingPolicy {
  const dataGroup = dataGroupOfPath(documentKind, path, mark);
  return dataGroup === null ? strictestPolicy : dataGroups[dataGroup];
}

/** Data group of a field; null for a kind or a path without a rule. */
export function dataGroupOfPath(
  documentKind: DocumentKind,
  path: string,
  mark: Confidentiality = 'C',
): DataGroup | null {
  const dataGroup = pathRuleOf(documentKind, path)?.group ?? null;
  return dataGroup === 'reviewComments' && mark === 'SC' ? 'markedReviewComments' : dataGroup;
}

/** Kinds of documents with fields of a group. */
export const kindsWithDataGroup = (dataGroup: DataGroup): readonly DocumentKind[] =>
  knownDocumentKinds.filter((documentKind) =>
    (schemaOfKind(documentKind) ?? []).some((rule) => rule.group === dataGroup),
  );

const erasedPartsOf: { readonly [erasability in PathErasability]: readonly ErasedPart[] } = {
  all: ['all', 'past'],
  past: ['past'],
  never: [],
};

/** Parts of a field that may be erased alone; none for a kind or a path without a rule. */
export const erasablePartsOfPath = (documentKind: DocumentKind, path: string): readonly ErasedPart[] =>
  erasedPartsOf[pathRuleOf(documentKind, path)?.erasable ?? 'never'];
