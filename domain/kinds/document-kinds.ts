import { assessmentSchema } from '../assessment/assessment-schema.ts';
import { instrumentSchema } from '../instrument/instrument-kind.ts';
import { missionSchema } from '../mission/mission.ts';
import type { KnownDocumentKind } from '../path-rules/path-classes.ts';
import { actionPlanSchema } from '../plan/action-plan.ts';
import { programmeSchema } from '../programme/programme.ts';
import { requestSchema } from '../request/request.ts';
import { workshopTemplateSchema } from '../workshop/templates/template-kind.ts';
import { workshopSchema } from '../workshop/workshop-schema.ts';
import { findPathRule, type KindSchema, type PathRule } from '../path-rules/kind-schema.ts';
import { DocumentKind } from '../document/op.ts';

const schemasByKind: { readonly [kind in KnownDocumentKind]: KindSchema<kind> } = {
  mission: missionSchema,
  assessment: assessmentSchema,
  workshop: workshopSchema,
  'action-plan': actionPlanSchema,
  instrument: instrumentSchema,
  'workshop-template': workshopTemplateSchema,
  request: requestSchema,
  programme: programmeSchema,
};

/** The schema of a kind of document; undefined for a kind that this version does not know. */
export const schemaOfKind = (kind: DocumentKind | KnownDocumentKind): KindSchema | undefined =>
  Object.hasOwn(schemasByKind, kind) ? schemasByKind[kind as KnownDocumentKind] : undefined; // checked before

/** The rule that decides on the handling of a path; undefined for a kind or a path of another version. */
export const pathRuleOf = (kind: DocumentKind | KnownDocumentKind, path: string): PathRule | undefined =>
  findPathRule(schemaOfKind(kind) ?? [], path);

/** Every kind of document that this version knows. */
export const knownDocumentKinds: readonly DocumentKind[] = Object.keys(schemasByKind).map((kind) =>
  DocumentKind.parse(kind),
);

/**
 * Most documents of each kind in one log, removed ones included. Far above real use: a large mission has some 100
 * assessments, and the whole programme some 60 requests a year. Lists, searches and figures read all of them. The first
 * op of a further document is held at headquarters as `logFull` (J5).
 */
export const documentsPerLog: { readonly [kind in KnownDocumentKind]: number } = {
  mission: 100,
  assessment: 20_000,
  workshop: 2_000,
  'action-plan': 100,
  instrument: 2_000,
  'workshop-template': 1_000,
  request: 5_000,
  programme: 100,
};
