import { assessmentKind } from '../assessment/assessment.ts';
import { textAtPath } from '../assessment/text-at-path.ts';
import { type Document, emptyDocument } from '../document/document.ts';
import { isGone } from '../document/removal.ts';
import { DocumentId } from '../ids.ts';
import type { Instrument } from '../instrument/instrument.ts';
import { defaultModel, instrumentRef } from '../instrument/maturity-model.ts';
import { languagesSpoken, maturityModelOf } from '../instrument/needs-assessment.ts';
import { defaultPolicy, policyOf } from '../instrument/scoring-policy.ts';
import { missionKind } from '../mission/mission.ts';
import type { Role } from '../people/role.ts';
import { actionPlanKind } from '../plan/action-plan.ts';
import { workshopKind } from '../workshop/workshop.ts';
import type { AssessmentSource, MissionFacts, ReportSources } from './report-sources.ts';

/** The records of a mission as a laptop or headquarters has them. */
export interface MissionRecords {
  /** What lists call it: a mission may have a name before it has a record of its own. */
  readonly named: MissionFacts;
  readonly documents: readonly Document[];
  /** A published instrument by what an assessment names; undefined where it is not here. */
  readonly instrumentOf: (ref: string) => Instrument | undefined;
  /** The language that instruments are to speak, where they have it. */
  readonly language?: string;
  readonly roles: readonly Role[];
  readonly today: string;
}

export interface CollectedSources {
  readonly sources: ReportSources;
  /** Assessments that are in no report: their instrument is not here, or rates nothing. */
  readonly leftOut: readonly Document[];
}

/** Sorts the records of a mission into what reports are made from. Removed records are in none. */
export function collectSources(records: MissionRecords): CollectedSources {
  const live = records.documents.filter((document) => !isGone(document)).toSorted(byDoc);
  const ofKind = (kind: string): readonly Document[] => live.filter((document) => document.kind === kind);
  const assessments = ofKind(assessmentKind);
  const sources = assessments.flatMap((document) => assessmentSource(document, records) ?? []);
  const mission = ofKind(missionKind)[0] ?? emptyDocument(noDocument, missionKind);
  return {
    sources: {
      mission,
      facts: factsOf(mission, records.named),
      assessments: sources,
      plans: ofKind(actionPlanKind),
      workshops: ofKind(workshopKind),
      roles: records.roles,
      today: records.today,
    },
    leftOut: assessments.filter((document) => !sources.some((source) => source.document === document)),
  };
}

/** Names no record: an id that is never drawn. */
const noDocument = DocumentId.parse('00000000-0000-0000-0000-000000000000');

function factsOf(mission: Document, named: MissionFacts): MissionFacts {
  const said = (path: string): string => textAtPath(mission, path);
  return {
    title: said('title') || named.title,
    country: said('country') || named.country,
    from: said('from') || named.from,
    to: said('to') || named.to,
  };
}

/** What an assessment names as its instrument; empty for the one that Fieldbook brings along. */
export function namedInstrument(document: Document): string {
  const ref = textAtPath(document, 'instrument');
  return ref === instrumentRef(defaultModel) ? '' : ref;
}

function assessmentSource(
  document: Document,
  { instrumentOf, language = '' }: MissionRecords,
): AssessmentSource | null {
  const ref = namedInstrument(document);
  if (ref === '')
    return { document, model: defaultModel, policy: defaultPolicy, languages: [defaultModel.language] };
  const instrument = instrumentOf(ref);
  const model = instrument === undefined ? null : maturityModelOf(instrument, language);
  if (instrument === undefined || model === null) return null;
  return { document, model, policy: policyOf(instrument), languages: languagesSpoken(instrument, language) };
}

// By id, which is by the time of their making: the same order on every laptop and at headquarters.
const byDoc = (a: Document, b: Document): number => (a.doc < b.doc ? -1 : a.doc > b.doc ? 1 : 0);
