import { schemaOfKind } from '../document/document-kinds.ts';
import { findPathRulesBelow, type PathRule } from '../document/kind-schema.ts';
import { DocumentKind } from '../document/op.ts';
import type { DocumentId } from '../ids.ts';
import { type AudienceMember, isInAudience } from '../privacy/path-audience.ts';
import type { RecordTitle, ReportRow } from './report.ts';

/** Kind of each record of a report. */
export type RecordKinds = ReadonlyMap<DocumentId, string>;

export const recordKindsOf = (titles: readonly RecordTitle[]): RecordKinds =>
  new Map(titles.map(({ doc, kind }) => [doc, kind]));

/** A field or item that a row names, as the rules that decide on it: several for an item with parts. */
type NamedField = readonly PathRule[];

/** Fields that a row names, by the kinds of their records. A field without a rule is nobody's. */
function namedFieldsOf({ records }: ReportRow, kinds: RecordKinds): readonly NamedField[] {
  return records.flatMap(({ doc, paths = [] }) => {
    const kind = DocumentKind.safeParse(kinds.get(doc)).data;
    const schema = (kind && schemaOfKind(kind)) ?? [];
    return paths.map((path) => findPathRulesBelow(schema, path));
  });
}

/** Return whether a row rests on a field that nobody outside is shown. No access that it states opens it. */
export const restsOnInsideField = (row: ReportRow, kinds: RecordKinds): boolean =>
  namedFieldsOf(row, kinds).some((field) => field.every(({ sharedWith }) => sharedWith.length === 0));

/** Return whether a reader outside is shown every field that a row names. A row that names none is nobody's. */
export function isEveryFieldShared(row: ReportRow, kinds: RecordKinds, to: AudienceMember): boolean {
  const fields = namedFieldsOf(row, kinds);
  return (
    fields.length > 0 && fields.every((field) => field.some(({ sharedWith }) => isInAudience(sharedWith, to)))
  );
}
