import { type Document, plainTextAt } from '#domain/document/document.ts';
import type { DocumentKind, Path } from '#domain/document/op.ts';
import { pathRuleOf } from '#domain/kinds/document-kinds.ts';
import type { ValueKind } from '#domain/path-rules/path-field.ts';
import { defaultMaturityModel } from '#domain/scoring/maturity-model.ts';
import type { Message } from '#renderer/i18n';
import { type PathSubject, pathLabelOf, subjectNamePathOf } from '#renderer/records/path-labels.ts';

/** Register as a person knows it: its subject, its label, and the kind of its values. */
export interface RegisterDescription {
  /** Subject within the record ("D5.4 Check before use", "Session Opening"); null for the record itself. */
  readonly subject: Message | null;
  readonly what: Message;
  readonly valueKind: ValueKind;
  /** Screen of the record to open; null for the record itself. */
  readonly target:
    | { readonly question: string }
    | { readonly session: string }
    | { readonly tab: 'findings' }
    | null;
}

/** Describe every register of every kind of document, also one that this version does not know. */
export function describeRegister(
  documentKind: DocumentKind,
  path: Path,
  document: Document | undefined,
): RegisterDescription {
  const pathLabel = pathLabelOf(path);
  if (pathLabel === undefined)
    return {
      subject: null,
      target: null,
      what: { key: 'path.unknown', values: { path } },
      valueKind: 'other',
    };
  const name = plainTextAt(document, subjectNamePathOf(pathLabel, path) ?? '');
  return {
    ...subjectAndTargetOf(pathLabel.subject, path.split('/'), name),
    what: { key: pathLabel.key },
    valueKind:
      pathLabel.valueKind === 'status'
        ? (pathRuleOf(documentKind, path)?.field?.[0] ?? 'other')
        : pathLabel.valueKind,
  };
}

/** @param name Text with the name of the subject; empty where it has none. */
function subjectAndTargetOf(
  pathSubject: PathSubject,
  [area = '', id = '', row = '', item = '']: readonly string[],
  name: string,
): Pick<RegisterDescription, 'subject' | 'target'> {
  switch (pathSubject) {
    case 'record':
      return { subject: null, target: null };
    case 'screening':
      return { subject: { key: 'conflict.subject.unknownQuestion', values: { id } }, target: null };
    case 'question':
      return {
        subject: questionSubjectMessage(id),
        target: area === 'targets' || area === 'priorities' ? { tab: 'findings' } : { question: id },
      };
    case 'assigned':
      return id.includes('.')
        ? { subject: questionSubjectMessage(id), target: { question: id } }
        : { subject: { key: 'conflict.subject.dimension', values: { id } }, target: null };
    case 'row':
      return { subject: { key: 'conflict.subject.row', values: { id } }, target: null };
    case 'rowAnswer':
      return { subject: questionSubjectMessage(item), target: { question: `${row}~${item}` } };
    case 'evidence':
      return {
        subject: { key: 'conflict.subject.evidence', values: { question: id, title: name } },
        target: { question: id },
      };
    case 'comment':
      return {
        subject: { key: 'conflict.subject.comment', values: { about: name || 'none' } },
        target: name === '' ? null : { question: name },
      };
    case 'session':
      return {
        subject: { key: 'conflict.subject.session', values: { title: name || 'none' } },
        target: { session: id },
      };
    case 'meeting':
      return { subject: { key: 'conflict.subject.meeting', values: { name: name || 'none' } }, target: null };
    case 'checkItem':
      return {
        subject: { key: 'conflict.subject.checkItem', values: { text: name || 'none' } },
        target: null,
      };
    case 'keyMessage':
      return {
        subject: { key: 'conflict.subject.keyMessage', values: { text: name || 'none' } },
        target: null,
      };
    case 'finding':
      return {
        subject: { key: 'conflict.subject.finding', values: { text: name || 'none' } },
        target: { tab: 'findings' },
      };
    case 'recommendation':
      return {
        subject: { key: 'conflict.subject.recommendation', values: { text: name || 'none' } },
        target: { tab: 'findings' },
      };
    case 'objective':
      return {
        subject: { key: 'conflict.subject.objective', values: { text: name || 'none' } },
        target: null,
      };
    case 'participant':
      return {
        subject: { key: 'conflict.subject.participant', values: { code: name || 'none' } },
        target: null,
      };
    case 'entry':
      return { subject: { key: 'conflict.subject.entry', values: { text: name || 'none' } }, target: null };
    case 'lesson':
      return { subject: { key: 'conflict.subject.lesson', values: { text: name || 'none' } }, target: null };
    case 'item':
      return { subject: { key: 'conflict.subject.item', values: { text: name || 'none' } }, target: null };
    case 'milestone':
      return {
        subject: { key: 'conflict.subject.milestone', values: { text: name || 'none' } },
        target: null,
      };
    case 'point':
      return { subject: { key: 'conflict.subject.point', values: { about: name || 'none' } }, target: null };
    case 'stateComment':
      return {
        subject: { key: 'conflict.subject.stateComment', values: { about: name || 'none' } },
        target: null,
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
