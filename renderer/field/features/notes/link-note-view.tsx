import type { ReactElement } from 'react';
import type { Message } from '#renderer/i18n/message.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { LongSelect } from '#renderer/ui/long-select.tsx';
import { Select } from '#renderer/ui/select.tsx';
import './notes.css';

interface Option {
  readonly id: string;
  readonly label: string;
}

interface LinkNoteViewProps {
  readonly assessments: readonly Option[];
  readonly questions: readonly Option[];
  readonly chosen: { readonly doc: string | null; readonly question: string | null };
  readonly problem: Message | null;
  readonly onDoc: (doc: string) => void;
  readonly onQuestion: (question: string | null) => void;
  readonly onAdd: () => void;
  readonly onClose: () => void;
}

/** For which question of which assessment, and what of the note travels then. */
export function LinkNoteView(props: LinkNoteViewProps): ReactElement {
  const { assessments, questions, chosen, problem, onDoc, onQuestion, onAdd, onClose } = props;
  const say = useSay();
  return (
    <Dialog
      title={say('note.link.title')}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button kind="primary" onPress={onAdd} isDisabled={chosen.doc === null || chosen.question === null}>
            {say('note.link.add')}
          </Button>
          <Button onPress={onClose}>{say('ui.cancel')}</Button>
        </>
      }
    >
      <div className="note-link">
        {problem && (
          <Banner meaning="bad" isAnnounced>
            {say(problem)}
          </Banner>
        )}
        {assessments.length === 0 ? (
          <p>{say('note.link.none')}</p>
        ) : (
          <>
            <p>{say('note.evidence.what')}</p>
            <Select
              label={say('note.link.assessment')}
              options={assessments}
              value={chosen.doc}
              onChange={onDoc}
            />
            <LongSelect
              label={say('note.link.question')}
              options={questions}
              value={chosen.question === null ? [] : [chosen.question]}
              onChange={([question]) => onQuestion(question ?? null)}
            />
          </>
        )}
      </div>
    </Dialog>
  );
}
