import { Trash2 } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { v7 } from 'uuid';
import { assessmentKind } from '#domain/assessment/assessment.ts';
import { evidenceValues, readEvidenceLibrary } from '#domain/assessment/evidence-library.ts';
import { dotsAt, emptyDocument } from '#domain/document/document.ts';
import { Path } from '#domain/document/op.ts';
import { DocumentId, type LogId } from '#domain/ids.ts';
import {
  evidenceOfNote,
  type InterviewNoteId,
  interviewNoteTitle,
  type NoteDraft,
} from '#domain/interview/interview-note.ts';
import { recordsOfKind } from '#domain/kinds/records-of-kind.ts';
import { findPersonalData } from '#domain/privacy/find-personal-data.ts';
import { defaultMaturityModel, maturityModelRef } from '#domain/scoring/maturity-model.ts';
import { useInstitutionNames } from '#renderer/field/app/documents/institution-names.ts';
import { useWriteRegisters, writeRefusalMessage } from '#renderer/field/app/documents/use-document.ts';
import { useDocuments } from '#renderer/field/app/documents/use-documents.ts';
import { NotFoundScreen, ScreenFrame, useMissionCrumbs } from '#renderer/field/app/frame/screen-frame.tsx';
import { useFieldServices, useStoreQuery } from '#renderer/field/app/session/field-services.tsx';
import { type Message, useTranslate } from '#renderer/i18n';
import type { DocumentSummary } from '#renderer/store/api/store-api.ts';
import { Button, SplitColumns, useKeyPresses, useNowMs } from '#renderer/ui';
import { EraseNoteDialogView } from './erase-note-dialog-view.tsx';
import { LinkNoteDialogView } from './link-note-dialog-view.tsx';
import { assessmentInstitutionName, noteLinkTargetsOf } from './note-rows.ts';
import { NoteSideView } from './note-side-view.tsx';
import { NoteView } from './note-view.tsx';
import { type NoteEditing, useMayWriteNotes, useNoteDraft } from './use-note-draft.ts';

interface NoteEditorProps {
  readonly initial: NoteDraft;
  /** It is on the disk already. */
  readonly isKept: boolean;
  readonly dueAtMs: number | null;
  /** The records of the mission. */
  readonly records: readonly DocumentSummary[];
  /** Question that the note was begun for. */
  readonly about: { readonly doc: DocumentId; readonly question: string } | null;
}

/** Editor of one interview note: the text, and beside it its evidence links and its retention period. */
function NoteEditor({ initial, isKept, dueAtMs, records, about }: NoteEditorProps): ReactElement {
  const translate = useTranslate();
  const { store, navigate } = useFieldServices();
  const [{ log, id }] = useState(initial);
  const noteEditing = useNoteDraft(initial, isKept);
  const { draft } = noteEditing;
  const noteLinking = useLinkNote(noteEditing);
  const [open, setOpen] = useState<'nothing' | 'link' | 'erase'>('nothing');
  const crumbs = useMissionCrumbs(log, 'notes');
  const isReadOnly = !useMayWriteNotes(log);
  const toList = (): void => navigate({ screen: 'mission', log, tab: 'notes' });
  useKeyPresses(
    (key) => {
      if (key !== 'Escape') return false;
      // Leave the text first, as in an assessment.
      const field = document.activeElement;
      if (field instanceof HTMLElement && field.matches('input, textarea')) field.blur();
      else toList();
      return true;
    },
    { whileTyping: ['Escape'] },
  );

  const knownResult = useStoreQuery('institutions', { log: draft.log });
  const erase = async (): Promise<void> => {
    noteEditing.stop();
    await store.eraseNote(id);
    toList();
  };
  const isUsed = ({ doc, question }: NonNullable<typeof about>): boolean =>
    draft.links.some((noteLink) => noteLink.doc === doc && noteLink.question === question);

  return (
    <ScreenFrame
      title={interviewNoteTitle(draft) || translate('note.untitled')}
      crumbs={crumbs}
      actions={
        isKept && (
          <Button icon={Trash2} onPress={() => setOpen('erase')}>
            {translate('note.erase')}
          </Button>
        )
      }
    >
      <SplitColumns
        label={translate('note.text')}
        end={{
          title: translate('path.evidence'),
          content: (
            <NoteSideView
              links={noteLinkTargetsOf(draft.links, records)}
              dueAtMs={dueAtMs}
              about={
                about && !isUsed(about)
                  ? { question: about.question, institution: assessmentInstitutionName(records, about.doc) }
                  : null
              }
              problem={noteLinking.problem}
              onUse={
                isReadOnly || !about
                  ? undefined
                  : () => void noteLinking.link({ doc: about.doc, questions: [about.question] })
              }
              onChoose={isReadOnly ? undefined : () => setOpen('link')}
            />
          ),
        }}
      >
        <NoteView
          draft={draft}
          institutions={knownResult.kind === 'present' ? knownResult.result : []}
          isReadOnly={isReadOnly}
          isNew={!isKept}
          problem={noteEditing.problem}
          onChange={noteEditing.onChange}
          onBlur={noteEditing.onBlur}
        />
      </SplitColumns>
      {open === 'link' && (
        <LinkNoteDialog
          records={records}
          link={noteLinking.link}
          problem={noteLinking.problem}
          onClose={() => setOpen('nothing')}
        />
      )}
      <EraseNoteDialogView
        isOpen={open === 'erase'}
        onErase={() => void erase()}
        onClose={() => setOpen('nothing')}
      />
    </ScreenFrame>
  );
}

