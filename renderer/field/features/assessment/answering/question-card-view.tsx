import { memo, type ReactElement, type ReactNode, useState } from 'react';
import { type ExplainedAnswer, NotApplicableReason } from '#domain/assessment/assessment.ts';
import type { Indicator } from '#domain/scoring/maturity-model.ts';
import { evidenceCeilingOf } from '#domain/scoring/score.ts';
import { isolateDirection, languageFacts, type Message, useLanguage, useTranslate } from '#renderer/i18n';
import { valueLabels } from '#renderer/records/value-labels.ts';
import { Banner, Button, Card, Pill, RadioRows } from '#renderer/ui';
import { choiceOfRating, type QuestionModel, type RatingChoice } from './question-model.ts';
import { AnswerFlagNotes, ConsolidationNote } from './question-notes-view.tsx';
import { SkipRuleNote } from './skip-rule-note.tsx';

interface NaReasonViewProps {
  readonly question: string;
  readonly reason: NotApplicableReason | null;
  readonly isReadOnly: boolean;
  readonly onChoose: (notApplicableReason: NotApplicableReason) => void;
}

/** Reason why a question does not apply, by the codes of docs/requirements.md B2. */
function NaReasonView({ question, reason, isReadOnly, onChoose }: NaReasonViewProps): ReactElement {
  const translate = useTranslate();
  return (
    <RadioRows
      label={translate('assessment.na.title', { question })}
      rows={[]}
      others={NotApplicableReason.options.map((code) => ({
        value: code,
        text: translate(valueLabels.naReason[code]),
      }))}
      value={reason}
      onChange={onChoose}
      isReadOnly={isReadOnly}
    />
  );
}

/** Acts of a person in a card. */
export interface QuestionHandlers {
  readonly onChoose: (qid: string, ratingChoice: RatingChoice) => void;
  readonly onClear: (qid: string) => void;
  readonly onNaReason: (qid: string, notApplicableReason: NotApplicableReason) => void;
  /** The rationale, written for another answer, explains this one too. */
  readonly onRationaleFits: (qid: string, explainedAnswer: ExplainedAnswer) => void;
}

interface QuestionCardViewProps {
  readonly indicator: Indicator;
  readonly question: QuestionModel;
  readonly isFocused: boolean;
  readonly isReadOnly: boolean;
  /** Person who is asked for it; null for nobody in particular. */
  readonly assignee: string | null;
  /** Reason why the last choice here was not kept. */
  readonly problem: Message | null;
  /** The fields of its texts. */
  readonly texts: ReactNode;
  /** The answers of a contested question, in place of its choices. */
  readonly conflict: ReactNode;
  readonly acts: QuestionHandlers;
  readonly conflictsHref: string;
}

