import { parseAnswerPath } from '../assessment/answer-registers.ts';
import { assessmentFactRule } from '../assessment/assessment-summary.ts';
import { assessmentSchema } from '../assessment/schema/assessment-schema.ts';
import type { Document, DocumentLookup } from '../document/document.ts';
import { DocumentKind } from '../document/op.ts';
import { instrumentFactRule, instrumentSchema } from '../instrument/instrument-kind.ts';
import { missionFactRule, missionSchema } from '../mission/mission.ts';
import type { RetentionEvents } from '../path-rules/data-groups.ts';
import type { SummaryFactRule } from '../path-rules/kind-schema.ts';
import type { KnownDocumentKind } from '../path-rules/path-classes.ts';
import { actionPlanSchema } from '../plan/action-plan.ts';
import { assessmentSharing, editionSharing, planSharing, recordSharing } from '../privacy/kind-sharing.ts';
import { programmeSchema } from '../programme/programme-schema.ts';
import { requestFactRule, requestSchema } from '../request/request.ts';
import { assessmentSearch, missionSearch, planSearch, workshopSearch } from '../search/search-subjects.ts';
import { templateFactRule, workshopTemplateSchema } from '../workshop/templates/template-kind.ts';
import { workshopFactRule } from '../workshop/workshop.ts';
import { workshopSchema } from '../workshop/workshop-schema.ts';
import type { KindDescriptor } from './kind-descriptor.ts';
import { requestRetention, workshopRetention } from './retention-events.ts';
import { contentRightsByKind, lifecyclesByKind } from './rights.ts';

const handlingByKind = {
  mission: {
    schema: missionSchema,
    lifecycle: lifecyclesByKind.mission,
    rights: contentRightsByKind.mission,
    mostPerLog: 100,
    facts: missionFactRule,
    answeredQuestionAt: null,
    retention: null,
    search: missionSearch,
    sharing: recordSharing,
    isServerOnly: false,
    startsWith: 'record',
    listedAs: 'mission',
    screens: 'part',
  },
  assessment: {
    schema: assessmentSchema,
    lifecycle: lifecyclesByKind.assessment,
    rights: contentRightsByKind.assessment,
    // A large mission has some 100.
    mostPerLog: 20_000,
    facts: assessmentFactRule,
    answeredQuestionAt: (path) => {
      const answerRegister = parseAnswerPath(path);
      return answerRegister?.kind === 'value' ? answerRegister.at.qid : '';
    },
    retention: null,
    search: assessmentSearch,
    sharing: assessmentSharing,
    isServerOnly: false,
    startsWith: 'record',
    listedAs: 'record',
    screens: 'page',
  },
  workshop: {
    schema: workshopSchema,
    lifecycle: lifecyclesByKind.workshop,
    rights: contentRightsByKind.workshop,
    mostPerLog: 2_000,
    facts: workshopFactRule,
    answeredQuestionAt: null,
    retention: workshopRetention,
    search: workshopSearch,
    sharing: recordSharing,
    isServerOnly: false,
    startsWith: 'record',
    listedAs: 'record',
    screens: 'page',
  },
  'action-plan': {
    schema: actionPlanSchema,
    lifecycle: lifecyclesByKind['action-plan'],
    rights: contentRightsByKind['action-plan'],
    mostPerLog: 100,
    facts: noFacts(),
    answeredQuestionAt: null,
    retention: null,
    search: planSearch,
    sharing: planSharing,
    isServerOnly: false,
    startsWith: 'firstItem',
    listedAs: 'record',
    screens: 'part',
  },
  instrument: {
    schema: instrumentSchema,
    lifecycle: lifecyclesByKind.instrument,
    rights: contentRightsByKind.instrument,
    mostPerLog: 2_000,
    facts: instrumentFactRule,
    answeredQuestionAt: null,
    retention: null,
    search: null,
    sharing: editionSharing,
    isServerOnly: true,
    startsWith: 'record',
    listedAs: 'edition',
    screens: 'none',
  },
  'workshop-template': {
    schema: workshopTemplateSchema,
    lifecycle: lifecyclesByKind['workshop-template'],
    rights: contentRightsByKind['workshop-template'],
    mostPerLog: 1_000,
    facts: templateFactRule,
    answeredQuestionAt: null,
    retention: null,
    search: null,
    sharing: editionSharing,
    isServerOnly: true,
    startsWith: 'record',
    listedAs: 'programme',
    screens: 'none',
  },
  request: {
    schema: requestSchema,
    lifecycle: lifecyclesByKind.request,
    rights: contentRightsByKind.request,
    // The whole programme has some 60 a year.
    mostPerLog: 5_000,
    facts: requestFactRule,
    answeredQuestionAt: null,
    retention: requestRetention,
    search: null,
    sharing: recordSharing,
    isServerOnly: false,
    startsWith: 'record',
    listedAs: 'request',
    screens: 'part',
  },
  programme: {
    schema: programmeSchema,
    lifecycle: lifecyclesByKind.programme,
    rights: contentRightsByKind.programme,
    mostPerLog: 100,
    facts: noFacts(),
    answeredQuestionAt: null,
    retention: null,
    search: null,
    sharing: recordSharing,
    isServerOnly: true,
    startsWith: 'record',
    listedAs: 'programme',
    screens: 'none',
  },
} satisfies { readonly [kind in KnownDocumentKind]: KindDescriptor<kind> };

/** Every kind of document that this version knows, with its handling. */
export const kindDescriptors: { readonly [kind in KnownDocumentKind]: KindDescriptor<kind> } = handlingByKind;

/** Kinds of which the handling is of this type, such as `{ screens: 'page' }`: a table of a surface must name each. */
export type KindWhere<Handling> = {
  [kind in KnownDocumentKind]: (typeof handlingByKind)[kind] extends Handling ? kind : never;
}[KnownDocumentKind];

/** Kinds of which each record has a page of its own. */
export type KindWithPage = KindWhere<{ readonly screens: 'page' }>;

/** The handling of a kind; null for a kind that this version does not know. */
export const descriptorOf = (kind: string): KindDescriptor | null =>
  Object.hasOwn(kindDescriptors, kind) ? kindDescriptors[kind as KnownDocumentKind] : null; // checked before

/** Kinds of which the handling passes a test. */
export const kindsWhere = (test: (kindDescriptor: KindDescriptor) => boolean): readonly DocumentKind[] =>
  Object.entries(kindDescriptors).flatMap(([kind, descriptor]) =>
    test(descriptor) ? [DocumentKind.parse(kind)] : [],
  );

/** The kind where its records have a page of their own; null for every other one. */
export const kindWithPageOf = (kind: string): KindWithPage | null =>
  descriptorOf(kind)?.screens === 'page' ? (kind as KindWithPage) : null; // as its descriptor says

/** Return whether reports of a mission are made from records of this kind. */
export const isReportedKind = (kind: string): boolean => {
  const listedAs = descriptorOf(kind)?.listedAs;
  return listedAs === 'mission' || listedAs === 'record';
};

/** Events that a document states itself; none while it is not here. */
export const retentionEventsOf = (
  document: (DocumentLookup & Pick<Document, 'kind'>) | undefined,
): RetentionEvents =>
  document === undefined ? {} : (descriptorOf(document.kind)?.retention?.eventsOf(document) ?? {});

/** Facts of a kind that lists show by its title alone. */
function noFacts(): SummaryFactRule {
  return { facts: () => ({}) };
}
