import { type Document, valueAt } from '#domain/document/document.ts';
import type { DocumentKind } from '#domain/document/op.ts';
import type { Path } from '#domain/document/path.ts';
import { defaultMaturityModel } from '#domain/scoring/maturity-model.ts';
import type { Message, MessageKey } from '#renderer/i18n/message.ts';
import {
  registerLabelOf,
  type RegisterSubject,
  type RegisterValueKind,
  subjectNamePathOf,
} from '#renderer/records/register-labels.ts';

/**
 * How a person reads and writes a value. `other` is shown as it is and can be kept, but not written by hand.
 */
export type ValueSort =
  | RegisterValueKind
  | 'answer'
  | 'state'
  | 'confidence'
  | 'evidenceKind'
  | 'strength'
  | 'institutionType'
  | 'assessmentStatus'
  | 'missionStatus'
  | 'workshopStatus'
  | 'minutes'
  | 'sessionDay';

/** A register in the words of the domain. */
export interface RegisterDescription {
  /** Subject within the record ("D5.4 Check before use", "Session Opening"); null for the record itself. */
  readonly subject: Message | null;
  readonly what: Message;
  readonly sort: ValueSort;
  /** Place in the record to open; null for the record itself. */
  readonly place:
    | { readonly question: string }
    | { readonly session: string }
    | { readonly place: 'findings' }
    | null;
}

/** Describe every register of every kind of document, also one that this version does not know. */
export function describeRegister(
  kind: DocumentKind,
  path: Path,
  document: Document | undefined,
): RegisterDescription {
  const segments = path.split('/');
  const row = registerLabelOf(path);
  if (row !== undefined) {
    return {
      ...registerPlaceOfRow(
        row.subject,
        segments,
        registerTextAt(document, subjectNamePathOf(row, path) ?? ''),
      ),
      what: { key: row.what },
      sort: row.sort,
    };
  }
  const rule = registerRules.find(([pattern]) => matchesPathPattern(pattern.split('/'), segments));
  const [, within, what, sort]: RegisterRule = rule ?? ['**', 'record', 'conflict.what.other', 'other'];
  return {
    ...registerPlaceOf(within, segments, document),
    what: { key: what, values: { path, id: segments[1] ?? '' } },
    sort: sort === 'status' ? statusValueSort(kind) : sort,
  };
}

type RegisterScope =
  | 'record'
  | 'question'
  | 'row'
  | 'rowAnswer'
  | 'evidence'
  | 'session'
  | 'comment'
  | 'institution'
  | 'screening';
type RegisterRule = readonly [
  pattern: string,
  within: RegisterScope,
  what: MessageKey,
  sort: ValueSort | 'status',
];

/** As in the schemas of the domain: `*` is one segment, a last `**` one or more. The first match counts. */
const registerRules: readonly RegisterRule[] = [
  ['title', 'record', 'conflict.what.title', 'line'],
  ['status', 'record', 'conflict.what.status', 'status'],
  ['from', 'record', 'conflict.what.from', 'day'],
  ['to', 'record', 'conflict.what.to', 'day'],
  ['country', 'record', 'conflict.what.country', 'other'],
  ['mission', 'record', 'conflict.what.mission', 'other'],
  ['instrument', 'record', 'conflict.what.instrument', 'other'],
  ['instrument-before', 'record', 'conflict.what.instrument', 'other'],
  ['template', 'record', 'conflict.what.template', 'other'],
  ['removed', 'record', 'conflict.what.removed', 'removed'],
  ['team/**', 'record', 'conflict.what.team', 'other'],
  ['attendance/**', 'record', 'conflict.what.attendance', 'other'],
  ['notes/*', 'record', 'conflict.what.note', 'lines'],
  ['institution/name', 'institution', 'conflict.what.name', 'line'],
  ['institution/type', 'institution', 'conflict.what.type', 'institutionType'],
  ['institution/**', 'institution', 'conflict.what.detail', 'other'],
  ['screening/*', 'screening', 'conflict.what.screening', 'other'],
  ['answers/*/level', 'question', 'conflict.what.level', 'level'],
  ['answers/*/state', 'question', 'conflict.what.answer', 'state'],
  ['answers/*/rationale', 'question', 'conflict.what.rationale', 'lines'],
  ['answers/*/confidence', 'question', 'conflict.what.confidence', 'confidence'],
  ['answers/*/evidence/*/title', 'evidence', 'conflict.what.title', 'line'],
  ['answers/*/evidence/*/date', 'evidence', 'register.evidence.date', 'day'],
  ['answers/*/evidence/*/holder', 'evidence', 'register.evidence.holder', 'line'],
  ['answers/*/evidence/*/kind', 'evidence', 'conflict.what.kind', 'evidenceKind'],
  ['answers/*/evidence/*/strength', 'evidence', 'conflict.what.strength', 'strength'],
  ['answers/*/evidence/*/removed', 'evidence', 'conflict.what.removed', 'removed'],
  ['answers/*/evidence/**', 'evidence', 'conflict.what.detail', 'other'],
  ['answers/*/value', 'question', 'conflict.what.answer', 'other'],
  ['answers/*/*/removed', 'row', 'conflict.what.removed', 'removed'],
  ['answers/*/*/order', 'row', 'conflict.what.place', 'place'],
  ['answers/*/*/parent', 'row', 'conflict.what.detail', 'other'],
  ['answers/*/*/*/value', 'rowAnswer', 'conflict.what.answer', 'other'],
  ['comments/*/text', 'comment', 'conflict.what.text', 'lines'],
  ['comments/*/removed', 'comment', 'conflict.what.removed', 'removed'],
  ['comments/**', 'comment', 'conflict.what.detail', 'other'],
  ['sessions/*/title', 'session', 'conflict.what.title', 'line'],
  ['sessions/*/order', 'session', 'conflict.what.place', 'place'],
  ['sessions/*/day', 'session', 'conflict.what.day', 'sessionDay'],
  ['sessions/*/minutes', 'session', 'conflict.what.minutes', 'minutes'],
  ['sessions/*/method', 'session', 'conflict.what.method', 'line'],
  ['sessions/*/output', 'session', 'conflict.what.output', 'line'],
  ['sessions/*/removed', 'session', 'conflict.what.removed', 'removed'],
  ['sessions/**', 'session', 'conflict.what.detail', 'other'],
];

