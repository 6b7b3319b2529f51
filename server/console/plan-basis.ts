import type { PlanItemResponse } from '#api/plan-api.ts';
import { readFindings, readRecommendations } from '#domain/assessment/finding.ts';
import { type Document, isItemRemoved, plainTextAt } from '#domain/document/document.ts';
import type { LogId } from '#domain/ids.ts';
import { isNoteForEntity, readSharingNotes, SharingNote } from '#domain/mission/export-note.ts';
import { missionKind } from '#domain/mission/mission.ts';
import type { PlanItem } from '#domain/plan/action-plan.ts';
import { sharedDocumentFor } from '#domain/privacy/sharing.ts';
import { withInstitutionNames } from '#domain/report/report-sources.ts';
import type { ServerStore } from '../db/open-store.ts';
import { loadDocuments } from '../projections/load-documents.ts';
import { type InstitutionNameOf, loadCountryOf } from './institutions.ts';

interface BasisQuestion {
  readonly log: LogId;
  readonly plan: Document;
  readonly item: PlanItem;
  /** False for a partner's officer. */
  readonly isReader: boolean;
  /** Name of the officer's entity in plans. */
  readonly entity: string | null;
  /** Day (UTC) on which a sharing note has to be in force. */
  readonly today: string;
}

/**
 * Read the recommendation and findings behind an item. A partner gets them under the conditions of a copy: an approved
 * version of the assessment, and an information-sharing note in force for its entity.
 */
export async function readPlanItemBasis(
  store: ServerStore,
  { log, plan, item, isReader, entity, today }: BasisQuestion,
  nameOf: InstitutionNameOf,
): Promise<PlanItemResponse['basis']> {
  if (item.assessment === null) return null;
  if (!isReader && !(await hasSharingNote(store, log, entity ?? '', today))) return null;
  const whole = (await loadDocuments(store, log, [item.assessment])).get(item.assessment);
  if (whole === undefined || isItemRemoved(whole)) return null;
  const assessment = isReader
    ? whole
    : sharedDocumentFor({ kind: 'partner', entity: entity ?? '' }, whole, { country: null, plans: [plan] });
  const recommendation = readRecommendations(assessment ?? undefined).find(
    ({ id }) => id === item.recommendation,
  );
  if (assessment === null || recommendation === undefined) return null;
  const named = withInstitutionNames(assessment, await loadCountryOf(store, log), nameOf);
  return {
    assessment: isReader ? item.assessment : null,
    institution: plainTextAt(named, 'institution/name'),
    recommendation: recommendation.text,
    findings: readFindings(assessment)
      .filter(({ id }) => recommendation.findings.includes(id))
      .map(({ id, text, kind, mark }) => ({ id, text, kind, mark })),
  };
}

/**
 * Return whether a copy for this entity was made in this mission under a sharing note that is still in force. A laptop
 * records its copies in the mission, headquarters in the audit trail.
 */
async function hasSharingNote(
  store: ServerStore,
  logId: LogId,
  entity: string,
  today: string,
): Promise<boolean> {
  const rows = await store
    .selectFrom('documents')
    .select('doc')
    .where('log', '=', logId)
    .where('kind', '=', missionKind)
    .where('removed', '=', 0)
    .execute();
  const missions = await loadDocuments(
    store,
    logId,
    rows.map(({ doc }) => doc),
  );
  for (const mission of missions.values())
    if (readSharingNotes(mission).some((note) => isNoteForEntity(note, entity, today))) return true;
  const lines = await store
    .selectFrom('audit')
    .select('subject')
    .where('act', '=', 'export-report')
    .where('subject', 'like', `%"log":"${logId}"%`)
    .where('subject', 'like', '%"entity":%')
    .execute();
  return lines.some(({ subject }) => {
    const { entity: of, until, onward } = JSON.parse(subject) as Record<string, unknown>;
    const note = SharingNote.safeParse({ entity: of, until, onward });
    return note.success && isNoteForEntity(note.data, entity, today);
  });
}
