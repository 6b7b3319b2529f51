import { createContext, use, type ReactElement } from 'react';
import { StoredAnswer } from '#domain/assessment/answer-value.ts';
import type { FormQuestion } from '#domain/instrument/form/form.ts';
import type { DeviceId } from '#domain/ids.ts';
import { refusalMessage } from '#renderer/field/app/refusal-message.ts';
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
  readonly isReadOnly: boolean;
}

/** What is told beside an answer that the form knows nothing of: why it was not kept, and other people's values. */
export function BesideAnswer({ question, writer, isReadOnly }: BesideAnswerProps): ReactElement {
  const say = useSay();
  const names = use(NamesContext);
  const problem = writer.problemOf(question.address);
  const candidates = contestedAnswer(writer.document, writer.pathOf(question.address));
  return (
    <>
      {problem && (
        <Banner meaning="bad" isAnnounced>
          {say(refusalMessage(problem))}
        </Banner>
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
