import { Flag as FlagIcon, GitMerge, Scale, TriangleAlert } from 'lucide-react';
import type { ReactElement } from 'react';
import type { DeviceId } from '#domain/ids.ts';
import {
  type LanguageFormat,
  type Message,
  type MessageKey,
  type Translate,
  useFormat,
  useTranslate,
} from '#renderer/i18n';
import { Banner, Button, KeyHint, LevelChip, ListEntry, RelativeTime, TextLink } from '#renderer/ui';
import type { ConflictCandidate } from './conflict-candidates.ts';
import { keepKeys } from '#renderer/field/parts/keep-keys.ts';
import { type AnswerFlag, type QuestionModel, ratingMessage } from './question-model.ts';
import type { IndicatorRule } from '#domain/scoring/maturity-model.ts';

/** Answers that a skip rule rests on, such as "S2 = no and S3 = no". */
export const skipRuleText = (rule: IndicatorRule, translate: Translate, format: LanguageFormat): string =>
  format.list(
    rule.all.map(([question, , expected]) => {
      if (typeof expected === 'number')
        return translate('assessment.rule.level', { question, level: expected });
      return translate(expected === 'yes' ? 'assessment.rule.yes' : 'assessment.rule.no', { question });
    }),
  );

/** A flag as a sentence. */
function answerFlagMessage(flag: AnswerFlag): Message {
  switch (flag.kind) {
    case 'aboveEvidence':
      return {
        key: 'assessment.flag.aboveEvidence',
        values: { level: flag.level, has: flag.items === 0 ? 'none' : flag.has },
      };
    case 'reasonMissing':
      return {
        key: flag.state === 'na' ? 'assessment.flag.reasonMissing.na' : 'assessment.flag.reasonMissing.rated',
      };
  }
}

interface ConflictCandidatesViewProps {
  readonly title: MessageKey;
  readonly text: MessageKey;
  readonly candidates: readonly ConflictCandidate[];
  /** Name of the person behind each device. */
  readonly names: Readonly<Record<DeviceId, string>>;
  /** The keys that keep each of them while this question is in focus. */
  readonly keys?: readonly string[] | undefined;
  /** Absent where nothing may be decided. */
  readonly onKeep?: ((candidate: ConflictCandidate) => void) | undefined;
}

/** Concurrent values (M3), beside the question that they answer. */
function ConflictCandidatesView(props: ConflictCandidatesViewProps): ReactElement {
  const { title, text, candidates, names, keys = [], onKeep } = props;
  const translate = useTranslate();
  return (
    <Banner meaning="bad" title={translate(title)}>
      {translate(text)}
      <div className="assess-candidates">
        {candidates.map((candidate, at) => {
          const who = names[candidate.device] ?? translate('assessment.unknownPerson');
          const value = valueOf(candidate);
          return (
            <ListEntry
              key={candidate.key}
              isBoxed
              lead={
                candidate.shown.kind === 'rating' ? <CandidateLevelChip candidate={candidate} /> : undefined
              }
              meta={
                <>
                  {candidate.shown.kind === 'text' && <bdi>{who} · </bdi>}
                  <RelativeTime atMs={candidate.atMs} show="moment" />
                </>
              }
              action={
                onKeep && (
                  <span className="assess-keep">
                    <Button
                      label={translate('assessment.conflict.keepLabel', { value: translate(value), who })}
                      onPress={() => onKeep(candidate)}
                    >
                      {translate('assessment.conflict.keep')}
                    </Button>
                    {keys[at] && <KeyHint keys={keys[at]} />}
                  </span>
                )
              }
            >
              {candidate.shown.kind === 'text' ? candidate.shown.text : <bdi>{who}</bdi>}
            </ListEntry>
          );
        })}
      </div>
    </Banner>
  );

  function valueOf({ shown }: ConflictCandidate) {
    return shown.kind === 'rating'
      ? ratingMessage(shown.rating)
      : ({ key: 'assessment.reason.text', values: { text: shown.text } } as const);
  }
}

function CandidateLevelChip({ candidate }: { readonly candidate: ConflictCandidate }): ReactElement | null {
  const translate = useTranslate();
  if (candidate.shown.kind !== 'rating') return null;
  const { rating } = candidate.shown;
  return rating.state === 'rated' ? (
    <LevelChip level={rating.level} />
  ) : (
    <span>{translate(ratingMessage(rating))}</span>
  );
}

