import { kindDescriptors } from '#domain/kinds/kind-descriptors.ts';
import { isPathInPattern, type PathRule } from '#domain/path-rules/kind-schema.ts';
import type { ValueKind } from '#domain/path-rules/path-field.ts';
import type { PathLabelKey } from '#domain/path-rules/path-text-key.ts';

/** Subject of a path within a record; `record` is the record itself. */
export type PathSubject =
  | 'record'
  | 'screening'
  | 'question'
  | 'assigned'
  | 'row'
  | 'rowAnswer'
  | 'evidence'
  | 'comment'
  | 'session'
  | 'meeting'
  | 'checkItem'
  | 'keyMessage'
  | 'objective'
  | 'participant'
  | 'entry'
  | 'lesson'
  | 'finding'
  | 'recommendation'
  | 'item'
  | 'milestone'
  | 'point'
  | 'stateComment';

/** Label of a family of paths, with the kind of its values. `status`: each kind of record has values of its own. */
export interface PathLabel {
  readonly pattern: string;
  readonly subject: PathSubject;
  readonly key: PathLabelKey;
  readonly valueKind: ValueKind | 'status';
}

/** Subject of each area that is not about the record itself. The first match counts. */
const subjects: readonly (readonly [pattern: string, subject: PathSubject])[] = [
  ['answers/*/evidence/**', 'evidence'],
  ['answers/*/*/*/**', 'rowAnswer'],
  ['answers/*/*/**', 'row'],
  ['answers/**', 'question'],
  ['targets/**', 'question'],
  ['priorities/**', 'question'],
  ['second-ratings/**', 'question'],
  ['national/**', 'question'],
  ['consolidations/**', 'question'],
  ['screening/**', 'screening'],
  ['key-messages/**', 'keyMessage'],
  ['meetings/**', 'meeting'],
  ['checklist/**', 'checkItem'],
  ['comments/**', 'comment'],
  ['findings/**', 'finding'],
  ['recommendations/**', 'recommendation'],
  ['assignments/**', 'assigned'],
  ['review/points/**', 'point'],
  ['review/replies/**', 'point'],
  ['state-comments/**', 'stateComment'],
  ['sessions/**', 'session'],
  ['objectives/**', 'objective'],
  ['participants/**', 'participant'],
  ['entries/**', 'entry'],
  ['lessons/**', 'lesson'],
  ['items/*/milestones/**', 'milestone'],
  ['items/**', 'item'],
];

const subjectOf = (path: string): PathSubject =>
  subjects.find(([pattern]) => isPathInPattern(pattern, path))?.[1] ?? 'record';

type LabelledField = readonly [kind: PathLabel['valueKind'], label: PathLabelKey];

/** Fields of parts of an open family, whose rule is one for all of them. */
const partFields: readonly (readonly [pattern: string, field: LabelledField])[] = [
  ['institution/type', ['institutionType', 'path.institution.type']],
  ['answers/*/evidence/*/date', ['day', 'path.evidence.date']],
  ['answers/*/evidence/*/kind', ['evidenceKind', 'path.evidence.kind']],
  ['answers/*/evidence/*/strength', ['evidenceStrength', 'path.evidence.strength']],
  ['answers/*/evidence/*/mark', ['confidentiality', 'path.confidentiality']],
  ['answers/*/evidence/*/removed', ['removed', 'path.evidence.removed']],
  ['comments/*/about', ['line', 'path.about']],
  ['comments/*/removed', ['removed', 'path.removed']],
];

const ruleFields = Object.values(kindDescriptors)
  .flatMap(({ schema }): readonly PathRule[] => schema)
  .flatMap(({ pattern, field, rights }): readonly (readonly [string, LabelledField])[] => {
    if (field === null) return [];
    const [valueKind, key] = field;
    return [[pattern, [rights === 'status' ? 'status' : valueKind, key]]];
  });

/**
 * Labels of all paths, in the field and at headquarters, from their rules. A path that several kinds have has one label.
 * The first match counts.
 */
export const pathLabels: readonly PathLabel[] = Array.from(
  new Map([...partFields, ...ruleFields]),
  ([pattern, [valueKind, key]]) => ({ pattern, subject: subjectOf(pattern), key, valueKind }),
);

const areaOf = (path: string): string => path.split('/', 1)[0] ?? '';

/** Labels by the first segment of their pattern, for long histories. */
const labelsByArea: ReadonlyMap<string, readonly PathLabel[]> = new Map(
  pathLabels.map(({ pattern }) => [
    areaOf(pattern),
    pathLabels.filter((pathLabel) => areaOf(pathLabel.pattern) === areaOf(pattern)),
  ]),
);

/** Label of a path; undefined for a path of a newer version. */
export const pathLabelOf = (path: string): PathLabel | undefined =>
  labelsByArea.get(areaOf(path))?.find(({ pattern }) => isPathInPattern(pattern, path));

/**
 * Path of the text that names a path's subject; null for a subject named by the instrument or by nothing.
 */
export function subjectNamePathOf({ subject }: PathLabel, path: string): string | null {
  const [area = '', id = '', third = '', item = ''] = path.split('/');
  switch (subject) {
    case 'finding':
    case 'recommendation':
    case 'objective':
    case 'checkItem':
    case 'keyMessage':
    case 'entry':
      return `${area}/${id}/text`;
    case 'item':
    case 'session':
      return `${area}/${id}/title`;
    case 'participant':
      return `${area}/${id}/code`;
    case 'meeting':
      return `${area}/${id}/institution`;
    case 'lesson':
      return `${area}/${id}/recommendation`;
    case 'evidence':
      return `answers/${id}/evidence/${item}/title`;
    case 'milestone':
      return `items/${id}/milestones/${item}/text`;
    case 'point':
      return `review/points/${third}/about`;
    case 'comment':
    case 'stateComment':
      return `${area}/${id}/about`;
    default:
      return null;
  }
}
