import * as z from 'zod';
import {
  AssessmentStatus,
  AssessmentType,
  EvidenceStrength,
  MaturityLevel,
} from '#domain/assessment/assessment.ts';
import { DocumentId, LogId } from '#domain/ids.ts';
import { CountryCode } from '#domain/mission/mission.ts';
import { DueKind } from '#domain/overview/due-work.ts';
import { PlanItemStatus } from '#domain/plan/action-plan.ts';
import { WorldRegion } from '#domain/states/state-names.ts';

// Overviews over all missions that the asker reads, under /api/v1 as in console-api.ts. A person whose only role in a
// mission is that of a partner reads none of it here (docs/requirements.md E5). States are in order of code; no
// answer ranks them.

const day = z.iso.date().nullable();
const count = z.int().nonnegative();
const share = z.number().min(0).max(1);
const shortText = z.string().max(400);
/** Most rows of one list in a response. */
const rowsOf = <T extends z.ZodType>(row: T) => z.readonly(z.array(row).max(20_000));

/**
 * Query of GET /states and GET /states/{country}. A period counts by reference date, and for workshops by first day.
 * `basis`: `review` counts the levels of assessments in review beside final ones.
 */
export const OverviewQuery = z.object({
  type: z.string().max(100).default(''),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  basis: z.enum(['final', 'review']).default('final'),
});

/** GET /states: the query of an overview, and a region of the United Nations (M49). */
export const StatesQuery = OverviewQuery.extend({ region: WorldRegion.optional() });

/** Level of one dimension; null without enough ratings (docs/requirements.md B6.2 to B6.6). */
export const OverviewCell = z.readonly(
  z.object({
    code: shortText,
    level: z.number().min(1).max(5).nullable(),
    status: z.enum(['scored', 'provisional', 'insufficient', 'thin']),
    mean: z.number().min(1).max(5).nullable(),
    coverage: share,
    limitedBy: shortText.nullable(),
    institutions: count,
    /** Institutions among them whose assessment headquarters still reviews. */
    inReview: count,
  }),
);
export type OverviewCell = z.infer<typeof OverviewCell>;

const cells = z.readonly(z.array(OverviewCell).max(50));
const mean = z.number().min(1).max(5).nullable();
const dayRange = z.readonly(z.object({ from: z.iso.date(), to: z.iso.date() })).nullable();

/** Change since the baseline, over ratings that the same institutions gave at both dates (docs/requirements.md B6.13). */
const SinceBaseline = z.readonly(
  z.object({
    dimensions: z.readonly(
      z
        .array(
          z.readonly(
            z.object({ code: shortText, before: mean, after: mean, comparable: count, rated: count }),
          ),
        )
        .max(50),
    ),
    followed: count,
    institutions: count,
    before: dayRange,
    after: dayRange,
  }),
);

const record = z.object({ log: LogId, doc: DocumentId });
const titledDimension = z.readonly(z.object({ code: shortText, title: z.string() }));
const typeTitles = z.readonly(z.record(z.string(), z.string()));

// `computing` counts records whose figures the server is still computing, as after an upgrade; the others count already.

const listedAssessment = record.extend({
  title: z.string(),
  status: AssessmentStatus,
  type: AssessmentType.nullable(),
  referenceDate: day,
  institution: z.string(),
  institutionType: z.string(),
});

const mission = z.object({
  log: LogId,
  title: z.string(),
  status: z.string().nullable(),
  from: day,
  to: day,
});

const planItem = record.extend({
  id: z.string(),
  title: z.string(),
  lead: z.string(),
  dimension: z.string().nullable(),
  from: day,
  to: day,
  status: PlanItemStatus,
  assessment: DocumentId.nullable(),
  lateDays: count,
});

const datedRecord = z.readonly(record.extend({ referenceDate: day }));

/**
 * GET /states/{country}: overview of one State over the asker's missions. Empty lists where the asker reads none: that
 * tells nothing about missions of others.
 */
