import type { ReactElement, ReactNode } from 'react';
import type { NaReason } from '#domain/assessment/assessment.ts';
import type { DeviceId } from '#domain/ids.ts';
import type { Indicator } from '#domain/instrument/maturity-model.ts';
import { isolate } from '#renderer/i18n/isolate.ts';
import { languages } from '#renderer/i18n/language.ts';
import type { Message } from '#renderer/i18n/message.ts';
import { useLanguage } from '#renderer/i18n/use-language.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Card } from '#renderer/ui/card.tsx';
import { Pill } from '#renderer/ui/pill.tsx';
import { RadioRows } from '#renderer/ui/radio-rows.tsx';
import type { Candidate } from './contested.ts';
import type { QuestionModel } from './question-model.ts';
import { NaReasonView } from './na-reason-view.tsx';
import { ConsolidationNote, ContestedNotes, FlagNotes, RuleNote } from './question-notes-view.tsx';
import { choiceOf, type RatingChoice } from './rating.ts';

/** What a person can do in a card. */
export interface QuestionActs {
  readonly onChoose: (qid: string, choice: RatingChoice) => void;
  readonly onClear: (qid: string) => void;
  readonly onKeep: (qid: string, candidate: Candidate) => void;
  readonly onNaReason: (qid: string, reason: NaReason) => void;
}

interface QuestionCardViewProps {
  readonly indicator: Indicator;
  readonly question: QuestionModel;
  readonly isFocused: boolean;
  readonly isReadOnly: boolean;
  readonly names: Readonly<Record<DeviceId, string>>;
  /** Who is asked for it; null for nobody in particular. */
  readonly assignee: string | null;
  /** Why the last choice here was not kept. */
  readonly problem: Message | null;
  /** The fields of its texts. */
  readonly texts: ReactNode;
  readonly acts: QuestionActs;
  readonly conflictsHref: string;
}

/** One question: what is asked, the five descriptors that answer it, why, and what is remarkable about the answer. */
export function QuestionCardView(props: QuestionCardViewProps): ReactElement {
  const { indicator, question, isFocused, isReadOnly, names, problem, texts, acts, conflictsHref } = props;
  const say = useSay();
  const around = languages[useLanguage()].direction;
  const { id, title, gate, levels } = indicator;
  const choice = choiceOf(question.rating);
  const others = [
    { value: 'na', keyHint: '0', text: say('assessment.choice.na') },
    { value: 'ne', keyHint: 'E', text: say('assessment.choice.ne') },
    { value: 'declined', keyHint: 'D', text: say('assessment.choice.declined') },
  ] as const;

  return (
    <Card isCurrent={isFocused} label={`${id} ${title}`}>
      <h3 className="assess-title">
        <span className="assess-code">{id}</span>
        <bdi>{title}</bdi>
        {gate && (
          <span title={say('assessment.gate.explained')}>
            <Pill text={say('assessment.gate')} meaning="accent" />
          </span>
        )}
        {props.assignee !== null && (
          <span title={say('several.assigned.to', { who: props.assignee })}>
            <Pill text={props.assignee} />
          </span>
        )}
        {!isReadOnly && choice !== null && (
          <span className="assess-clear">
            <Button
              kind="quiet"
              label={`${say('assessment.choice.clear')}: ${id}`}
              onPress={() => acts.onClear(id)}
            >
              {say('assessment.choice.clear')}
            </Button>
          </span>
        )}
      </h3>
      <p className="assess-question">
        <bdi>{indicator.question}</bdi>
      </p>
      <RuleNote
        question={question}
        onTake={isReadOnly ? undefined : (level) => acts.onChoose(id, `${level}`)}
      />
      <RadioRows<RatingChoice>
        label={`${id} ${indicator.question}`}
        hideLabel
        rows={levels.map((text, at) => {
          const level = levelAt(at);
          return { value: `${level}`, keyHint: `${level}`, level, text: isolate(text, around) };
        })}
        others={others}
        value={choice}
        onChange={(chosen) => acts.onChoose(id, chosen)}
        isReadOnly={isReadOnly}
        problem={problem ? say(problem) : undefined}
      />
      <div className="assess-answer">
        {choice === 'na' && (
          <NaReasonView
            question={id}
            reason={question.naReason}
            isReadOnly={isReadOnly}
            onChoose={(code) => acts.onNaReason(id, code)}
          />
        )}
        <ContestedNotes
          question={question}
          names={names}
          onKeep={isReadOnly ? undefined : (candidate) => acts.onKeep(id, candidate)}
        />
        {texts}
        <ConsolidationNote question={question} />
        <FlagNotes question={question} conflictsHref={conflictsHref} />
      </div>
    </Card>
  );
}

// The instrument's schema holds exactly five descriptors.
const levelAt = (at: number) => ([1, 2, 3, 4, 5] as const)[at] ?? 5;
