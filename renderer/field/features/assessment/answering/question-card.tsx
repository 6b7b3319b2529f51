import { createContext, memo, type ReactElement, use, useMemo } from 'react';
import type { ExplainedAnswer } from '#domain/assessment/assessment.ts';
import type { Document } from '#domain/document/document.ts';
import { pathOf } from '#domain/document/op.ts';
import type { DocumentId, LogId } from '#domain/ids.ts';
import type { Indicator } from '#domain/scoring/maturity-model.ts';
import { AnswerConflictCard, useDecidedText } from '#renderer/field/app/documents/answer-conflict-card.tsx';
import { CheckedTextField } from '#renderer/field/app/documents/checked-text-field.tsx';
import { areEqualByParts, useEqualParts } from '#renderer/field/app/documents/use-stable-values.ts';
import { useRecordUndo } from '#renderer/field/app/undo/record-undo.tsx';
import { fieldAddressOf } from '#renderer/field/parts/field-route.ts';
import { type Message, useTranslate } from '#renderer/i18n';
import { QuestionCardView, type QuestionHandlers } from './question-card-view.tsx';
import { type QuestionModelWithTexts, rationalePath, variationTextPath } from './question-model.ts';

interface QuestionCardProps {
  readonly log: LogId;
  readonly indicator: Indicator;
  readonly question: QuestionModelWithTexts;
  readonly isFocused: boolean;
  readonly isReadOnly: boolean;
  /** Person who is asked for it; null for nobody in particular. */
  readonly assignee: string | null;
  readonly problem: Message | null;
  readonly acts: QuestionHandlers;
  readonly onFocus: (qid: string) => void;
}

/**
 * One question of the page. Drawn again only when its facts have changed. Every key press makes a new
 * document, and the other seven cards must cost nothing.
 */
export const QuestionCard = memo(function QuestionCard(props: QuestionCardProps): ReactElement {
  const { log, indicator, question, isReadOnly, onFocus } = props;
  const { texts: textsNow, ...facts } = question;
  const texts = useEqualParts(textsNow);
  const shown = useEqualParts(facts);
  const { state } = shown.rating;
  const { hasVariation } = shown;
  const isRating = state === 'rated' || state === 'blank';
  const explains = state === 'rated' ? shown.rating.level : state === 'blank' ? null : state;
  const { id } = indicator;
  const fields = useMemo(
    () => (
      <QuestionTexts
        log={log}
        question={id}
        isRating={isRating}
        explains={explains}
        hasVariation={hasVariation}
        isReadOnly={isReadOnly}
      />
    ),
    [log, id, isRating, explains, hasVariation, isReadOnly],
  );
  const { doc } = texts;
  const { isContested } = shown;
  const { isFocused } = props;
  const conflict = useMemo(
    () =>
      isContested && (
        <ContestedAnswer log={log} doc={doc} question={id} indicator={indicator} isCurrent={isFocused} />
      ),
    [isContested, log, doc, id, indicator, isFocused],
  );
  return (
    <div className="assess-stop" data-question={id} tabIndex={-1} onFocus={() => onFocus(id)}>
      <QuestionTextsContext value={texts}>
        <QuestionCardView
          indicator={indicator}
          question={shown}
          isFocused={isFocused}
          isReadOnly={isReadOnly}
          assignee={props.assignee}
          problem={useEqualParts(props.problem)}
          texts={fields}
          conflict={conflict}
          acts={props.acts}
          conflictsHref={conflictsHref}
        />
      </QuestionTextsContext>
    </div>
  );
}, areEqualByParts);

interface QuestionTextsProps {
  readonly log: LogId;
  readonly question: string;
  /** A level, or no answer yet; else the reason is that of another answer. */
  readonly isRating: boolean;
  /** Present answer, which the rationale explains; null while it is blank. */
  readonly explains: ExplainedAnswer | null;
  /** Differences within the country are asked for. */
  readonly hasVariation: boolean;
  readonly isReadOnly: boolean;
}

/** Document with the texts of the card around. They come by this way, so that a letter draws the field alone again. */
const QuestionTextsContext = createContext<Document | null>(null);

/** Rationale of this answer, and differences within the country: saved during typing. */
const QuestionTexts = memo(function QuestionTexts(props: QuestionTextsProps): ReactElement | null {
  const { log, question, isRating, explains, hasVariation, isReadOnly } = props;
  const translate = useTranslate();
  const texts = use(QuestionTextsContext);
  if (texts === null) return null;
  return (
    <>
      <CheckedTextField
        log={log}
        document={texts}
        path={rationalePath(question)}
        besides={{ path: pathOf('answers', question, 'rationale-for'), value: explains }}
        label={translate(isRating ? 'path.rationale' : 'assessment.reason.other')}
        description={isReadOnly ? undefined : translate('assessment.doNotRecord.short')}
        isReadOnly={isReadOnly}
      />
      {hasVariation && (
        <CheckedTextField
          log={log}
          document={texts}
          path={variationTextPath(question)}
          label={translate('path.variation')}
          description={translate('assessment.variation.help')}
          rows={1}
          isReadOnly={isReadOnly}
        />
      )}
    </>
  );
});

const conflictsHref = fieldAddressOf({ screen: 'conflicts' });

interface ContestedAnswerProps {
  readonly log: LogId;
  readonly doc: DocumentId;
  readonly question: string;
  readonly indicator: Indicator;
  readonly isCurrent: boolean;
}

/** The answers between which a person decides here. */
function ContestedAnswer(props: ContestedAnswerProps): ReactElement {
  const decidedText = useDecidedText();
  const { notifyAct } = useRecordUndo();
  return (
    <AnswerConflictCard
      {...props}
      onDecided={(answerConflict, decidedSide) => notifyAct(decidedText(answerConflict, decidedSide))}
    />
  );
}
