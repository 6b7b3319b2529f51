import type { DocumentId } from '../ids.ts';
import { emptyDocument, type Document } from '../document/document.ts';
import type { ExportAudience } from '../privacy/export-note.ts';
import { type SharedWith, sharedPart } from '../privacy/sharing.ts';
import { behindItems } from './behind-items.ts';
import { makeReport, type NoReport } from './make-report.ts';
import { type OutsideReader, outsideView } from './outside-view.ts';
import type { Report, ReportCode, SharingTerms } from './report.ts';
import { readSource, type ReportSources } from './report-sources.ts';

/** Which report, of which institution (R2), for whom. */
export interface ReportAsk {
  readonly code: ReportCode;
  readonly about?: DocumentId | undefined;
  readonly audience: ExportAudience;
  /** Needed for a partner: whose copy, and under which note. */
  readonly sharing?: SharingTerms | undefined;
}

/**
 * Why there is no copy for this reader: none of what it would be made from is shared with the State yet; a partner gets the plan
 * alone; nobody has said which entity it is for.
 */
export type NoCopy = NoReport | 'notShared' | 'notForPartner' | 'noEntity';

/**
 * A report as its reader gets it: the one way to a report that leaves Fieldbook, on the laptop and at headquarters. A
 * State's copy is made from nothing but what is shared with it (`sharing.ts`): its own drafts and finals, no interview. A
 * donor's sums are over all institutions, so it is made from everything and each cell is looked at (`outside-view.ts`). A
 * partner's copy is made from its items and what they rest on, and says under which note it has them.
 */
export function reportFor(sources: ReportSources, ask: ReportAsk): Report | NoCopy {
  const { code, about, audience, sharing } = ask;
  if (audience === 'partner') return partnerCopy(sources, code, sharing);
  const reader = readers[audience];
  const read = reader?.kind === 'state' ? sharedSources(sources, stateOf(sources)) : sources;
  if (ofAssessments.has(code) && !isAnythingLeft(sources, read, about)) return 'notShared';
  const report = makeReport(code, read, about);
  return typeof report === 'string' || reader === null ? report : outsideView(report, reader);
}

/** Of which institutions this reader may have R2, in the order of the records. */
export const shownInstitutions = (sources: ReportSources, audience: ExportAudience): readonly DocumentId[] =>
  (audience === 'state' ? sharedSources(sources, stateOf(sources)) : sources).assessments.map(
    ({ document }) => document.doc,
  );

/**
 * How many of the assessments that no report can read are missing from this one. What the reader would not have anyway is
 * not; nor does a plan need any, unless its partner's items rest on one.
 */
export function missingFrom(sources: ReportSources, leftOut: readonly Document[], ask: ReportAsk): number {
  const { code, audience, sharing } = ask;
  const shared = (to: SharedWith): number =>
    leftOut.filter((one) => shareOf(sources, one, to) !== null).length;
  if (audience === 'partner')
    return code === 'R5' && sharing !== undefined ? shared({ kind: 'partner', entity: sharing.entity }) : 0;
  if (code === 'R5') return 0;
  return audience === 'state' ? shared(stateOf(sources)) : leftOut.length;
}

/** Reports that say nothing without an assessment. */
const ofAssessments: ReadonlySet<ReportCode> = new Set(['R2', 'R3', 'R4']);

/** R5 over the items that an entity leads or supports, with the findings and recommendations that they rest on. */
function partnerCopy(
  sources: ReportSources,
  code: ReportCode,
  sharing: SharingTerms | undefined,
): Report | NoCopy {
  if (code !== 'R5') return 'notForPartner';
  if (sharing === undefined || sharing.entity.trim() === '') return 'noEntity';
  const read = sharedSources(sources, { kind: 'partner', entity: sharing.entity });
  const report = makeReport(code, read);
  if (typeof report === 'string') return report;
  const sections = [...report.sections, ...behindItems(read.assessments.map(readSource))];
  return { ...outsideView({ ...report, sections }, { kind: 'partner' }), sharing };
}

const readers: { readonly [A in Exclude<ExportAudience, 'partner'>]: OutsideReader | null } = {
  programme: null,
  state: { kind: 'state' },
  donor: { kind: 'donor', stateAgrees: false },
  'donor-agreed': { kind: 'donor', stateAgrees: true },
};

const stateOf = ({ facts }: ReportSources): SharedWith => ({ kind: 'state', country: facts.country });

/** What of one record a State or a partner may be shown; a State nothing where the mission names none. */
const shareOf = ({ facts, plans }: ReportSources, document: Document, to: SharedWith): Document | null =>
  sharedPart(to, document, { country: facts.country === '' ? null : facts.country, plans });

/** The same of all records of the mission. */
function sharedSources(sources: ReportSources, to: SharedWith): ReportSources {
  const { mission, assessments, plans, workshops } = sources;
  const shared = (document: Document): Document | null => shareOf(sources, document, to);
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