export const StateResponse = z.readonly(
  z.object({
    country: CountryCode,
    dimensions: z.readonly(z.array(titledDimension).max(50)),
    institutionTypes: typeTitles,
    missions: rowsOf(
      z.readonly(
        mission.extend({
          assessments: rowsOf(z.readonly(listedAssessment)),
          workshops: rowsOf(
            z.readonly(
              record.extend({ title: z.string(), status: z.string().nullable(), from: day, to: day }),
            ),
          ),
        }),
      ),
    ),
    profile: z.readonly(z.object({ latest: cells, sinceBaseline: SinceBaseline.nullable() })),
    institutions: rowsOf(
      z.readonly(
        listedAssessment.extend({
          paired: z.enum(['link', 'institution']).nullable(),
          before: z.readonly(listedAssessment).nullable(),
          cells,
        }),
      ),
    ),
    types: rowsOf(
      z.readonly(z.object({ type: z.string(), institutions: rowsOf(z.readonly(record)), cells })),
    ),
    changes: rowsOf(
      z.readonly(
        z.object({
          indicator: shortText,
          title: z.string(),
          dimension: shortText,
          change: z.enum(['improved', 'declined', 'noComparableChange']),
          before: MaturityLevel,
          after: MaturityLevel,
          evidence: z.readonly(z.tuple([EvidenceStrength, EvidenceStrength])),
          institution: z.string(),
          from: datedRecord,
          to: datedRecord,
        }),
      ),
    ),
    /** `learning`: null where fewer than five people answered before and after (docs/requirements.md E7). */
    learning: rowsOf(
      z.readonly(
        record.extend({
          title: z.string(),
          from: day,
          learning: z
            .readonly(
              z.object({
                paired: count,
                meanBefore: z.number(),
                meanAfter: z.number(),
                meanGain: z.number(),
              }),
            )
            .nullable(),
        }),
      ),
    ),
    plan: rowsOf(z.readonly(planItem)),
    /** Assessments that cannot be combined with the others: another instrument, or another major version. */
    apart: count,
    computing: count,
  }),
);
export type StateResponse = z.infer<typeof StateResponse>;

/** One State on the programme page. */
export const StateRow = z.readonly(
  z.object({
    country: CountryCode,
    missions: z.readonly(z.record(z.string(), count)),
    assessments: z.readonly(z.object({ final: count, review: count, field: count })),
    workshops: count,
    items: z.readonly(z.object({ open: count, late: count })),
    changedAtMs: count.nullable(),
    cells,
  }),
);
export type StateRow = z.infer<typeof StateRow>;

/**
 * GET /states: the States of the asker's missions, and open work in them. `lateItems`: the longest late, up to 200.
 * `silent`: laptops without contact for 14 days; null for a role that sees no laptops.
 */
export const StatesResponse = z.readonly(
  z.object({
    states: z.readonly(z.array(StateRow).max(300)),
    withoutState: count,
    computing: count,
    dimensions: z.readonly(z.array(titledDimension).max(50)),
    institutionTypes: typeTitles,
    attention: z.readonly(
      z.object({
        inReview: count,
        overdueReviews: count,
        longestReviewDays: count,
        silent: count.nullable(),
        lateItems: z.readonly(
          z.array(z.readonly(planItem.extend({ country: CountryCode.nullable() }))).max(200),
        ),
        lateByLead: rowsOf(z.readonly(z.object({ lead: z.string(), open: count, late: count }))),
      }),
    ),
  }),
);
export type StatesResponse = z.infer<typeof StatesResponse>;

/** Work that is due; `part` is an item of a plan, or a step of a request. `mission`: empty for a request. */
export const DueWorkRow = z.readonly(
  record.extend({
    kind: DueKind,
    part: z.string(),
    title: z.string(),
    mission: z.string(),
    country: CountryCode.nullable(),
    dueOn: z.iso.date(),
    isLate: z.boolean(),
  }),
);
export type DueWorkRow = z.infer<typeof DueWorkRow>;

/** GET /due: work that is due for the asker, the earliest first, up to 200. `all` counts the rest too. */
export const DueWorkResponse = z.readonly(
  z.object({ due: z.readonly(z.array(DueWorkRow).max(200)), all: count, computing: count }),
);
export type DueWorkResponse = z.infer<typeof DueWorkResponse>;
