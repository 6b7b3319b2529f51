import * as z from 'zod';
import { ok, refuse, type Result } from '../base/result.ts';
import type { Document } from '../document/document.ts';
import { orderedIds, readAt } from '../document/read-register.ts';
import { isConflict } from '../document/register.ts';
import type { Path } from '../document/path.ts';
import { DocumentId } from '../ids.ts';
import { PlanItemStatus } from './action-plan.ts';

/** A recommendation that was accepted and turned into work (domain.md A1, A5). Texts are empty where nothing was said. */
export interface PlanItem {
  readonly id: string;
  readonly title: string;
  /** The assessment that it comes from, and the recommendation there; null for one made by hand. */
  readonly assessment: DocumentId | null;
  readonly recommendation: string | null;
  /** Code of the dimension. */
  readonly dimension: string | null;
  readonly lead: string;
  readonly supporting: readonly string[];
  readonly counterpart: string;
  readonly fundingLine: string;
  /** Days, `2027-01-31`. */
  readonly from: string | null;
  readonly to: string | null;
  readonly milestones: string;
  readonly logframe: string;
  readonly status: PlanItemStatus;
  readonly statusReason: string;
  readonly order: string;
  /** What two people wrote without seeing each other's: there are then two leads, not one. */
  readonly disputed: readonly LabourField[];
}

/** What an item needs exactly one of (domain.md A5); the names are those of the registers. */
export const labourFields = ['lead', 'counterpart', 'funding-line'] as const;
export type LabourField = (typeof labourFields)[number];

/** The items of a mission's action plan that are not removed, in their order. A part that does not parse has its default. */
export const readActionPlan = (plan: Document | undefined): readonly PlanItem[] =>
  orderedIds(plan, 'items').map((id) => {
    const at = `items/${id}`;
    const text = (part: string): string => readAt(plan, `${at}/${part}`, Text, '');
    const code = (part: string): string | null => readAt(plan, `${at}/${part}`, Text, '') || null;
    return {
      id,
      title: text('title'),
      assessment: readAt(plan, `${at}/assessment`, DocumentId.nullable(), null),
      recommendation: code('recommendation'),
      dimension: code('dimension'),
      lead: text('lead'),
      supporting: readAt(plan, `${at}/supporting`, Texts, []),
      counterpart: text('counterpart'),
      fundingLine: text('funding-line'),
      from: readAt(plan, `${at}/from`, z.iso.date().nullable(), null),
      to: readAt(plan, `${at}/to`, z.iso.date().nullable(), null),
      milestones: text('milestones'),
      logframe: text('logframe'),
      status: readAt(plan, `${at}/status`, PlanItemStatus, 'proposed'),
      statusReason: text('status-reason'),
      order: text('order'),
      disputed: labourFields.filter((field) => isConflict(plan?.registers[`${at}/${field}` as Path])), // a read takes any text
    };
  });

/** Why an item cannot be agreed: a part of the division of labour is empty, or two people wrote different ones. */
export interface AgreementRefusal {
  readonly kind: 'labourUndivided';
  readonly missing: readonly LabourField[];
  readonly disputed: readonly LabourField[];
}

/** A5: may this item be agreed? Only with exactly one lead, one national counterpart and one funding line. */
export function mayAgree(item: PlanItem): Result<PlanItem, AgreementRefusal> {
  const said: { readonly [F in LabourField]: string } = {
    lead: item.lead,
    counterpart: item.counterpart,
    'funding-line': item.fundingLine,
  };
  const missing = labourFields.filter((field) => said[field].trim() === '');
  return missing.length === 0 && item.disputed.length === 0
    ? ok(item)
    : refuse({ kind: 'labourUndivided', missing, disputed: item.disputed });
}

const Text = z.string();
const Texts = z.readonly(z.array(Text));
