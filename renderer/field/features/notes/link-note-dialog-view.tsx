import type { ReactElement } from 'react';
import { type Message, useTranslate } from '#renderer/i18n';
import { Banner, Button, Dialog, LongSelect, Select } from '#renderer/ui';
import './notes.css';

interface LinkNoteOption {
  readonly id: string;
  readonly label: string;
}

interface LinkNoteDialogViewProps {
  readonly assessments: readonly LinkNoteOption[];
  readonly questions: readonly LinkNoteOption[];
  readonly chosen: { readonly doc: string | null; readonly questions: readonly string[] };
  readonly problem: Message | null;
  readonly onDoc: (doc: string) => void;
  readonly onQuestions: (questions: readonly string[]) => void;
  readonly onAdd: () => void;
  readonly onClose: () => void;
}

/** Dialog that links a note to questions of an assessment, with the parts of the note that are sent. */
export function LinkNoteDialogView(props: LinkNoteDialogViewProps): ReactElement {
  const { assessments, questions, chosen, problem, onDoc, onQuestions, onAdd, onClose } = props;
  const translate = useTranslate();
  return (
    <Dialog
      title={translate('note.link.title')}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button
            kind="primary"
            onPress={onAdd}
            isDisabled={chosen.doc === null || chosen.questions.length === 0}
          >
            {translate('note.link.add', { count: chosen.questions.length })}
          </Button>
          <Button onPress={onClose}>{translate('ui.cancel')}</Button>
        </>
      }
    >
      <div className="note-link">
        {problem && (
          <Banner meaning="bad" isAnnounced>
            {translate(problem)}
          </Banner>
        )}
        {assessments.length === 0 ? (
          <p>{translate('note.link.none')}</p>
        ) : (
          <>
            <p>{translate('note.evidence.what')}</p>
            <Select
              label={translate('note.link.assessment')}
              options={assessments}
              value={chosen.doc}
              onChange={onDoc}
            />
            <LongSelect
              label={translate('note.link.question')}
              options={questions}
              description={translate('evidence.questions.help')}
              value={chosen.questions}
              onChange={onQuestions}
              isMultiple
            />
          </>
        )}
      </div>
    </Dialog>
  );
}
