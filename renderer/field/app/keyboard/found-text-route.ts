import type { Path } from '#domain/document/op.ts';
import type { KindSearch } from '#domain/kinds/kind-descriptor.ts';
import type { KindWhere } from '#domain/kinds/kind-descriptors.ts';
import { entryOfKind } from '#domain/path-rules/path-classes.ts';
import type { FieldRoute } from '#renderer/field/parts/field-route.ts';
import type { FoundDocument, FoundRecord, FoundText } from '#renderer/store/api/search-api.ts';
import { routeOfRecord } from '../undo/register-route.ts';

/** Route that shows a found text: its screen in the record, or the record itself. */
export function routeOfFoundText(foundRecord: FoundRecord, foundText: FoundText): FieldRoute {
  if (foundRecord.kind === 'note') return routeOfFoundRecord(foundRecord);
  const routeOfText = entryOfKind(textRoutesByKind, foundRecord.documentKind, routeOfFoundRecord);
  return routeOfText(foundRecord, foundText);
}

/** Route of a found record, whatever its texts are. */
export const routeOfFoundRecord = (foundRecord: FoundRecord): FieldRoute =>
  foundRecord.kind === 'note'
    ? { screen: 'note', log: foundRecord.log, note: foundRecord.note }
    : routeOfRecord({ log: foundRecord.log, doc: foundRecord.doc, kind: foundRecord.documentKind });

type TextRoute = (foundDocument: FoundDocument, foundText: FoundText) => FieldRoute;

/** Kinds with texts that the search finds and screens show. */
type KindWithShownTexts = KindWhere<{ readonly screens: 'page' | 'part'; readonly search: KindSearch }>;

/** Screens of texts for each kind of record; a kind without screens leads to its record. */
const textRoutesByKind: { readonly [kind in KindWithShownTexts]: TextRoute } = {
  mission: routeOfMissionText,
  assessment: routeOfAssessmentText,
  workshop: routeOfWorkshopText,
  'action-plan': routeOfPlanText,
};

function routeOfMissionText(foundDocument: FoundDocument, { path }: FoundText): FieldRoute {
  return areaOf(path) === 'national'
    ? { screen: 'mission', log: foundDocument.log, tab: 'national' }
    : routeOfFoundRecord(foundDocument);
}

function routeOfAssessmentText({ log, doc }: FoundDocument, { path, target }: FoundText): FieldRoute {
  const tab = tabsOfArea[areaOf(path)];
  return {
    screen: 'assessment',
    log,
    doc,
    ...(tab && { tab }),
    ...(target !== null && tab !== 'findings' && tab !== 'review' && { question: target }),
  };
}

function routeOfWorkshopText({ log, doc }: FoundDocument, { path, target }: FoundText): FieldRoute {
  const section = sectionsOfArea[areaOf(path)];
  return {
    screen: 'workshop',
    log,
    doc,
    ...(section && { section }),
    ...(target !== null && !isOfAgendaRow(path) && { session: target }),
  };
}

function routeOfPlanText(foundDocument: FoundDocument, { target }: FoundText): FieldRoute {
  return target === null
    ? routeOfFoundRecord(foundDocument)
    : { screen: 'planItem', log: foundDocument.log, item: target };
}

const areaOf = (path: Path | null): string => path?.split('/', 1)[0] ?? '';

/** Tabs of an assessment that show an area; the questions show the others. */
const tabsOfArea: Readonly<Record<string, 'findings' | 'ratings' | 'review'>> = {
  findings: 'findings',
  recommendations: 'findings',
  targets: 'findings',
  priorities: 'findings',
  consolidations: 'ratings',
  'second-ratings': 'ratings',
  review: 'review',
  'state-comments': 'review',
  'version-reason': 'review',
  'sign-off': 'review',
  report: 'review',
  'key-messages': 'review',
};

/** Texts of a session that only the agenda shows. */
const isOfAgendaRow = (path: Path | null): boolean =>
  /^sessions\/[^/]+\/(?:room|lead|materials|delivery-note)$/.test(path ?? '');

/** Sections of a workshop that show an area; the agenda shows the others. */
const sectionsOfArea: Readonly<Record<string, 'notes' | 'lessons' | 'report'>> = {
  entries: 'notes',
  lessons: 'lessons',
  report: 'report',
};
