import { type ReactElement, useState } from 'react';
import { assessmentKind } from '#domain/assessment/assessment.ts';
import { DocumentId } from '#domain/ids.ts';
import { defaultMaturityModel, maturityModelRef } from '#domain/scoring/maturity-model.ts';
import type { Message } from '#renderer/i18n';
import type { DocumentSummary } from '#renderer/store/store-api.ts';
import { LinkNoteDialogView } from './note-view.tsx';
import { assessmentInstitutionName } from './note-rows.ts';
import { v7 } from 'uuid';
import { Path } from '#domain/document/op.ts';
import { dotsAt, emptyDocument } from '#domain/document/document.ts';
import { evidenceValues, readEvidenceLibrary } from '#domain/assessment/evidence-library.ts';
import { evidenceOfNote, interviewNoteTitle } from '#domain/interview/interview-note.ts';
import { findPersonalData } from '#domain/privacy/find-personal-data.ts';
import { useFieldServices } from '#renderer/field/app/session/field-services.tsx';
import {
  useDocuments,
  useWriteRegisters,
  writeRefusalMessage,
} from '#renderer/field/app/documents/use-document.ts';
import type { NoteEditing } from './use-note-draft.ts';

interface NoteLinking {
  /** Make the note evidence for these questions; returns whether that was kept. */
  readonly link: (about: {
    readonly doc: DocumentId;
    readonly questions: readonly string[];
  }) => Promise<boolean>;
  /** Reason why it was not; null without a problem. */
  readonly problem: Message | null;
}

/**
 * Make a note evidence, as one piece for all its questions in an assessment.
 * An item with institution, function and day goes into the assessment and is sent with it. The note stays
 * here with the id of its item (docs/requirements.md E). Personal data in the title needs a confirmation
 * first (rule 2).
 */
export function useLinkNote({ draft, keep }: Pick<NoteEditing, 'draft' | 'keep'>): NoteLinking {
  const write = useWriteRegisters(draft.log);
  const { session } = useFieldServices();
  const roster = Object.values(session.people).map(({ name }) => name);
  /** The title that the person was asked about. */
  const [confirmed, setConfirmed] = useState<string | null>(null);
  const [problem, setProblem] = useState<Message | null>(null);
  const linked = useDocuments(draft.links.map(({ doc }) => ({ log: draft.log, doc })));
  const link: NoteLinking['link'] = async ({ doc, questions }) => {
    if (interviewNoteTitle(draft) === '') {
      setProblem({ key: 'note.evidence.nameless' });
      return false;
    }
    const title = interviewNoteTitle(draft);
    const hits = findPersonalData(title, roster);
    if (hits.length > 0 && title !== confirmed) {
      setConfirmed(title);
      setProblem({ key: 'note.evidence.names', values: { words: hits.map(({ text }) => text).join(', ') } });
      return false;
    }
    // A piece that was made from it before supports the further questions, as it is in the record now.
    const document = linked.get(doc)?.document ?? emptyDocument(doc, assessmentKind);
    const former = draft.links.find((one) => one.doc === doc);
    const piece = readEvidenceLibrary(document).find(({ item }) => item.id === former?.evidence) ?? null;
    const evidence = piece?.key === piece?.item.id ? (former?.evidence ?? v7()) : v7();
    const supported = [...new Set([...(piece?.questions ?? []), ...questions])];
    const values = evidenceValues(document, piece, piece?.item ?? evidenceOfNote(draft), supported, evidence);
    const outcome = await write(
      values.map(({ path, value }) => ({
        doc,
        kind: assessmentKind,
        path: Path.parse(path),
        value,
        over: dotsAt(document, path),
      })),
    );
    setProblem(outcome.kind === 'saved' ? null : writeRefusalMessage(outcome));
    if (outcome.kind !== 'saved') return false;
    const added = questions.filter(
      (question) => !draft.links.some((one) => one.doc === doc && one.question === question),
    );
    await keep({ links: [...draft.links, ...added.map((question) => ({ doc, question, evidence }))] });
    return true;
  };
  return { link, problem };
}

interface LinkNoteDialogProps {
  readonly records: readonly DocumentSummary[];
  readonly link: NoteLinking['link'];
  readonly problem: Message | null;
  readonly onClose: () => void;
}

const indicatorOptions = defaultMaturityModel.dimensions.flatMap(({ indicators }) =>
  indicators.map(({ id, title }) => ({ id, label: `${id} ${title}` })),
);

/** Ask for the assessment and the questions that a note is evidence for. */
export function LinkNoteDialog({ records, link, problem, onClose }: LinkNoteDialogProps): ReactElement {
  const assessments = records
    .filter(({ kind, facts }) => kind === assessmentKind && usesDefaultModel(facts['instrument']))
    .map(({ doc }) => ({ id: doc as string, label: assessmentInstitutionName(records, doc) }));
  const [doc, setDoc] = useState<string | null>(
    assessments.length === 1 ? (assessments[0]?.id ?? null) : null,
  );
  const [questions, setQuestions] = useState<readonly string[]>([]);
  const add = async (): Promise<void> => {
    if (doc === null || questions.length === 0) return;
    if (await link({ doc: DocumentId.parse(doc), questions })) onClose();
  };
  return (
    <LinkNoteDialogView
      assessments={assessments}
      questions={indicatorOptions}
      chosen={{ doc, questions }}
      problem={problem}
      onDoc={setDoc}
      onQuestions={setQuestions}
      onAdd={() => void add()}
      onClose={onClose}
    />
  );
}

/** Questions of a form are known on its own screen only: a note for one of them begins there. */
const usesDefaultModel = (ref: unknown): boolean =>
  typeof ref !== 'string' || ref === '' || ref === maturityModelRef(defaultMaturityModel);
