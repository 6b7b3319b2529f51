import { Trash2 } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import type { DocumentId } from '#domain/ids.ts';
import { type NoteDraft, noteTitle } from '#domain/interview/interview-note.ts';
import { useField } from '#renderer/field/app/field-context.tsx';
import { ScreenFrame } from '#renderer/field/app/screen-frame.tsx';
import { useKeys } from '#renderer/ui/use-keys.ts';
import { useMissionCrumbs } from '#renderer/field/app/use-mission-crumbs.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import type { DocumentSummary } from '#renderer/store/store-api.ts';
import { Button } from '#renderer/ui/button.tsx';
import { SplitColumns } from '#renderer/ui/split-columns.tsx';
import { EraseNoteView } from './erase-note-view.tsx';
import { LinkNote } from './link-note.tsx';
import { institutionOf, shownNoteLinks } from './note-lines.ts';
import { NoteSideView } from './note-side-view.tsx';
import { NoteView } from './note-view.tsx';
import { useLinkNote } from './use-link-note.ts';
import { useMayNote } from './use-may-note.ts';
import { useNoteDraft } from './use-note-draft.ts';

interface OpenNoteProps {
  readonly initial: NoteDraft;
  /** It is on the disk already. */
  readonly isKept: boolean;
  readonly dueAtMs: number | null;
  /** The records of the mission. */
  readonly records: readonly DocumentSummary[];
  /** The question that it was begun for. */
  readonly about: { readonly doc: DocumentId; readonly question: string } | null;
}

/** One interview note while it is written: the text, and beside it what it is evidence for and how long it is kept. */
export function OpenNote({ initial, isKept, dueAtMs, records, about }: OpenNoteProps): ReactElement {
  const say = useSay();
  const { store, navigate } = useField();
  const [{ log, id }] = useState(initial);
  const editing = useNoteDraft(initial, isKept);
  const { draft } = editing;
  const linking = useLinkNote(editing);
  const [open, setOpen] = useState<'nothing' | 'link' | 'erase'>('nothing');
  const crumbs = useMissionCrumbs(log, 'notes');
  const isReadOnly = !useMayNote(log);
  const toList = (): void => navigate({ screen: 'mission', log, tab: 'notes' });
  useKeys(
    (key) => {
      if (key !== 'Escape') return false;
      // Out of the text first, as in an assessment.
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
      title={noteTitle(draft) || say('note.untitled')}
      crumbs={crumbs}
      actions={
        isKept && (
          <Button icon={Trash2} onPress={() => setOpen('erase')}>
            {say('note.erase')}
          </Button>
        )
      }
    >
      <SplitColumns
        label={say('note.text')}
        end={{
          title: say('note.evidence.title'),
          content: (
            <NoteSideView
              links={shownNoteLinks(draft.links, records)}
              dueAtMs={dueAtMs}
              about={
                about && !isUsed(about)
                  ? { question: about.question, institution: institutionOf(records, about.doc) }
                  : null
              }
              problem={linking.problem}
              onUse={isReadOnly || !about ? undefined : () => void linking.link(about)}
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
        <LinkNote
          records={records}
          link={linking.link}
          problem={linking.problem}
          onClose={() => setOpen('nothing')}
        />
      )}
      <EraseNoteView
        isOpen={open === 'erase'}
        onErase={() => void erase()}
        onClose={() => setOpen('nothing')}
      />
    </ScreenFrame>
  );
}
