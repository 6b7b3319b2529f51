import { Flag as FlagIcon, GitMerge, TriangleAlert } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import type { DeviceId } from '#domain/ids.ts';
import type { Indicator } from '#domain/instrument/instrument.ts';
import { isolate } from '#renderer/i18n/isolate.ts';
import { languages } from '#renderer/i18n/language.ts';
import type { Message } from '#renderer/i18n/message.ts';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { useLanguage } from '#renderer/i18n/use-language.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { Card } from '#renderer/ui/card.tsx';
import { Pill } from '#renderer/ui/pill.tsx';
import { RadioRows } from '#renderer/ui/radio-rows.tsx';
import { TextLink } from '#renderer/ui/text-link.tsx';
import type { Candidate } from './contested.ts';
import { ContestedView } from './contested-view.tsx';
import { flagMessage } from './flag-message.ts';
import type { QuestionModel } from './question-model.ts';
import { choiceOf, type RatingChoice } from './rating.ts';
import { ruleText } from './rule-message.ts';

/** What a person can do in a card. */
export interface QuestionActs {
  readonly onChoose: (qid: string, choice: RatingChoice) => void;
  readonly onClear: (qid: string) => void;
  readonly onKeep: (qid: string, candidate: Candidate) => void;
}

interface QuestionCardViewProps {
  readonly indicator: Indicator;
  readonly question: QuestionModel;
  readonly isFocused: boolean;
  readonly isReadOnly: boolean;
  readonly names: Readonly<Record<DeviceId, string>>;
  /** Why the last choice here was not kept. */
  readonly problem: Message | null;
  /** The text field of the reasons. */
  readonly reason: ReactNode;
  readonly acts: QuestionActs;
  readonly conflictsHref: string;
}

/** One question: what is asked, the five descriptors that answer it, why, and what is remarkable about the answer. */
export function QuestionCardView(props: QuestionCardViewProps): ReactElement {
  const { indicator, question, isFocused, isReadOnly, problem, reason, acts, conflictsHref } = props;
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
      <RuleNote question={question} />
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
        <Contested {...props} />
        {reason}
        <Flags question={question} conflictsHref={conflictsHref} />
      </div>
    </Card>
  );
}

// The instrument's schema holds exactly five descriptors.
const levelAt = (at: number) => ([1, 2, 3, 4, 5] as const)[at] ?? 5;

/** Why a level is proposed, or why this would be hidden. */
function RuleNote({ question: { asked } }: { readonly question: QuestionModel }): ReactElement | null {
  const say = useSay();
  const format = useFormat();
  if (asked.kind === 'proposed') {
    return (
      <Banner meaning="info" title={say('assessment.proposed', { level: asked.level, why: asked.why.note })}>
        {say('assessment.proposed.note')}
      </Banner>
    );
  }
  if (asked.kind !== 'skipped') return null;
  return (
    <Banner meaning="info">
      {say('assessment.skipped.shown', { why: asked.why.note, rule: ruleText(asked.why, say, format) })}
    </Banner>
  );
}

/** The conflicts of this question, where they can be decided. */
function Contested(props: QuestionCardViewProps): ReactElement {
  const { question, names, isReadOnly, acts } = props;
  const onKeep = isReadOnly ? undefined : (candidate: Candidate): void => acts.onKeep(question.id, candidate);
  return (
    <>
      {question.contestedRating.length > 0 && (
        <ContestedView
          title="assessment.conflict.title"
          text="assessment.conflict.text"
          candidates={question.contestedRating}
          names={names}
          keys={isReadOnly ? [] : ['K', 'L']}
          onKeep={onKeep}
        />
      )}
      {question.contestedReason.length > 0 && (
        <ContestedView
          title="assessment.conflict.reasonTitle"
          text="assessment.conflict.reasonText"
          candidates={question.contestedReason}
          names={names}
          keys={isReadOnly || question.contestedRating.length > 0 ? [] : ['K', 'L']}
          onKeep={onKeep}
        />
      )}
    </>
  );
}

function Flags({
  question,
  conflictsHref,
}: Pick<QuestionCardViewProps, 'question' | 'conflictsHref'>): ReactElement {
  const say = useSay();
  return (
    <>
      {question.flags.map((flag) => (
        <Banner
          key={flag.kind}
          meaning="wait"
          icon={flag.kind === 'aboveEvidence' ? TriangleAlert : FlagIcon}
          isQuiet={flag.kind === 'reasonMissing'}
        >
          {say(flagMessage(flag))}
        </Banner>
      ))}
      {question.otherConflicts > 0 && (
        <Banner meaning="bad" icon={GitMerge}>
          {say('assessment.conflict.other', { count: question.otherConflicts })}{' '}
          <TextLink href={conflictsHref}>{say('assessment.conflict.open')}</TextLink>
        </Banner>
      )}
    </>
  );
}
