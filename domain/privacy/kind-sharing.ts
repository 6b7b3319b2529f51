import { textsInList } from '#base/json.ts';
import { type Document, registerAt, valueAt } from '../document/document.ts';
import type { KindSharing, PartnerItems } from '../kinds/kind-descriptor.ts';

const noItems = new Set<string>();

/** Sharing of a mission's records that have no condition of their own. */
export const recordSharing: KindSharing = {
  isPublic: false,
  isSharedWithState: () => true,
  isSharedWithPartner: (_, partnerItems) => partnerItems.hasAny(),
  itemsForPartner: () => noItems,
};

/** Sharing of editions of headquarters. */
export const editionSharing: KindSharing = { ...recordSharing, isPublic: true };

/** Sharing of plans: a partner has its own items. */
export const planSharing: KindSharing = {
  ...recordSharing,
  itemsForPartner: (plan, partnerItems) => new Set(partnerItems.itemsIn(plan).map((item) => `items/${item}`)),
};

/** Sharing of assessments: a State has its draft and later versions, a partner the sources of its items. */
export const assessmentSharing: KindSharing = {
  isPublic: false,
  isSharedWithState: (assessment) => statusesSharedWithState.includes(valueAt(assessment, 'status')),
  isSharedWithPartner: (assessment, partnerItems) =>
    isApproved(assessment) && partnerItems.recommendationsOf(assessment.doc).length > 0,
  itemsForPartner: sourcesOfItems,
};

/** Statuses in which a State has the text: the draft for its comments, and later ones. */
const statusesSharedWithState: readonly unknown[] = ['shared', 'comments-addressed', 'final', 'superseded'];

/** Statuses of an approved version, from which a partner may have what its items need. */
const approvedStatuses: readonly unknown[] = ['final', 'superseded'];

/** A status in dispute is none. */
const isApproved = (document: Document): boolean => {
  const heads = registerAt(document, 'status')?.heads ?? [];
  return heads.length > 0 && heads.every(({ value }) => approvedStatuses.includes(value));
};

/** Recommendations that a partner implements, and their findings. */
function sourcesOfItems(assessment: Document, partnerItems: PartnerItems): ReadonlySet<string> {
  const recommendations = partnerItems.recommendationsOf(assessment.doc);
  const findings = recommendations.flatMap((id) =>
    textsInList(valueAt(assessment, `recommendations/${id}/findings`)),
  );
  return new Set([
    ...recommendations.map((id) => `recommendations/${id}`),
    ...findings.map((id) => `findings/${id}`),
  ]);
}
