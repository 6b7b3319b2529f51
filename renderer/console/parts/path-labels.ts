import type { Document } from '#domain/document/document.ts';
import { valueAt } from '#domain/document/document.ts';
import type { MaturityModel } from '#domain/scoring/maturity-model.ts';
import type { MessageKey } from '#renderer/i18n/message.ts';
import { subjectNamePathOf, type RegisterLabel, registerLabelOf } from '#renderer/records/register-labels.ts';

/** Label of a path. */
export interface PathLabel {
  /** Question or session that it is a part of; null for the record itself. */
  readonly subject: { readonly code: string; readonly title: string } | null;
  readonly what: MessageKey;
  /**
   * Shown beside `what` where no word is exact: the id of a screening question, a path of a newer version.
   */
  readonly detail: string | null;
}

/** Label a path. Total: a path that this version does not know is shown as it is. */
export function pathLabelOf(
  path: string,
  document: Document,
  instrument: MaturityModel | undefined,
): PathLabel {
  const [area = '', id = '', ...rest] = path.split('/');
  const row = registerLabelOf(path);
  if (row !== undefined)
    return { subject: registerSubjectOf(row, path, document, instrument), what: row.what, detail: null };
  switch (area) {
    case 'answers':
      if (rest.length === 3 && rest[2] === 'value' && rest[0] !== 'evidence')
        return {
          subject: indicatorSubject(rest[1] ?? '', instrument),
          ...knownPathLabel('answers/value', ''),
        };
      if (rest.length === 2 && rest[0] !== 'evidence')
        return {
          subject: indicatorSubject(id, instrument),
          ...knownPathLabel(`rows/${rest[1] ?? ''}`, rest.join('/')),
        };
      return { subject: indicatorSubject(id, instrument), ...answerPartLabel(rest) };
    case 'sessions':
      return {
        subject: sessionSubject(id, document),
        ...knownPathLabel(`sessions/${rest.join('/')}`, rest.join('/')),
      };
    case 'screening':
      return { subject: null, what: 'console.path.screening', detail: id };
    case 'comments':
      return {
        subject: null,
        what: rest[0] === 'about' ? 'console.path.commentAbout' : 'console.path.comment',
        detail: null,
      };
    case 'calculated':
      return { subject: null, what: 'console.path.calculated', detail: null };
    case 'notes':
      return { subject: null, what: 'console.path.notes', detail: null };
    case 'team':
      return { subject: null, what: 'console.path.team', detail: teamMemberDetail(rest.join('/')) };
    case 'erased':
      return { subject: null, what: 'note.erased.number', detail: null };
    case 'removals':
      return { subject: null, what: 'register.removalContext', detail: null };
    case 'exports':
      return { subject: null, what: 'register.export', detail: null };
    case 'attendance':
      return { subject: null, what: 'console.path.attendance', detail: null };
    default:
      return { subject: null, ...knownPathLabel(path, path) };
  }
}

// The person itself needs no further word; anything else about them does.
const teamMemberDetail = (rest: string): string | null =>
  rest === 'function' || rest === 'name' ? null : rest;

type PathLabelText = Pick<PathLabel, 'what' | 'detail'>;

function answerPartLabel([part = '', , ...ofEvidence]: readonly string[]): PathLabelText {
  return part === 'evidence'
    ? knownPathLabel(`evidence/${ofEvidence.join('/')}`, ofEvidence.join('/'))
    : knownPathLabel(`answers/${part}`, part);
}

function knownPathLabel(pattern: string, raw: string): PathLabelText {
  const what = pathKeysByPattern.get(pattern);
  return what ? { what, detail: null } : { what: 'console.path.other', detail: raw };
}

function indicatorSubject(id: string, instrument: MaturityModel | undefined): PathLabel['subject'] {
  const found = instrument?.dimensions
    .flatMap((dimension) => dimension.indicators)
    .find((one) => one.id === id);
  return { code: id, title: found?.title ?? '' };
}

/** The question, or the text of the finding, recommendation or plan item; null for the record itself. */
function registerSubjectOf(
  row: RegisterLabel,
  path: string,
  document: Document,
  instrument: MaturityModel | undefined,
): PathLabel['subject'] {
  if (row.subject === 'record') return null;
  const [, id = ''] = path.split('/');
  const register = subjectNamePathOf(row, path);
  if (register === null) return indicatorSubject(id, instrument);
  const name = valueAt(document, register);
  return { code: '', title: typeof name === 'string' ? name : '' };
}

function sessionSubject(id: string, document: Document): PathLabel['subject'] {
  const title = valueAt(document, `sessions/${id}/title`);
  return { code: '', title: typeof title === 'string' ? title : '' };
}

const pathKeysByPattern: ReadonlyMap<string, MessageKey> = new Map<string, MessageKey>([
  ['title', 'console.path.title'],
  ['status', 'console.path.status'],
  ['removed', 'console.path.removed'],
  ['mission', 'console.path.mission'],
  ['instrument', 'console.path.instrument'],
  ['instrument-before', 'console.path.instrumentBefore'],
  ['country', 'console.path.country'],
  ['from', 'console.path.from'],
  ['to', 'console.path.to'],
  ['ends-on', 'programme.end.day'],
  ['erase-after', 'programme.vaults.wrong'],
  ['template', 'console.path.template'],
  ['institution/name', 'console.path.institution'],
  ['institution/type', 'console.path.institutionType'],
  ['answers/state', 'console.path.answer'],
  ['answers/value', 'console.path.answer'],
  ['answers/level', 'console.path.level'],
  ['answers/rationale', 'console.path.rationale'],
  ['answers/confidence', 'console.path.confidence'],
  ['rows/order', 'register.place'],
  ['rows/parent', 'register.row'],
  ['rows/removed', 'register.removed'],
  ['evidence/title', 'console.path.evidence'],
  ['evidence/date', 'register.evidence.date'],
  ['evidence/holder', 'register.evidence.holder'],
  ['evidence/kind', 'console.path.evidenceKind'],
  ['evidence/strength', 'console.path.evidenceStrength'],
  ['evidence/removed', 'console.path.evidenceRemoved'],
  ['sessions/title', 'console.path.sessionTitle'],
  ['sessions/order', 'console.path.sessionOrder'],
  ['sessions/minutes', 'console.path.sessionMinutes'],
  ['sessions/day', 'console.path.sessionDay'],
  ['sessions/method', 'console.path.sessionMethod'],
  ['sessions/output', 'console.path.sessionOutput'],
  ['sessions/notes', 'console.path.sessionNotes'],
  ['sessions/removed', 'console.path.sessionRemoved'],
]);
