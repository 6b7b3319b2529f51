import { createContext, use, type ReactElement } from 'react';
import { StoredAnswer } from '#domain/assessment/answer-value.ts';
import type { FormQuestion } from '#domain/instrument/form/form.ts';
import type { DeviceId } from '#domain/ids.ts';
import { refusalMessage } from '#renderer/field/app/refusal-message.ts';
import { TextHits } from '#renderer/field/app/text-hits.tsx';
import { wordsOfAnswer } from '#renderer/form/answer-words.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import type { AnswerWriter } from './answer-writer.ts';
import { contestedAnswer } from './contested-answer.ts';
import { ContestedAnswerView } from './contested-answer-view.tsx';

/** Who is behind each device; apart from the form, because it changes without any answer. */
export const NamesContext = createContext<Readonly<Record<DeviceId, string>>>({});

interface BesideAnswerProps {
  readonly question: FormQuestion;
  readonly writer: AnswerWriter;
  /** It is answered in words, which are held against what may name a person. */
  readonly isFreeText: boolean;
  readonly isReadOnly: boolean;
}

/** What is told beside an answer that the form knows nothing of: why it was not kept, whom it names, other people's values. */
export function BesideAnswer(props: BesideAnswerProps): ReactElement {
  const { question, writer, isFreeText, isReadOnly } = props;
  const say = useSay();
  const names = use(NamesContext);
  const problem = writer.problemOf(question.address);
  const value = question.value();
  const candidates = contestedAnswer(writer.document, writer.pathOf(question.address));
  return (
    <>
      {problem && (
        <Banner meaning="bad" isAnnounced>
          {say(refusalMessage(problem))}
        </Banner>
      )}
      {isFreeText && typeof value === 'string' && (
        <TextHits
          text={value}
          onChange={
            isReadOnly || question.isReadOnly()
              ? undefined
              : (text) => writer.answer(question.address, text, 'chosen')
          }
        />
      )}
      <ContestedAnswerView
        candidates={candidates}
        names={names}
        textOf={({ value }) => wordsOfAnswer(writer.session, question, StoredAnswer.catch(null).parse(value))}
        onKeep={
          isReadOnly
            ? undefined
            : ({ value }) => writer.keep(question.address, StoredAnswer.catch(null).parse(value))
        }
      />
    </>
  );
}
