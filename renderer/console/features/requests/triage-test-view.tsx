import { type ReactElement, useState } from 'react';
import { requestLimits, TriageAnswer, type TriageTest } from '#domain/request/request.ts';
import { useTranslate } from '#renderer/i18n';
import { valueLabels } from '#renderer/records/value-labels.ts';
import { RadioRows, TextField } from '#renderer/ui';
import './requests.css';

interface TriageTestViewProps {
  readonly test: TriageTest;
  readonly answer: TriageAnswer | undefined;
  /** Null for readers. */
  readonly onAnswer: ((triageAnswer: TriageAnswer) => void) | null;
}

/** One test of the triage: its answer, and a note that is saved when its field is left. */
export function TriageTestView({ test, answer, onAnswer }: TriageTestViewProps): ReactElement {
  const translate = useTranslate();
  const triageNote = useTriageNote(answer?.note ?? '', (note) => answer && onAnswer?.({ ...answer, note }));
  return (
    <div className="console-request-test">
      <RadioRows
        label={translate(valueLabels.triageTest[test])}
        rows={triageAnswers.map((value) => ({ value, text: translate(valueLabels.triageAnswer[value]) }))}
        value={answer?.answer ?? null}
        onChange={(value) => onAnswer?.({ answer: value, note: triageNote.acceptedText })}
        isReadOnly={onAnswer === null}
        isCompact
      />
      {answer !== undefined && (
        <TextField
          draft={{
            of: 'record',
            name: `triage ${test}`,
            onSave: triageNote.save,
            onDiscard: triageNote.discard,
          }}
          label={translate('request.test.note', { test: translate(valueLabels.triageTest[test]) })}
          hideLabel
          placeholder={onAnswer === null ? undefined : translate('path.note')}
          value={triageNote.text}
          onChange={triageNote.onChange}
          onBlur={triageNote.onBlur}
          problem={triageNote.isOvertaken ? translate('request.test.overtaken', answer) : undefined}
          maxLength={requestLimits.lineCharacters}
          isReadOnly={onAnswer === null}
        />
      )}
    </div>
  );
}

const triageAnswers = TriageAnswer.unwrap().shape.answer.options;

/** Note while it is typed. */
interface TriageNoteEdit {
  readonly text: string;
  /** Notes that the person saw when typing began, or sent since. */
  readonly known: readonly string[];
  readonly isLeft: boolean;
}

/**
 * Note that is saved when its field is left. It does not replace a note that a colleague wrote meanwhile before the person
 * has seen both.
 * @param saved Note that headquarters has.
 */
function useTriageNote(saved: string, onSave: (note: string) => void) {
  const [edit, setEdit] = useState<TriageNoteEdit | null>(null);
  const text = edit?.text.trim() ?? saved;
  const isSaved = text === saved;
  if (edit?.isLeft && isSaved) setEdit(null);
  const isOvertaken = edit !== null && !isSaved && !edit.known.includes(saved);
  const save = (next: string): void => {
    setEdit({ text: next, known: [...(edit?.known ?? []), saved, next.trim()], isLeft: true });
    if (next.trim() !== saved) onSave(next.trim());
  };
  return {
    text: edit?.text ?? saved,
    /** Note that goes with another answer to the test. */
    acceptedText: isOvertaken ? saved : text,
    isOvertaken,
    onChange: (next: string) => setEdit({ text: next, known: edit?.known ?? [saved], isLeft: false }),
    onBlur: () => {
      if (isOvertaken) setEdit({ ...edit, isLeft: true });
      else if (edit !== null) save(edit.text);
    },
    save,
    discard: () => setEdit(null),
  };
}
