import * as z from 'zod';
import { Confidentiality, FindingKind } from '#domain/assessment/finding.ts';
import { Dot } from '#domain/document/op.ts';
import { DeviceId, DocumentId, LogId } from '#domain/ids.ts';
import { CountryCode } from '#domain/mission/mission.ts';
import { PlanItemChange } from '#domain/plan/change-plan.ts';
import { ListedPlanItem } from '#domain/plan/plan-table.ts';
import { NamedPerson } from './console-api.ts';

// Plan and division of labour over all missions, under /api/v1/plan (docs/requirements.md A5), in the console alone.
// Readers of a mission see its whole plan. A partner sees the items that its entity leads or supports, with their
// findings. Every other item looks as if it did not exist (docs/requirements.md E5).

const day = z.iso.date().nullable();
const text = z.string();

/** Writing that is open to the asker: all of an item, its progress, or nothing. */
export const PlanRight = z.enum(['all', 'progress', 'none']);
export type PlanRight = z.infer<typeof PlanRight>;

/** Mission with a plan, or in which the asker may begin one. */
export const PlanMission = z.readonly(
  z.object({ log: LogId, title: text, country: CountryCode.nullable(), right: PlanRight }),
);
export type PlanMission = z.infer<typeof PlanMission>;

/**
 * GET /plan. `entity`: the partner that the asker works for; null for everybody else, and for a partner without
 * one.
 */
export const PlanResponse = z.readonly(
  z.object({
    missions: z.readonly(z.array(PlanMission)),
    items: z.readonly(z.array(ListedPlanItem)),
    entity: text.nullable(),
    /** Authors of judgements on overlaps, by their device. */
    people: z.readonly(z.record(DeviceId, NamedPerson)),
  }),
);
export type PlanResponse = z.infer<typeof PlanResponse>;

const PlanMilestone = z.readonly(
  z.object({ id: text, text, day, isDone: z.boolean(), order: text, isStored: z.boolean() }),
);

/**
 * GET /plan/:log/:doc/:item. `seen`: dots of the heads behind each part, for `ChangePlanItemRequest`. `disputed`: the
 * values of parts with several. `basis`: the recommendation and findings that the asker may read.
 */
export const PlanItemResponse = z.readonly(
  z.object({
    item: ListedPlanItem,
    right: PlanRight,
    texts: z.readonly(z.object({ statusReason: text, progress: text, dateReason: text, logframe: text })),
    milestones: z.readonly(z.array(PlanMilestone)),
    seen: z.readonly(z.record(z.string(), z.readonly(z.array(Dot)))),
    disputed: z.readonly(z.record(z.string(), z.readonly(z.array(text)))),
    basis: z
      .readonly(
        z.object({
          /** Null where the asker may not open it. */
          assessment: DocumentId.nullable(),
          institution: text,
          recommendation: text,
          findings: z.readonly(
            z.array(z.readonly(z.object({ id: text, text, kind: FindingKind, mark: Confidentiality }))),
          ),
        }),
      )
      .nullable(),
  }),
);
export type PlanItemResponse = z.infer<typeof PlanItemResponse>;

/**
 * POST /plan/:log/:doc/:item -> `DoneResponse`, all parts or none. 409 `record-moved`: one of them changed since it was
 * seen; other parts merge. 409 `labour-open`: lead, counterpart or funding line is empty. 409 `reason-missing`: a late
 * item moves, or an item is dropped, without a reason. 403 `forbidden`: a part that is not the asker's.
 */
export const ChangePlanItemRequest = z.readonly(
  z.object({
    change: PlanItemChange,
    seen: z.readonly(z.record(z.string().max(100), z.readonly(z.array(Dot).max(100)))),
  }),
);
export type ChangePlanItemRequest = z.infer<typeof ChangePlanItemRequest>;

/**
 * POST /plan/:log -> `AddedPlanItemResponse`, with the refusals of a change. The id is the client's: a repeated sending
 * adds nothing twice.
 */
export const AddPlanItemRequest = z.readonly(z.object({ item: z.guid(), change: PlanItemChange }));
export type AddPlanItemRequest = z.infer<typeof AddPlanItemRequest>;
export const AddedPlanItemResponse = z.readonly(z.object({ doc: DocumentId }));
export type AddedPlanItemResponse = z.infer<typeof AddedPlanItemResponse>;
