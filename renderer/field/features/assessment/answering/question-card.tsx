import { memo, type ReactElement } from 'react';
import { areJsonEqual, type JsonValue } from '#base/json.ts';
import type { DocumentId, LogId } from '#domain/ids.ts';
import type { Indicator } from '#domain/scoring/maturity-model.ts';
import { type Message, useTranslate } from '#renderer/i18n';
import { fieldAddressOf } from '#renderer/field/parts/field-route.ts';
import { QuestionCardView, type QuestionHandlers } from './question-card-view.tsx';
import { type QuestionModel, rationalePath, variationTextPath } from './question-model.ts';
import { AnswerConflictCard, useDecidedText } from '#renderer/field/app/documents/answer-conflict-card.tsx';
import { CheckedTextField } from '#renderer/field/app/documents/checked-text-field.tsx';
import { useRecordUndo } from '#renderer/field/app/undo/record-undo.tsx';

interface QuestionTextsProps {
  readonly log: LogId;
  readonly question: QuestionModel;
  readonly isReadOnly: boolean;
}

/** Rationale of this answer, and differences within the country: saved during typing. */
function QuestionTexts({ log, question, isReadOnly }: QuestionTextsProps): ReactElement {
  const translate = useTranslate();
  const { id, texts, hasVariation } = question;
  const { state } = question.rating;
  return (
    <>
      <CheckedTextField
        log={log}
        document={texts}
        path={rationalePath(id)}
        label={translate(
          state === 'rated' || state === 'blank' ? 'path.rationale' : 'assessment.reason.other',
        )}
        description={isReadOnly ? undefined : translate('assessment.doNotRecord.short')}
        isReadOnly={isReadOnly}
      />
      {hasVariation && (
        <CheckedTextField
          log={log}
          document={texts}
          path={variationTextPath(id)}
          label={translate('path.variation')}
          description={translate('assessment.variation.help')}
          rows={1}
          isReadOnly={isReadOnly}
        />
      )}
    </>
  );
}

interface QuestionCardProps {
  readonly log: LogId;
  readonly indicator: Indicator;
  readonly question: QuestionModel;
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
export const QuestionCard = memo(QuestionCardContent, areQuestionCardPropsEqual);

function QuestionCardContent(props: QuestionCardProps): ReactElement {
  const { log, indicator, question, isFocused, isReadOnly, onFocus } = props;
  return (
    <div
      className="assess-stop"
      data-question={indicator.id}
      tabIndex={-1}
      onFocus={() => onFocus(indicator.id)}
    >
      <QuestionCardView
        {...props}
        texts={<QuestionTexts log={log} question={question} isReadOnly={isReadOnly} />}
        conflict={
          question.isContested && (
            <ContestedAnswer
              log={log}
              doc={question.texts.doc}
              question={indicator.id}
              indicator={indicator}
              isCurrent={isFocused}
            />
          )
        }
        conflictsHref={fieldAddressOf({ screen: 'conflicts' })}
      />
    </div>
  );
}

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
    <AnswerConflictCard {...props} onDecided={(conflict, side) => notifyAct(decidedText(conflict, side))} />
  );
}

function areQuestionCardPropsEqual(before: QuestionCardProps, after: QuestionCardProps): boolean {
  const { question, problem, ...rest } = after;
  const isSame = (Object.keys(rest) as (keyof typeof rest)[]).every((name) => before[name] === after[name]);
  return (
    isSame &&
    areJsonEqual(asJsonValue(before.question), asJsonValue(question)) &&
    areJsonEqual(asJsonValue(before.problem), asJsonValue(problem))
  );
}

// Both are built of nothing but JSON; their types do not say so.
const asJsonValue = (value: QuestionModel | Message | null): JsonValue => value as unknown as JsonValue;
