import type { ReactElement } from 'react';
import type { FormQuestion } from '#domain/instrument/form/form.ts';
import type { AnswerProps } from './answer-props.ts';
import { ChoiceAnswer } from './choice-answer.tsx';
import { DateAnswer } from './date-answer.tsx';
import { DerivedView } from './derived-view.tsx';
import { FileAnswerField } from './file-answer.tsx';
import { useForm } from './form-context.ts';
import { GeopointAnswer } from './geopoint-answer.tsx';
import { PointsAnswer } from './points-answer.tsx';
import { answerWay, isDerived } from './question-kind.ts';
import { RangeAnswer } from './range-answer.tsx';
import { RankAnswer } from './rank-answer.tsx';
import { AcknowledgeAnswer, NumberAnswer, TextAnswer } from './simple-answers.tsx';

interface AnswerFieldProps {
  readonly question: FormQuestion;
  readonly name: string;
  readonly problem: string | undefined;
  readonly describedBy: string | undefined;
}

/** The field for a question, by its kind. */
export function AnswerField({ question, name, problem, describedBy }: AnswerFieldProps): ReactElement | null {
  const { answer, leave, isReadOnly } = useForm();
  const { address } = question;
  const choices = question.definition.choices ? question.choices() : [];
  const way = answerWay(question, choices.length);
  if (isDerived(question)) return <DerivedView value={question.value()} choices={choices} />;

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
