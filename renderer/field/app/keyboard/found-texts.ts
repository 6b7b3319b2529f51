import type { DocumentKind } from '#domain/document/op.ts';
import { interviewNoteTitle } from '#domain/interview/interview-note.ts';
import { defaultMaturityModel } from '#domain/scoring/maturity-model.ts';
import type { ExcerptPart } from '#domain/search/search-words.ts';
import { type FieldRoute, fieldAddressOf } from '#renderer/field/parts/field-route.ts';
import type { PlainMessageKey, Translate } from '#renderer/i18n';
import { pathLabelOf } from '#renderer/records/path-labels.ts';
import { valueLabels } from '#renderer/records/value-labels.ts';
import type { FoundRecord, FoundText, SearchResult } from '#renderer/store/api/search-api.ts';
import type { InstitutionNames } from '../documents/institution-names.ts';
import { routeOfFoundRecord, routeOfFoundText } from './found-text-route.ts';
import type { FoundItem } from './show-found.ts';

/** Text with words of a search, as the list shows it. */
interface FoundLine {
  readonly id: string;
  /** "D5.4 Check before use · Rationale". */
  readonly position: string;
  readonly excerpt: readonly ExcerptPart[];
  readonly route: FieldRoute;
  /** Item to show on that page; null where the page itself is it. */
  readonly item: FoundItem | null;
}

/** Texts found in one record. */
export interface FoundGroup {
  readonly id: string;
  readonly title: string;
  /** Kind of the record, and its mission. */
  readonly note: string;
  readonly lines: readonly FoundLine[];
  /** Number of further texts. */
  readonly more: number;
}

/** Result of a search as the list shows it. */
export interface FoundGroups extends Pick<SearchResult, 'total' | 'building'> {
  readonly groups: readonly FoundGroup[];
}

/**
 * Group found texts by record, each with its position.
 * @param listed addresses that the list has already: a record found by its title alone is not shown twice
 */
export function foundGroupsOf(
  { records, total, building }: SearchResult,
  listed: ReadonlySet<string>,
  translate: Translate,
): FoundGroups {
  const groups = records
    .map((foundRecord): FoundGroup => {
      const address = addressOfRecord(foundRecord);
      // The list may have the record itself under its address: no two of its keys are the same.
      const id = `texts of ${address}`;
      return {
        id,
        title: foundRecord.title || translate(kindLabelOf(foundRecord)),
        note: [translate(kindLabelOf(foundRecord)), foundRecord.mission]
          .filter((part) => part !== '' && part !== foundRecord.title)
          .join(' · '),
        more: foundRecord.more,
        lines: foundRecord.texts
          .filter(({ path }) => path === null || !titlePaths.has(path) || !listed.has(address))
          .map((foundText, at) => ({
            id: `${id} ${at}`,
            position: positionOfText(foundText, translate),
            excerpt: foundText.excerpt,
            route: routeOfFoundText(foundRecord, foundText),
            item: itemOfText(foundText),
          })),
      };
    })
    .filter(({ lines }) => lines.length > 0);
  return { groups, total, building };
}

const titlePaths: ReadonlySet<string> = new Set(['title', 'institution/name']);

/** The same records, with the present name of its institution in the title of each interview note. */
export const withPresentNoteTitles = (
  foundRecords: readonly FoundRecord[],
  { nameOf }: Pick<InstitutionNames, 'nameOf'>,
): readonly FoundRecord[] =>
  foundRecords.map((foundRecord) => {
    if (foundRecord.kind !== 'note') return foundRecord;
    const institution = nameOf(foundRecord.log, { 'institution/name': foundRecord.institution });
    return { ...foundRecord, title: interviewNoteTitle({ institution, function: foundRecord.function }) };
  });

const kindLabelOf = (foundRecord: FoundRecord): PlainMessageKey =>
  foundRecord.kind === 'note'
    ? 'note.untitled'
    : (documentKindLabels[foundRecord.documentKind] ?? 'value.documentKind.other');

const documentKindLabels: Readonly<Record<DocumentKind, PlainMessageKey>> = valueLabels.documentKind;

const addressOfRecord = (foundRecord: FoundRecord): string => fieldAddressOf(routeOfFoundRecord(foundRecord));

/** Titles and texts that are their subject: their field's own label, such as "Text", would not name it. */
const subjectLabels: readonly (readonly [RegExp, PlainMessageKey])[] = [
  [/^findings\/[^/]+\/text$/, 'frame.go.finding'],
  [/^recommendations\/[^/]+\/text$/, 'frame.go.recommendation'],
  [/^entries\/[^/]+\/text$/, 'frame.go.entry'],
  [/^objectives\/[^/]+\/text$/, 'frame.go.objective'],
  [/^review\/points\/[^/]+\/text$/, 'life.point.here'],
  [/^sessions\/[^/]+\/title$/, 'frame.go.session'],
  [/^items\/[^/]+\/title$/, 'frame.go.item'],
];
const ownSubjectPattern = /^(?:sessions|items)\/[^/]+\/title$/;

function positionOfText({ path, subject }: FoundText, translate: Translate): string {
  if (path === null) return translate('note.text');
  const ownMessageKey = subjectLabels.find(([pattern]) => pattern.test(path))?.[1];
  const label = translate(ownMessageKey ?? pathLabelOf(path)?.key ?? 'path.detail');
  const about = ownSubjectPattern.test(path) ? '' : namedSubject(subject);
  return about === '' ? label : `${about} · ${label}`;
}

/** A question of the built-in instrument with its title; any other subject as it is. */
function namedSubject(subject: string): string {
  const [code = ''] = subject.split('.', 1);
  const maturityDimension = defaultMaturityModel.dimensions.find((one) => one.code === code);
  const indicator = maturityDimension?.indicators.find(({ id }) => id === subject);
  return indicator === undefined ? subject : `${subject} ${indicator.title}`;
}

/** A title is that of the page. */
const itemOfText = ({ path, target, excerpt }: FoundText): FoundItem | null =>
  path !== null && titlePaths.has(path)
    ? null
    : { path, target, words: excerpt.map(({ text }) => (text === '…' ? '' : text)).join('') };