interface SkipRuleNoteProps {
  readonly question: QuestionModel;
  /** Take a proposed level as one's own answer; absent where nothing may be changed. */
  readonly onTake?: ((level: 1) => void) | undefined;
}

/** Reason why a level is proposed, or why this question would be hidden. */
export function SkipRuleNote({ question: { asked }, onTake }: SkipRuleNoteProps): ReactElement | null {
  const translate = useTranslate();
  const format = useFormat();
  if (asked.kind === 'proposed') {
    const { level, why } = asked;
    return (
      <Banner
        meaning="info"
        title={translate('assessment.proposed', { level, why: why.note })}
        actions={
          onTake && (
            <Button onPress={() => onTake(level)}>
              {translate('assessment.proposed.accept', { level })}
            </Button>
          )
        }
      >
        {translate('assessment.proposed.note')}
      </Banner>
    );
  }
  if (asked.kind !== 'skipped') return null;
  return (
    <Banner meaning="info">
      {translate('assessment.skipped.shown', {
        why: asked.why.note,
        rule: skipRuleText(asked.why, translate, format),
      })}
    </Banner>
  );
}

interface ConflictNotesProps {
  readonly question: QuestionModel;
  readonly names: Readonly<Record<DeviceId, string>>;
  /** Absent where nothing may be decided. */
  readonly onKeep?: ((candidate: ConflictCandidate) => void) | undefined;
}

/** The conflicts of a question, where they can be decided. The keys are those of the first. */
export function ConflictNotes({ question, names, onKeep }: ConflictNotesProps): ReactElement {
  const { contestedRating, contestedReason } = question;
  const keys = onKeep ? keepKeys : [];
  return (
    <>
      {contestedRating.length > 0 && (
        <ConflictCandidatesView
          title="assessment.conflict.title"
          text="assessment.conflict.text"
          candidates={contestedRating}
          names={names}
          keys={keys}
          onKeep={onKeep}
        />
      )}
      {contestedReason.length > 0 && (
        <ConflictCandidatesView
          title="assessment.conflict.reasonTitle"
          text="assessment.conflict.reasonText"
          candidates={contestedReason}
          names={names}
          keys={contestedRating.length > 0 ? [] : keys}
          onKeep={onKeep}
        />
      )}
    </>
  );
}

/** Decision of the lead where ratings differed. */
export function ConsolidationNote({ question }: { readonly question: QuestionModel }): ReactElement | null {
  const translate = useTranslate();
  const { consolidation } = question;
  if (consolidation === null) return null;
  return (
    <Banner meaning="good" icon={Scale} title={translate('several.decided', { level: consolidation.level })}>
      <span dir="auto">{consolidation.reason}</span>
    </Banner>
  );
}

interface AnswerFlagNotesProps {
  readonly question: QuestionModel;
  readonly conflictsHref: string;
}

/** Notes on the answer, in sentences. */
export function AnswerFlagNotes({ question, conflictsHref }: AnswerFlagNotesProps): ReactElement {
  const translate = useTranslate();
  return (
    <>
      {question.flags.map((flag) => (
        <Banner
          key={flag.kind}
          meaning={flag.kind === 'aboveEvidence' && flag.reviewer?.holds === true ? 'info' : 'wait'}
          icon={flag.kind === 'aboveEvidence' ? TriangleAlert : FlagIcon}
          isQuiet={flag.kind === 'reasonMissing'}
        >
          <p>{translate(answerFlagMessage(flag))}</p>
          {flag.kind === 'aboveEvidence' && flag.reviewer !== null && (
            <ReviewerOverrideNote reviewer={flag.reviewer} />
          )}
        </Banner>
      ))}
      {question.otherConflicts > 0 && (
        <Banner meaning="bad" icon={GitMerge}>
          {translate('assessment.conflict.other', { count: question.otherConflicts })}{' '}
          <TextLink href={conflictsHref}>{translate('assessment.conflict.open')}</TextLink>
        </Banner>
      )}
    </>
  );
}

/** Reason why headquarters keeps a rating above its evidence. */
function ReviewerOverrideNote({
  reviewer: { reason, holds },
}: {
  readonly reviewer: { readonly reason: string; readonly holds: boolean };
}): ReactElement {
  const translate = useTranslate();
  return (
    <>
      <p>{translate('assessment.flag.reviewer', { reason })}</p>
      {!holds && <p>{translate('assessment.flag.reviewer.outdated')}</p>}
    </>
  );
}
