import { useMemo } from 'react';
import { StoredAnswer } from '#domain/assessment/answer-value.ts';
import type { FormQuestion } from '#domain/instrument/form/form.ts';
import type { Qid } from '#domain/instrument/instrument.ts';
import { answerFiles } from '#renderer/field/app/answer-files.ts';
import { useField } from '#renderer/field/app/field-context.tsx';
import type { FormUse } from '#renderer/form/form-context.ts';
import type { FormSession } from '#renderer/form/form-session.ts';
import { askedIn } from '#renderer/form/sections.ts';
import type { AnswerWriter } from './answer-writer.ts';
import { BesideAnswer } from './beside-answer.tsx';
import { IndicatorCard } from './indicator-card.tsx';
import type { ContestedAnswer } from './contested-answer.ts';

interface FormUseParts {
  readonly session: FormSession;
  readonly writer: AnswerWriter;
  /** The questions that are answered in words. */
  readonly freeTexts: ReadonlySet<Qid>;
  readonly isReadOnly: boolean;
  readonly place: {
    readonly goTo: (question: FormQuestion) => void;
    readonly noteFocus: (question: FormQuestion) => void;
  };
}

interface FormActs extends FormUse {
  readonly keep: (question: FormQuestion, candidate: ContestedAnswer) => void;
}

/** What can be done in the form; the same object for as long as it can, so that questions stand still. */
export function useFormUse({ session, writer, freeTexts, isReadOnly, place }: FormUseParts): FormActs {
  const { host } = useField();
  const { goTo, noteFocus } = place;
  return useMemo(
    (): FormActs => ({
      session,
      isReadOnly,
      answer: (at, value, how) => writer.answer(at, value, how),
      leave: (at) => writer.leave(at),
      addRow: (repeat) => {
        const row = writer.addRow(repeat);
        for (const first of row ? askedIn(row.nodes()) : []) {
          goTo(first);
          break;
        }
      },
      removeRow: (row) => writer.removeRow(row),
      removed: {
        isAny: (repeat) => writer.hasRemovedRow(repeat),
        bringBack: (repeat) => writer.restoreRow(repeat),
      },
      onFocus: noteFocus,
      beside: (question) => (
        <BesideAnswer
          question={question}
          writer={writer}
          isFreeText={freeTexts.has(question.definition.qid)}
          isReadOnly={isReadOnly}
        />
      ),
      indicator: (question) => <IndicatorCard question={question} />,
      mediaAddress: () => null,
      files: answerFiles(host),
      keep: ({ address }, { value }) => writer.keep(address, StoredAnswer.catch(null).parse(value)),
    }),
    [session, writer, freeTexts, isReadOnly, goTo, noteFocus, host],
  );
}