interface NoteScreenProps {
  readonly log: LogId;
  readonly note: InterviewNoteId;
  readonly about: { readonly doc: DocumentId; readonly question: string } | undefined;
}

/** One interview note, or a new one: the institution is known when it was begun from a question. */
export function NoteScreen({ log, note: id, about }: NoteScreenProps): ReactElement {
  const note = useStoreQuery('note', { id });
  const recordsResult = useStoreQuery('documents', { log });
  const { withPresentNames } = useInstitutionNames();
  const today = calendarDayOf(useNowMs());
  const [wasHere, setWasHere] = useState(false);
  if (note.kind === 'loading' || recordsResult.kind === 'loading')
    return (
      <ScreenFrame title="">
        <span />
      </ScreenFrame>
    );
  const keptInterviewNote = note.result?.note ?? null;
  if (keptInterviewNote !== null && !wasHere) setWasHere(true);
  // It was erased while it was open.
  if (keptInterviewNote === null && wasHere) return <NotFoundScreen />;
  const named = withPresentNames(recordsResult.result);
  const institution = about ? assessmentInstitutionName(named, about.doc) : '';
  const fresh = { id, log, institution, function: '', date: today, text: '', links: [] };
  return (
    <NoteEditor
      initial={keptInterviewNote ?? fresh}
      isKept={keptInterviewNote !== null}
      dueAtMs={note.result?.dueAtMs ?? null}
      records={named}
      about={about ?? null}
    />
  );
}

/** The calendar day here. */
function calendarDayOf(atMs: number): string {
  const at = new Date(atMs);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

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
function useLinkNote({ draft, keep }: Pick<NoteEditing, 'draft' | 'keep'>): NoteLinking {
  const writeRegisters = useWriteRegisters(draft.log);
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
    const formerNoteLink = draft.links.find((noteLink) => noteLink.doc === doc);
    const libraryEvidence =
      readEvidenceLibrary(document).find(({ item }) => item.id === formerNoteLink?.evidence) ?? null;
    const evidence =
      libraryEvidence?.key === libraryEvidence?.item.id ? (formerNoteLink?.evidence ?? v7()) : v7();
    const supported = [...new Set([...(libraryEvidence?.questions ?? []), ...questions])];
    const values = evidenceValues(
      document,
      libraryEvidence,
      libraryEvidence?.item ?? evidenceOfNote(draft),
      supported,
      evidence,
    );
    const outcome = await writeRegisters(
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
      (question) => !draft.links.some((noteLink) => noteLink.doc === doc && noteLink.question === question),
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
function LinkNoteDialog({ records, link, problem, onClose }: LinkNoteDialogProps): ReactElement {
  const assessments = recordsOfKind(records, 'assessment')
    .filter(({ facts }) => usesDefaultModel(facts['instrument']))
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