function matchesPathPattern(pattern: readonly string[], segments: readonly string[]): boolean {
  const isOpen = pattern.at(-1) === '**';
  if (isOpen ? segments.length < pattern.length : segments.length !== pattern.length) return false;
  return pattern.every((part, at) => part === '*' || part === '**' || part === segments[at]);
}

function registerPlaceOf(
  within: RegisterScope,
  [, id = '', row = '', item = '']: readonly string[],
  document: Document | undefined,
): Pick<RegisterDescription, 'subject' | 'place'> {
  switch (within) {
    case 'record':
      return { subject: null, place: null };
    case 'institution':
      return { subject: { key: 'conflict.subject.institution' }, place: null };
    case 'screening':
      return { subject: { key: 'conflict.subject.screening' }, place: null };
    case 'question':
      return { subject: questionSubjectMessage(id), place: { question: id } };
    case 'row':
      return { subject: { key: 'conflict.subject.row', values: { id } }, place: null };
    case 'rowAnswer':
      return { subject: questionSubjectMessage(item), place: { question: `${row}~${item}` } };
    case 'evidence': {
      const title = registerTextAt(document, `answers/${id}/evidence/${item}/title`);
      const subject: Message = { key: 'conflict.subject.evidence', values: { question: id, title } };
      return { subject, place: { question: id } };
    }
    case 'comment': {
      const about = registerTextAt(document, `comments/${id}/about`);
      const subject: Message = { key: 'conflict.subject.comment', values: { about: about || 'none' } };
      return { subject, place: about === '' ? null : { question: about } };
    }
    case 'session': {
      const title = registerTextAt(document, `sessions/${id}/title`);
      const subject: Message = { key: 'conflict.subject.session', values: { title: title || 'none' } };
      return { subject, place: { session: id } };
    }
  }
}

/**
 * The same for a row of the shared table of labels.
 * @param name Text with the item's name.
 */
function registerPlaceOfRow(
  subject: RegisterSubject,
  [area = '', id = '']: readonly string[],
  name: string,
): Pick<RegisterDescription, 'subject' | 'place'> {
  switch (subject) {
    case 'record':
      return { subject: null, place: null };
    case 'question':
      return {
        subject: questionSubjectMessage(id),
        place: area === 'targets' || area === 'priorities' ? { place: 'findings' } : { question: id },
      };
    case 'asked':
      return id.includes('.')
        ? { subject: questionSubjectMessage(id), place: { question: id } }
        : { subject: { key: 'register.subject.dimension', values: { id } }, place: null };
    case 'finding':
      return {
        subject: { key: 'register.subject.finding', values: { text: name || 'none' } },
        place: { place: 'findings' },
      };
    case 'recommendation':
      return {
        subject: { key: 'register.subject.recommendation', values: { text: name || 'none' } },
        place: { place: 'findings' },
      };
    case 'item':
      return { subject: { key: 'register.subject.item', values: { text: name || 'none' } }, place: null };
    case 'point':
      return { subject: { key: 'register.subject.point', values: { about: name || 'none' } }, place: null };
    case 'stateComment':
      return {
        subject: { key: 'register.subject.stateComment', values: { about: name || 'none' } },
        place: null,
      };
  }
}

/** "D5.4 Check before use", in the instrument's words where it knows the question. */
function questionSubjectMessage(qid: string): Message {
  const indicator = defaultMaturityModel.dimensions
    .flatMap(({ indicators }) => indicators)
    .find((one) => one.id === qid);
  return indicator === undefined
    ? { key: 'conflict.subject.unknownQuestion', values: { id: qid } }
    : { key: 'conflict.subject.question', values: { id: qid, title: indicator.title } };
}

function statusValueSort(kind: DocumentKind): ValueSort {
  if (kind === 'assessment') return 'assessmentStatus';
  if (kind === 'mission') return 'missionStatus';
  return kind === 'workshop' ? 'workshopStatus' : 'other';
}

function registerTextAt(document: Document | undefined, path: string): string {
  const value = valueAt(document, path);
  return typeof value === 'string' ? value : '';
}
