import { type ReactElement, useState } from 'react';
import type { DocumentId, LogId } from '#domain/ids.ts';
import {
  type NoteDraft,
  type InterviewNoteId,
  interviewNoteTitle,
} from '#domain/interview/interview-note.ts';
import { NotFoundScreen, ScreenFrame, useMissionCrumbs } from '#renderer/field/app/frame/screen-frame.tsx';
import { useStoreQuery, useFieldServices } from '#renderer/field/app/session/field-services.tsx';
import { Button, SplitColumns, useKeyPresses, useNowMs } from '#renderer/ui';
import { assessmentInstitutionName, noteLinkTargetsOf } from './note-rows.ts';
import { Trash2 } from 'lucide-react';
import { useTranslate } from '#renderer/i18n';
import type { DocumentSummary } from '#renderer/store/store-api.ts';
import { LinkNoteDialog, useLinkNote } from './link-note.tsx';
import { EraseNoteDialogView, NoteSideView, NoteView } from './note-view.tsx';
import { useMayWriteNotes, useNoteDraft } from './use-note-draft.ts';

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
  const editing = useNoteDraft(initial, isKept);
  const { draft } = editing;
  const linking = useLinkNote(editing);
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

  const erase = async (): Promise<void> => {
    editing.stop();
    await store.eraseNote(id);
    toList();
  };
  const isUsed = ({ doc, question }: NonNullable<typeof about>): boolean =>
    draft.links.some((one) => one.doc === doc && one.question === question);

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
              problem={linking.problem}
              onUse={
                isReadOnly || !about
                  ? undefined
                  : () => void linking.link({ doc: about.doc, questions: [about.question] })
              }
              onChoose={isReadOnly ? undefined : () => setOpen('link')}
            />
          ),
        }}
      >
        <NoteView
          draft={draft}
          isReadOnly={isReadOnly}
          isNew={!isKept}
          problem={editing.problem}
          onChange={editing.onChange}
          onBlur={editing.onBlur}
        />
      </SplitColumns>
      {open === 'link' && (
        <LinkNoteDialog
          records={records}
          link={linking.link}
          problem={linking.problem}
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
  const records = useStoreQuery('documents', { log });
  const today = calendarDayOf(useNowMs());
  const [wasHere, setWasHere] = useState(false);
  if (note.kind === 'loading' || records.kind === 'loading')
    return (
      <ScreenFrame title="">
        <span />
      </ScreenFrame>
    );
  const kept = note.answer?.note ?? null;
  if (kept !== null && !wasHere) setWasHere(true);
  // It was erased while it was open.
  if (kept === null && wasHere) return <NotFoundScreen />;
  const institution = about ? assessmentInstitutionName(records.answer, about.doc) : '';
  const fresh = { id, log, institution, function: '', date: today, text: '', links: [] };
  return (
    <NoteEditor
      initial={kept ?? fresh}
      isKept={kept !== null}
      dueAtMs={note.answer?.dueAtMs ?? null}
      records={records.answer}
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
