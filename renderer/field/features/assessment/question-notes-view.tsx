import { Flag as FlagIcon, GitMerge, Scale, TriangleAlert } from 'lucide-react';
import type { ReactElement } from 'react';
import type { DeviceId } from '#domain/ids.ts';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { TextLink } from '#renderer/ui/text-link.tsx';
import type { Candidate } from './contested.ts';
import { ContestedView } from './contested-view.tsx';
import { flagMessage } from './flag-message.ts';
import type { QuestionModel } from './question-model.ts';
import { ruleText } from './rule-message.ts';

interface RuleNoteProps {
  readonly question: QuestionModel;
  /** Takes a proposed level as one's own answer; absent where nothing may be changed. */
  readonly onTake?: ((level: 1) => void) | undefined;
}

/** Why a level is proposed, or why this question would be hidden. */
export function RuleNote({ question: { asked }, onTake }: RuleNoteProps): ReactElement | null {
  const say = useSay();
  const format = useFormat();
  if (asked.kind === 'proposed') {
    const { level, why } = asked;
    return (
      <Banner
        meaning="info"
        title={say('assessment.proposed', { level, why: why.note })}
        actions={
          onTake && (
            <Button onPress={() => onTake(level)}>{say('assessment.proposed.accept', { level })}</Button>
          )
        }
      >
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

interface ContestedNotesProps {
  readonly question: QuestionModel;
  readonly names: Readonly<Record<DeviceId, string>>;
  /** Absent where nothing may be decided. */
  readonly onKeep?: ((candidate: Candidate) => void) | undefined;
}

const keepKeys = ['K', 'L'];

/** The conflicts of a question, where they can be decided. The keys are those of the first. */
export function ContestedNotes({ question, names, onKeep }: ContestedNotesProps): ReactElement {
  const { contestedRating, contestedReason } = question;
  const keys = onKeep ? keepKeys : [];
  return (
    <>
      {contestedRating.length > 0 && (
        <ContestedView
          title="assessment.conflict.title"
          text="assessment.conflict.text"
          candidates={contestedRating}
          names={names}
          keys={keys}
          onKeep={onKeep}
        />
      )}
      {contestedReason.length > 0 && (
        <ContestedView
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

/** What the lead decided where ratings differed. */
export function ConsolidationNote({ question }: { readonly question: QuestionModel }): ReactElement | null {
  const say = useSay();
  const { consolidation } = question;
  if (consolidation === null) return null;
  return (
    <Banner meaning="good" icon={Scale} title={say('several.decided', { level: consolidation.level })}>
      <span dir="auto">{consolidation.reason}</span>
    </Banner>
  );
}

interface FlagNotesProps {
  readonly question: QuestionModel;
  readonly conflictsHref: string;
}

/** What is remarkable about the answer, in sentences. */
export function FlagNotes({ question, conflictsHref }: FlagNotesProps): ReactElement {
  const say = useSay();
  return (
    <>
      {question.flags.map((flag) => (
        <Banner
          key={flag.kind}
          meaning={flag.kind === 'aboveEvidence' && flag.reviewer?.holds === true ? 'info' : 'wait'}
          icon={flag.kind === 'aboveEvidence' ? TriangleAlert : FlagIcon}
          isQuiet={flag.kind === 'reasonMissing'}
        >
          <p>{say(flagMessage(flag))}</p>
          {flag.kind === 'aboveEvidence' && flag.reviewer !== null && (
            <ReviewerReason reviewer={flag.reviewer} />
          )}
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

/** Why headquarters lets a rating stand above its evidence. */
function ReviewerReason({
  reviewer: { reason, holds },
}: {
  readonly reviewer: { readonly reason: string; readonly holds: boolean };
}): ReactElement {
  const say = useSay();
  return (
    <>
      <p>{say('assessment.flag.reviewer', { reason })}</p>
      {!holds && <p>{say('assessment.flag.reviewer.outdated')}</p>}
    </>
  );
}
