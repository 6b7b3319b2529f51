import type { ReactElement } from 'react';
import type { AnswerValue, FormChoice, FormQuestion } from '#forms/engine/form.ts';
import type { AnswerProps } from './answer-props.ts';
import { ChoiceAnswer, RankAnswer } from './choice-answer.tsx';
import { DateAnswer } from './date-answer.tsx';
import { FileAnswerField } from './file-answer.tsx';
import { useFormContext } from '../form-context.ts';
import { GeopointAnswer, PointsAnswer } from './geopoint-answer.tsx';
import { answerInputOf, isDerivedQuestion } from '../answer-input.ts';
import { AcknowledgeAnswer, NumberAnswer, RangeAnswer, TextAnswer } from './simple-answers.tsx';
import { useTranslate } from '#renderer/i18n';
import { choiceCodesOf } from './choice-codes.ts';

interface DerivedViewProps {
  readonly value: AnswerValue | null;
  readonly choices: readonly FormChoice[];
}

/** A value that follows from other answers. */
function DerivedView({ value, choices }: DerivedViewProps): ReactElement {
  const translate = useTranslate();
  const labels = choiceCodesOf(value).map((code) => choices.find(({ name }) => name === code)?.label || code);
  return (
    <output className="form-derived" dir="auto">
      {labels.length === 0 ? (
        <span className="form-none">{translate('form.derived.none')}</span>
      ) : (
        labels.join(', ')
      )}
    </output>
  );
}

interface AnswerFieldProps {
  readonly question: FormQuestion;
  readonly name: string;
  readonly problem: string | undefined;
  readonly describedBy: string | undefined;
}

/** The field for a question, by its kind. */
export function AnswerField({ question, name, problem, describedBy }: AnswerFieldProps): ReactElement | null {
  const { answer, leave, isReadOnly } = useFormContext();
  const { address } = question;
  const choices = question.definition.choices ? question.choices() : [];
  const way = answerInputOf(question, choices.length);
  if (isDerivedQuestion(question)) return <DerivedView value={question.value()} choices={choices} />;

  const props: AnswerProps = {
    question,
    label: name,
    hideLabel: true,
    problem,
    describedBy,
    isReadOnly: isReadOnly || question.isReadOnly(),
    isRequired: question.isRequired(),
    value: question.value(),
    onAnswer: (value, how = 'chosen') => answer(address, value, how),
    onLeave: () => leave(address),
  };
  switch (way.kind) {
    case 'text':
      return <TextAnswer {...props} rows={way.rows} />;
    case 'number':
      return <NumberAnswer {...props} isWhole={way.isWhole} />;
    case 'range':
      return <RangeAnswer {...props} from={way.from} to={way.to} step={way.step} />;
    case 'one':
    case 'several':
      return (
        <ChoiceAnswer {...props} choices={choices} isMultiple={way.kind === 'several'} looks={way.looks} />
      );
    case 'rank':
      return <RankAnswer {...props} choices={choices} />;
    case 'date':
    case 'time':
    case 'dateTime':
      return <DateAnswer {...props} way={way} />;
    case 'acknowledge':
      return <AcknowledgeAnswer {...props} />;
    case 'geopoint':
      return <GeopointAnswer {...props} />;
    case 'points':
      return <PointsAnswer {...props} isShape={way.isShape} />;
    case 'file':
      return <FileAnswerField {...props} accepts={way.accepts} />;
    case 'none':
    case 'indicator':
      return null;
  }
}
