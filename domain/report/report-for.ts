import type { DocumentId } from '../ids.ts';
import { emptyDocument, type Document } from '../document/document.ts';
import type { ExportAudience } from '../privacy/export-note.ts';
import { sharedPart } from '../privacy/sharing.ts';
import { makeReport, type NoReport } from './make-report.ts';
import { type OutsideReader, outsideView } from './outside-view.ts';
import type { Report, ReportCode } from './report.ts';
import type { ReportSources } from './report-sources.ts';

/** Which report, of which institution (R2), for whom. */
export interface ReportAsk {
  readonly code: ReportCode;
  readonly about?: DocumentId | undefined;
  readonly audience: ExportAudience;
}

/** Why there is no copy for this reader: none of what it would be made from is shared with the State yet. */
export type NoCopy = NoReport | 'notShared';

/**
 * A report as its reader gets it: the one way to a report that leaves Fieldbook, on the laptop and at headquarters. A
 * State's copy is made from nothing but what is shared with it (`sharing.ts`): its own drafts and finals, no interview. A
 * donor's sums are over all institutions, so it is made from everything and each cell is looked at (`outside-view.ts`).
 */
export function reportFor(sources: ReportSources, { code, about, audience }: ReportAsk): Report | NoCopy {
  const reader = readers[audience];
  const read = reader?.kind === 'state' ? sharedSources(sources) : sources;
  if (ofAssessments.has(code) && !isAnythingLeft(sources, read, about)) return 'notShared';
  const report = makeReport(code, read, about);
  return typeof report === 'string' || reader === null ? report : outsideView(report, reader);
}

/** Reports that say nothing without an assessment. */
const ofAssessments: ReadonlySet<ReportCode> = new Set(['R2', 'R3', 'R4']);

const readers: { readonly [A in ExportAudience]: OutsideReader | null } = {
  programme: null,
  state: { kind: 'state' },
  donor: { kind: 'donor', stateAgrees: false },
  'donor-agreed': { kind: 'donor', stateAgrees: true },
};

/** What the State of this mission may be shown; nothing where the mission names no State. */
function sharedSources(sources: ReportSources): ReportSources {
  const { mission, assessments, plans, workshops, facts } = sources;
  const country = facts.country === '' ? null : facts.country;
  const shared = (document: Document): Document | null =>
    sharedPart({ kind: 'state', country: facts.country }, document, { country, plans });
  const sharedOf = (documents: readonly Document[]): readonly Document[] =>
    documents.flatMap((document) => shared(document) ?? []);
  return {
    ...sources,
    mission: shared(mission) ?? emptyDocument(mission.doc, mission.kind),
    assessments: assessments.flatMap((source) => {
      const document = shared(source.document);
      return document === null ? [] : [{ ...source, document }];
    }),
    plans: sharedOf(plans),
    workshops: sharedOf(workshops),
  };
}

/** Where assessments are there and none may go to the State, no report of them does; nor is another's given for the one asked for. */
function isAnythingLeft(all: ReportSources, shared: ReportSources, about: DocumentId | undefined): boolean {
  const isThere = ({ assessments }: ReportSources): boolean =>
    about === undefined ? assessments.length > 0 : assessments.some(({ document }) => document.doc === about);
  return isThere(shared) || !isThere(all);
}
