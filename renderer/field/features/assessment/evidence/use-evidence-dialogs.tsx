import { type ReactNode, useMemo, useState } from 'react';
import { v7 } from 'uuid';
import { evidenceKindHandling } from '#domain/assessment/assessment.ts';
import {
  type EvidenceContent,
  evidenceRemoval,
  evidenceReturn,
  evidenceValues,
  type LibraryEvidence,
  readEvidenceLibrary,
} from '#domain/assessment/evidence-library.ts';
import type { Document } from '#domain/document/document.ts';
import type { LogId } from '#domain/ids.ts';
import type { MaturityModel } from '#domain/scoring/maturity-model.ts';
import { CheckedTextHits } from '#renderer/field/app/documents/checked-text-field.tsx';
import { type OpenDocument, writeRefusalMessage } from '#renderer/field/app/documents/use-document.ts';
import { useOpenedRecord } from '#renderer/field/app/documents/use-opened-record.ts';
import { useStableActs } from '#renderer/field/app/documents/use-stable-values.ts';
import { useRecordUndo } from '#renderer/field/app/undo/record-undo.tsx';
import type { Message } from '#renderer/i18n';
import { evidenceQuestionsOf } from '../question-context/evidence-with-writers.ts';
import {
  EvidenceDialogView,
  type EvidenceDraft,
  type EvidenceQuestion,
  UseEvidenceDialogView,
} from './evidence-dialogs-view.tsx';
import type { EvidenceEntryHandlers } from './evidence-entry-view.tsx';

/** Acts on the evidence of an assessment. */
export interface EvidenceHandlers extends EvidenceEntryHandlers {
  /** Describe a new piece, for this question or for any. */
  readonly onAdd: (question: string | null) => void;
  /** Let recorded pieces support this question too. */
  readonly onUse: (question: string) => void;
  /** Bring a removed piece back. */
  readonly onReturn: (key: string) => void;
}

/** Piece of evidence whose form is open, with the assessment as it was when the form was opened. */
interface OpenedEvidence {
  readonly piece: LibraryEvidence;
  readonly opened: Document;
}

type OpenDialog =
  | { readonly kind: 'add'; readonly question: string | null }
  | ({ readonly kind: 'edit' } & OpenedEvidence)
  | { readonly kind: 'use'; readonly question: string };

/**
 * The acts on the evidence of an open assessment, and their dialog while one is open.
 * @param maturityModel Instrument with the questions to choose from; null where it rates none.
 */
export function useEvidenceDialogs(
  { document, queryResult, choose }: OpenDocument,
  maturityModel: MaturityModel | null,
): { readonly acts: EvidenceHandlers; readonly dialog: ReactNode } {
  const { notifyAct } = useRecordUndo();
  const [openDialog, setOpen] = useState<OpenDialog | null>(null);
  const pieceOf = (key: string) =>
    readEvidenceLibrary(document).find((libraryEvidence) => libraryEvidence.key === key);
  const change = (key: string, act: (libraryEvidence: LibraryEvidence) => void): void => {
    const piece = pieceOf(key);
    if (piece) act(piece);
  };
  const valuesOf = (libraryEvidence: LibraryEvidence, evidenceContent: EvidenceContent) =>
    evidenceValues(document, libraryEvidence, evidenceContent, libraryEvidence.questions, v7());
  const acts = useStableActs<EvidenceHandlers>({
    onAdd: (question) => setOpen({ kind: 'add', question }),
    onUse: (question) => setOpen({ kind: 'use', question }),
    onEdit: (key) => change(key, (piece) => setOpen({ kind: 'edit', piece, opened: queryResult.document })),
    onMark: (key, mark) =>
      change(
        key,
        (libraryEvidence) => void choose(valuesOf(libraryEvidence, { ...libraryEvidence.item, mark })),
      ),
    onAlign: (key) =>
      change(key, (libraryEvidence) => void choose(valuesOf(libraryEvidence, libraryEvidence.item))),
    onRemove: (key, question) =>
      change(key, (libraryEvidence) => {
        void choose(evidenceRemoval(libraryEvidence, question === undefined ? undefined : [question]));
        const { title } = libraryEvidence.item;
        notifyAct((translate) =>
          question === undefined
            ? translate('evidence.removed', { title })
            : translate('evidence.removedHere', { title, question }),
        );
      }),
    onReturn: (key) => change(key, (libraryEvidence) => void choose(evidenceReturn(libraryEvidence))),
  });
  const close = (): void => setOpen(null);
  return { acts, dialog: openDialog && dialogOf(openDialog) };

  function dialogOf(shownOpenDialog: OpenDialog): ReactNode {
    if (shownOpenDialog.kind === 'use')
      return (
        <UseEvidenceDialog
          document={document}
          choose={choose}
          question={shownOpenDialog.question}
          onClose={close}
        />
      );
    return (
      <EvidenceDialog
        log={queryResult.log}
        opened={shownOpenDialog.kind === 'edit' ? shownOpenDialog.opened : queryResult.document}
        piece={shownOpenDialog.kind === 'edit' ? shownOpenDialog.piece : null}
        question={shownOpenDialog.kind === 'add' ? shownOpenDialog.question : null}
        questions={evidenceQuestionsOf(document, maturityModel)}
        onClose={close}
      />
    );
  }
}

