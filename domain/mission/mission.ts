import * as z from 'zod';
import { JsonValue } from '#base/json.ts';
import { MaturityLevel } from '../assessment/assessment.ts';
import { type Document, valueAt } from '../document/document.ts';
import { DocumentKind } from '../document/op.ts';
import { causalContextRule } from '../path-rules/causal-context-rule.ts';
import { ErasedCount } from '../path-rules/data-groups.ts';
import type { KindSchema, SummaryFactRule } from '../path-rules/kind-schema.ts';
import { allAudiences, noAudience, stateOnly } from '../path-rules/path-audience.ts';
import { reportTextRules } from '../path-rules/report-texts.ts';
import { ExportNote } from './export-note.ts';
import { IsoDay, missionWorkRules } from './mission-work.ts';

/** Details of a mission in its form and in its facts at headquarters, beside the title. */
export const missionDetailPaths = ['country', 'from', 'to'] as const;

/** Facts of a mission in lists, beside its title and status. */
export const missionFactRule: SummaryFactRule = {
  facts: ({ view }) => ({
    country: valueAt(view, 'country') ?? null,
    from: valueAt(view, 'from') ?? null,
    to: valueAt(view, 'to') ?? null,
  }),
};

/**
 * Level of a national indicator for the whole State. The lead assessor decides it over the ratings of the
 * institutions (docs/requirements.md B6.8). `proposed`: their lower median at the decision, so a reader sees later
 * changes of the ratings.
 */
export const NationalLevel = z.readonly(
  z.object({ level: MaturityLevel, reason: z.string().min(1).max(20_000), proposed: MaturityLevel }),
);
export type NationalLevel = z.infer<typeof NationalLevel>;

/** Path of the decision about an indicator in its mission. */
export const nationalLevelPath = (indicator: string): string => `national/${indicator}`;

/**
 * Decision for an indicator; null before one. A value that does not parse counts as none: a newer version may have
 * written it.
 */
export const readNationalLevel = (mission: Document, indicator: string): NationalLevel | null =>
  NationalLevel.safeParse(valueAt(mission, nationalLevelPath(indicator))).data ?? null;

/** Statuses after which nobody works in a mission on the spot (docs/requirements.md A2). */
const finishedMissionStatuses: ReadonlySet<string> = new Set([
  'completed',
  'reported',
  'closed',
  'cancelled',
]);

/** Return whether this mission is over, by its status or its last day. Days as `2026-11-24`. */
export const isMissionOver = (
  { status, to }: { readonly status: string; readonly to: string | null },
  today: string,
): boolean => finishedMissionStatuses.has(status) || (to !== null && to < today);

export const missionKind = DocumentKind.parse('mission');

/** Status of a mission (docs/requirements.md A2). */
export const MissionStatus = z.enum([
  'planned',
  'approved',
  'under-way',
  'completed',
  'reported',
  'closed',
  'cancelled',
]);
export type MissionStatus = z.infer<typeof MissionStatus>;

/** Statuses of assessments and workshops before anybody works in them, or after they were given up. */
const restingRecordStatuses: ReadonlySet<string | null> = new Set([
  null,
  'draft',
  'confirmed',
  'postponed',
  'cancelled',
]);

/** Return whether work in an assessment or workshop has begun, by its status. */
export const isRecordBegun = (status: string | null): boolean => !restingRecordStatuses.has(status);

/**
 * Propose the next status of a mission that its records or its last day are ahead of; null where they agree.
 * @param records statuses of its assessments and workshops
 * @param today as `2026-11-24`
 */
export function proposeMissionStatus(
  { status, to }: { readonly status: string | null; readonly to: string | null },
  records: readonly (string | null)[],
  today: string,
): MissionStatus | null {
  if (status === 'planned' || status === 'approved') return records.some(isRecordBegun) ? 'under-way' : null;
  return status === 'under-way' && to !== null && to < today ? 'completed' : null;
}

/** Most letters of a mission's title that headquarters sets; the register takes more. */
export const mostTitleLetters = 200;

/** ISO 3166 alpha-2, or XA to XZ (user-assigned) for fictional countries. */
export const CountryCode = z.string().regex(/^[A-Z]{2}$/);

const aboutMission = { rights: 'about', group: 'mission', erasable: 'never' } as const;

export const missionSchema: KindSchema<'mission'> = [
  {
    pattern: 'title',
    field: ['line', 'path.title'],
    holds: z.string().max(400),
    ...aboutMission,
    sharedWith: allAudiences,
    erasable: 'all',
    personalDataCheck: 'never',
  },
  {
    pattern: 'country',
    field: ['state', 'path.country', 'path.country.help'],
    holds: CountryCode,
    ...aboutMission,
    sharedWith: allAudiences,
  },
  {
    pattern: 'from',
    field: ['day', 'path.from'],
    holds: IsoDay.nullable(),
    ...aboutMission,
    sharedWith: allAudiences,
  },
  {
    pattern: 'to',
    field: ['day', 'path.to'],
    holds: IsoDay.nullable(),
    ...aboutMission,
    sharedWith: allAudiences,
  },
  {
    pattern: 'status',
    field: ['missionStatus', 'path.status', 'path.status.help'],
    holds: MissionStatus,
    ...aboutMission,
    sharedWith: allAudiences,
    rights: 'status',
    undo: 'never',
  },
  {
    pattern: 'team/**',
    field: ['other', 'path.team'],
    holds: JsonValue,
    rights: 'team',
    group: 'missionTeam',
    sharedWith: noAudience,
    erasable: 'all',
  },
  ...missionWorkRules,
  ...reportTextRules<'mission'>({ rights: 'preparation', group: 'mission', sharedWith: noAudience }),
  // By indicator.
  {
    pattern: 'national/*',
    field: ['consolidation', 'path.national'],
    holds: NationalLevel.nullable(),
    rights: 'decisions',
    group: 'ratings',
    sharedWith: stateOnly,
    erasable: 'past',
  },
  // Hits of `findPersonalData` that a person has confirmed, by `personalDataHitKey`: in the reason of a decision.
  {
    pattern: 'text-checks/*',
    field: ['flag', 'path.textCheck'],
    holds: z.boolean(),
    rights: 'decisions',
    group: 'reviewComments',
    sharedWith: noAudience,
    erasable: 'never',
    undo: 'never',
  },
  // Content of this mission that the retention clock of a laptop erased: the number alone.
  {
    pattern: 'erased/*',
    field: ['other', 'path.erased'],
    holds: ErasedCount,
    once: true,
    undo: 'aside',
    rights: 'about',
    group: 'audit',
    sharedWith: noAudience,
    erasable: 'never',
  },
  // Copies that were taken out of Fieldbook on a laptop, each with its recipient.
  {
    pattern: 'exports/*',
    field: ['other', 'path.export'],
    holds: ExportNote,
    once: true,
    undo: 'aside',
    rights: 'exports',
    group: 'exports',
    sharedWith: noAudience,
    erasable: 'never',
  },
  {
    pattern: 'removed',
    field: ['removed', 'path.removed'],
    holds: z.boolean(),
    ...aboutMission,
    sharedWith: allAudiences,
  },
  causalContextRule({ rights: 'about', group: 'mission' }),
];
