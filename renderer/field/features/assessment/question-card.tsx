import { memo, type ReactElement } from 'react';
import { equalJson, type Json } from '#domain/base/json.ts';
import type { DeviceId, LogId } from '#domain/ids.ts';
import type { Indicator } from '#domain/instrument/maturity-model.ts';
import type { Message } from '#renderer/i18n/message.ts';
import { addressOf } from '#renderer/field/app/route.ts';
import { type QuestionActs, QuestionCardView } from './question-card-view.tsx';
import type { QuestionModel } from './question-model.ts';
import { TextsOfQuestion } from './texts-of-question.tsx';

interface QuestionCardProps {
  readonly log: LogId;
  readonly indicator: Indicator;
  readonly question: QuestionModel;
  readonly isFocused: boolean;
  readonly isReadOnly: boolean;
  readonly names: Readonly<Record<DeviceId, string>>;
  /** Who is asked for it; null for nobody in particular. */
  readonly assignee: string | null;
  readonly problem: Message | null;
  readonly acts: QuestionActs;
  readonly onFocus: (qid: string) => void;
}

/**
 * One question of the page. Drawn again only when what it shows has changed: every key press makes a new document, and
 * the other seven cards must not cost anything.
 */
export const QuestionCard = memo(Card, sameProps);

function Card(props: QuestionCardProps): ReactElement {
  const { log, indicator, question, isReadOnly, onFocus } = props;
  return (
    <div
      className="assess-stop"
      data-question={indicator.id}
      tabIndex={-1}
      onFocus={() => onFocus(indicator.id)}
    >
      <QuestionCardView
        {...props}
        texts={<TextsOfQuestion log={log} question={question} isReadOnly={isReadOnly} />}
        conflictsHref={addressOf({ screen: 'conflicts' })}
      />
    </div>
  );
}

function sameProps(before: QuestionCardProps, after: QuestionCardProps): boolean {
  const { question, names, problem, ...rest } = after;
  const isSame = (Object.keys(rest) as (keyof typeof rest)[]).every((name) => before[name] === after[name]);
  return (
    isSame &&
    equalJson(asJson(before.question), asJson(question)) &&
    equalJson(asJson(before.names), asJson(names)) &&
    equalJson(asJson(before.problem), asJson(problem))
  );
}

// All three are built of nothing but JSON; their types do not say so.
const asJson = (value: QuestionModel | Readonly<Record<string, string>> | Message | null): Json =>
  value as unknown as Json;
