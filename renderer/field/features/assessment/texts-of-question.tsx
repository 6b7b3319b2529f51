import type { ReactElement } from 'react';
import type { LogId } from '#domain/ids.ts';
import { CheckedText } from '#renderer/field/app/checked-text.tsx';
import { useSay } from '#renderer/i18n/use-say.ts';
import { type QuestionModel, reasonPath, variationPath } from './question-model.ts';

interface TextsOfQuestionProps {
  readonly log: LogId;
  readonly question: QuestionModel;
  readonly isReadOnly: boolean;
}

/** Why this answer, and how it differs within the country: saved as one types. */
export function TextsOfQuestion({ log, question, isReadOnly }: TextsOfQuestionProps): ReactElement {
  const say = useSay();
  const { id, texts, hasVariation } = question;
  const { state } = question.rating;
  return (
    <>
      <CheckedText
        log={log}
        document={texts}
        path={reasonPath(id)}
        label={say(state === 'rated' || state === 'blank' ? 'assessment.reason' : 'assessment.reason.other')}
        isReadOnly={isReadOnly}
      />
      {hasVariation && (
        <CheckedText
          log={log}
          document={texts}
          path={variationPath(id)}
          label={say('assessment.variation')}
          description={say('assessment.variation.help')}
          rows={1}
          isReadOnly={isReadOnly}
        />
      )}
    </>
  );
}
