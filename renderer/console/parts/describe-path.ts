import type { Document } from '#domain/document/document.ts';
import { plainTextAt } from '#domain/document/document.ts';
import type { MaturityModel } from '#domain/scoring/maturity-model.ts';
import type { Message } from '#renderer/i18n';
import { type PathLabel, pathLabelOf, subjectNamePathOf } from '#renderer/records/path-labels.ts';

/** Path in words. */
export interface PathDescription {
  /** Question or session that it is a part of; null for the record itself. */
  readonly subject: { readonly code: string; readonly title: string } | null;
  readonly what: Message;
  /** Shown beside `what` where no word is exact: the id of a screening question, an unknown part. */
  readonly detail: string | null;
}

/** Describe a path. Total: a path that this version does not know is shown as it is. */
export function describePath(
  path: string,
  document: Document,
  maturityModel: MaturityModel | undefined,
): PathDescription {
  const pathLabel = pathLabelOf(path);
  if (pathLabel === undefined)
    return { subject: null, what: { key: 'path.unknown', values: { path } }, detail: null };
  return {
    subject: subjectOf(pathLabel, path, document, maturityModel),
    what: { key: pathLabel.key },
    detail: detailOf(pathLabel, path),
  };
}

function detailOf({ pattern, key }: PathLabel, path: string): string | null {
  const segments = path.split('/');
  const last = segments.at(-1) ?? '';
  if (pattern === 'screening/*') return last;
  // The person itself needs no further word; anything else about them does.
  if (pattern === 'team/**') return personParts.has(segments[2] ?? '') ? null : segments.slice(2).join('/');
  return key === 'path.detail' || key === 'path.institution.detail' ? last : null;
}

const personParts: ReadonlySet<string> = new Set(['', 'function', 'name']);

/** The question, or the text of the finding, session or plan item; null for the record itself. */
function subjectOf(
  pathLabel: PathLabel,
  path: string,
  document: Document,
  maturityModel: MaturityModel | undefined,
): PathDescription['subject'] {
  const [, id = '', , item = ''] = path.split('/');
  switch (pathLabel.subject) {
    case 'record':
    case 'screening':
    case 'comment':
      return null;
    case 'question':
    case 'assigned':
    case 'row':
    case 'evidence':
      return questionSubject(id, maturityModel);
    case 'rowAnswer':
      return questionSubject(item, maturityModel);
    default:
      return { code: '', title: plainTextAt(document, subjectNamePathOf(pathLabel, path) ?? '') };
  }
}

function questionSubject(id: string, maturityModel: MaturityModel | undefined): PathDescription['subject'] {
  const foundIndicator = maturityModel?.dimensions
    .flatMap((dimension) => dimension.indicators)
    .find((indicator) => indicator.id === id);
  return { code: id, title: foundIndicator?.title ?? '' };
}