/** One question: its text, the five descriptors that answer it, the rationale, and notes on the answer. */
export const QuestionCardView = memo(function QuestionCardView(props: QuestionCardViewProps): ReactElement {
  const { indicator, question, isFocused, isReadOnly, problem, texts, acts, conflictsHref } = props;
  const { isContested } = question;
  const translate = useTranslate();
  const { direction } = languageFacts[useLanguage()];
  const { id, title, levels } = indicator;
  const ratingChoice = choiceOfRating(question.rating);
  const isRating = useIsRating(ratingChoice, isFocused);
  const others = [
    { value: 'na', keyHint: '0', text: translate('value.answerStatus.na') },
    { value: 'ne', keyHint: '6', text: translate('value.answerStatus.ne') },
    { value: 'declined', keyHint: '7', text: translate('value.answerStatus.declined') },
  ] as const;

  return (
    <Card isCurrent={isFocused} label={`${id} ${title}`}>
      <QuestionHead
        indicator={indicator}
        assignee={props.assignee}
        onClear={!isReadOnly && !isContested && ratingChoice !== null ? acts.onClear : null}
      />
      <SkipRuleNote
        question={question}
        onTake={isReadOnly ? undefined : (level) => acts.onChoose(id, `${level}`)}
      />
      {isContested ? (
        <>
          <Banner meaning="bad" title={translate('assessment.conflict.title')}>
            {translate('conflict.answer.text')}
          </Banner>
          <div className="assess-contested">{props.conflict}</div>
        </>
      ) : (
        <RadioRows<RatingChoice>
          label={`${id} ${indicator.question}`}
          hideLabel
          rows={levels.map((text, at) => {
            const maturityLevel = levelAtIndex(at);
            return {
              value: `${maturityLevel}`,
              keyHint: `${maturityLevel}`,
              level: maturityLevel,
              text: isolateDirection(text, direction),
            };
          })}
          others={others}
          value={ratingChoice}
          onChange={(chosenRatingChoice) => acts.onChoose(id, chosenRatingChoice)}
          isReadOnly={isReadOnly}
          problem={problem ? translate(problem) : undefined}
        />
      )}
      {!isContested && question.rating.level !== null && (
        <CeilingLine question={question} isRating={isRating} />
      )}
      <div className="assess-answer">
        {ratingChoice === 'na' && !isContested && (
          <NaReasonView
            question={id}
            reason={question.naReason}
            isReadOnly={isReadOnly}
            onChoose={(code) => acts.onNaReason(id, code)}
          />
        )}
        <div className="assess-texts" data-contested={isContested || undefined}>
          {texts}
        </div>
        <ConsolidationNote question={question} />
        <AnswerFlagNotes
          question={question}
          isRating={isRating}
          conflictsHref={conflictsHref}
          onRationaleFits={
            isReadOnly ? undefined : (explainedAnswer) => acts.onRationaleFits(id, explainedAnswer)
          }
        />
      </div>
    </Card>
  );
});

interface QuestionHeadProps extends Pick<QuestionCardViewProps, 'indicator' | 'assignee'> {
  /** Null while there is nothing to clear, or nothing may be changed. */
  readonly onClear: ((qid: string) => void) | null;
}

/** Title and words of the question. Another rating does not draw it again. */
const QuestionHead = memo(function QuestionHead(props: QuestionHeadProps): ReactElement {
  const { indicator, assignee, onClear } = props;
  const { id, title, gate } = indicator;
  const translate = useTranslate();
  return (
    <>
      <h3 className="assess-title">
        <span className="assess-code">{id}</span>
        <bdi>{title}</bdi>
        {gate && (
          <span title={translate('assessment.gate.explained')}>
            <Pill text={translate('value.gate')} meaning="accent" />
          </span>
        )}
        {assignee !== null && (
          <span title={translate('several.assigned.to', { who: assignee })}>
            <Pill text={assignee} />
          </span>
        )}
        {onClear !== null && (
          <span className="assess-clear">
            <Button
              kind="quiet"
              label={`${translate('assessment.choice.clear')}: ${id}`}
              onPress={() => onClear(id)}
            >
              {translate('assessment.choice.clear')}
            </Button>
          </span>
        )}
      </h3>
      <p className="assess-question">
        <bdi>{indicator.question}</bdi>
      </p>
    </>
  );
});

/** Whether the answer changed since the person came to this card: its reason and evidence may still follow. */
function useIsRating(ratingChoice: RatingChoice | null, isFocused: boolean): boolean {
  const [seen, setSeen] = useState({ choice: ratingChoice, isFocused, isRating: false });
  if (seen.choice === ratingChoice && seen.isFocused === isFocused) return seen.isRating;
  const isRating = isFocused && (seen.isRating || seen.choice !== ratingChoice);
  setSeen({ choice: ratingChoice, isFocused, isRating });
  return isRating;
}

/** Highest level that the evidence supports, unless a flag explains it. */
function CeilingLine({
  question: { evidence, flags },
  isRating,
}: {
  readonly question: QuestionModel;
  readonly isRating: boolean;
}): ReactElement | null {
  const translate = useTranslate();
  if (!isRating && flags.some(({ kind }) => kind === 'aboveEvidence')) return null;
  return (
    <p className="assess-ceiling">
      {translate('assessment.evidence.ceiling', {
        level: evidenceCeilingOf(evidence.strength),
        has: evidence.isNone ? 'none' : evidence.strength,
      })}
    </p>
  );
}

// The instrument's schema holds exactly five descriptors.
const levelAtIndex = (at: number) => ([1, 2, 3, 4, 5] as const)[at] ?? 5;