interface EvidenceDialogProps extends Pick<OpenedEvidence, 'opened'> {
  readonly log: LogId;
  /** Null for a new one. */
  readonly piece: LibraryEvidence | null;
  /** Question that a new one is begun for. */
  readonly question: string | null;
  readonly questions: readonly EvidenceQuestion[];
  readonly onClose: () => void;
}

function newEvidence(question: string | null): EvidenceDraft {
  // The weakest kind, so that a piece described in haste carries no level that it does not support.
  const kind = 'interview';
  return {
    title: '',
    date: null,
    holder: '',
    kind,
    strength: evidenceKindHandling[kind].strength,
    mark: 'C',
    questions: question === null ? [] : [question],
  };
}

/** Describe one piece of evidence and write it at once, whole, under all its questions. */
function EvidenceDialog(props: EvidenceDialogProps): ReactNode {
  const { log, piece, question, questions, onClose } = props;
  const { opened, save: saveOver, problem } = useOpenedRecord(log, props.opened);
  const [evidenceDraft, setDraft] = useState<EvidenceDraft>(() =>
    piece === null ? newEvidence(question) : { ...piece.item, questions: piece.questions },
  );
  // The strength follows the kind until a person chooses it.
  const [isStrengthChosen, setIsStrengthChosen] = useState(piece !== null);
  const [wasTried, setWasTried] = useState(false);
  const missing = {
    title: evidenceDraft.title.trim() === '',
    questions: evidenceDraft.questions.length === 0,
  };

  const onChange = (nextEvidenceDraft: EvidenceDraft): void => {
    const isChosen = isStrengthChosen || nextEvidenceDraft.strength !== evidenceDraft.strength;
    setIsStrengthChosen(isChosen);
    setDraft(
      isChosen
        ? nextEvidenceDraft
        : { ...nextEvidenceDraft, strength: evidenceKindHandling[nextEvidenceDraft.kind].strength },
    );
  };
  const save = async (): Promise<boolean> => {
    setWasTried(true);
    if (missing.title || missing.questions) return false;
    const { questions: used, ...content } = evidenceDraft;
    const written = { ...content, title: content.title.trim(), holder: content.holder.trim() };
    const isSaved = await saveOver([], evidenceValues(opened, piece, written, used, v7()));
    if (isSaved) onClose();
    return isSaved;
  };
  return (
    <EvidenceDialogView
      question={question}
      isNew={piece === null}
      draft={evidenceDraft}
      questions={questions}
      missing={{ title: wasTried && missing.title, questions: wasTried && missing.questions }}
      problem={problem}
      hits={{
        title: (
          <CheckedTextHits
            text={evidenceDraft.title}
            onChange={(title) => onChange({ ...evidenceDraft, title })}
          />
        ),
        holder: (
          <CheckedTextHits
            text={evidenceDraft.holder}
            onChange={(holder) => onChange({ ...evidenceDraft, holder })}
          />
        ),
      }}
      onChange={onChange}
      onSave={save}
      onClose={onClose}
    />
  );
}

interface UseEvidenceDialogProps extends Pick<OpenDocument, 'document' | 'choose'> {
  readonly question: string;
  readonly onClose: () => void;
}

/** Choose recorded evidence that supports one more question. */
function UseEvidenceDialog({ document, choose, question, onClose }: UseEvidenceDialogProps): ReactNode {
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [problem, setProblem] = useState<Message | null>(null);
  const pieces = useMemo(() => usableEvidence(readEvidenceLibrary(document), question), [document, question]);
  const use = async (): Promise<void> => {
    const values = pieces
      .filter(({ key }) => chosen.includes(key))
      .flatMap((libraryEvidence) =>
        evidenceValues(
          document,
          libraryEvidence,
          libraryEvidence.item,
          [...libraryEvidence.questions, question],
          v7(),
        ),
      );
    const outcome = values.length === 0 ? null : await choose(values);
    if (outcome === null || outcome.kind === 'saved') onClose();
    else setProblem(writeRefusalMessage(outcome));
  };
  return (
    <UseEvidenceDialogView
      question={question}
      pieces={pieces.map(({ key, item }) => ({ key, text: `${item.strength} · ${item.title}` }))}
      chosen={chosen}
      problem={problem}
      onChoose={setChosen}
      onUse={() => void use()}
      onClose={onClose}
    />
  );
}

/** Pieces of the library that can support this question, and do not yet. */
export const usableEvidence = (
  libraryEvidences: readonly LibraryEvidence[],
  question: string,
): readonly LibraryEvidence[] =>
  libraryEvidences.filter(({ questions }) => questions.length > 0 && !questions.includes(question));
