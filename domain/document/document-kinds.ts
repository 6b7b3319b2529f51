import { assessmentSchema } from '../assessment/assessment-schema.ts';
import { assessmentKind } from '../assessment/assessment.ts';
import { instrumentKind, instrumentSchema } from '../instrument/instrument-kind.ts';
import { missionKind, missionSchema } from '../mission/mission.ts';
import { actionPlanKind, actionPlanSchema } from '../plan/action-plan.ts';
import { programmeKind, programmeSchema } from '../programme/programme.ts';
import { workshopKind, workshopSchema } from '../workshop/workshop.ts';
import type { KindSchema } from './kind-schema.ts';
import type { DocumentKind } from './op.ts';

const schemasByKind: ReadonlyMap<DocumentKind, KindSchema> = new Map([
  [missionKind, missionSchema],
  [assessmentKind, assessmentSchema],
  [workshopKind, workshopSchema],
  [actionPlanKind, actionPlanSchema],
  [instrumentKind, instrumentSchema],
  [programmeKind, programmeSchema],
]);

/** The schema of a kind of document; undefined for a kind that this version does not know. */
export const schemaOfKind = (kind: DocumentKind): KindSchema | undefined => schemasByKind.get(kind);

/** Every kind of document that this version knows. */
export const knownDocumentKinds: readonly DocumentKind[] = [...schemasByKind.keys()];
