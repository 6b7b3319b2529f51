import type { ReactElement } from 'react';
import type { LogId } from '#domain/ids.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { TextArea } from '#renderer/ui/text-area.tsx';
import { refusalMessage } from '#renderer/field/app/refusal-message.ts';
import { useDraft } from '#renderer/field/app/use-draft.ts';
import { type QuestionModel, reasonPath } from './question-model.ts';

interface ReasonFieldProps {
  readonly log: LogId;
  readonly question: QuestionModel;
  readonly isReadOnly: boolean;
}

const longestReason = 20_000;

/** Why this answer: saved as one types. */
export function ReasonField({ log, question, isReadOnly }: ReasonFieldProps): ReactElement {
  const say = useSay();
  const draft = useDraft(log, question.reason, reasonPath(question.id));
  const { state } = question.rating;
  return (
    <TextArea
      label={say(state === 'rated' || state === 'blank' ? 'assessment.reason' : 'assessment.reason.other')}
      value={draft.text}
      onChange={draft.onChange}
      onBlur={draft.onBlur}
      isReadOnly={isReadOnly}
      problem={draft.problem ? say(refusalMessage(draft.problem)) : undefined}
      maxLength={longestReason}
    />
  );
}
