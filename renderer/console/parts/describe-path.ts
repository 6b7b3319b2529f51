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
  instrument: MaturityModel | undefined,
): PathDescription {
  const label = pathLabelOf(path);
  if (label === undefined)
    return { subject: null, what: { key: 'path.unknown', values: { path } }, detail: null };
  return {
    subject: subjectOf(label, path, document, instrument),
    what: { key: label.key },
    detail: detailOf(label, path),
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
  label: PathLabel,
  path: string,
  document: Document,
  instrument: MaturityModel | undefined,
): PathDescription['subject'] {
  const [, id = '', , item = ''] = path.split('/');
  switch (label.subject) {
    case 'record':
    case 'screening':
    case 'comment':
      return null;
    case 'question':
    case 'assigned':
    case 'row':
    case 'evidence':
      return questionSubject(id, instrument);
    case 'rowAnswer':
      return questionSubject(item, instrument);
    default:
      return { code: '', title: plainTextAt(document, subjectNamePathOf(label, path) ?? '') };
  }
}

function questionSubject(id: string, instrument: MaturityModel | undefined): PathDescription['subject'] {
  const found = instrument?.dimensions
    .flatMap((dimension) => dimension.indicators)
    .find((one) => one.id === id);
  return { code: id, title: found?.title ?? '' };
}
