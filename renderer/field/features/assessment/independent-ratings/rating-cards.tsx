import { type ReactElement, useState } from 'react';
import { MaturityLevel } from '#domain/assessment/assessment.ts';
import {
  levelBeforeConsolidation,
  readConsolidatedRating,
  readIndependentRatings,
} from '#domain/assessment/independent-ratings.ts';
import { readIndicatorAnswer } from '#domain/assessment/read-answer.ts';
import { authorshipAt, type Document, plainTextAt } from '#domain/document/document.ts';
import type { PersonId } from '#domain/ids.ts';
import type { Indicator } from '#domain/scoring/maturity-model.ts';
import { CheckedTextHits } from '#renderer/field/app/documents/checked-text-field.tsx';
import { type OpenDocument, writeRefusalMessage } from '#renderer/field/app/documents/use-document.ts';
import { type Message, useTranslate } from '#renderer/i18n';
import { useKeyPresses } from '#renderer/ui';
import { rationalePath, valuesOfRating } from '../answering/question-model.ts';
import { type AssessmentTeam, teamMemberName } from '../assignment/assessment-team.ts';
import {
  type ConsolidationDraft,
  IndependentRatingCardView,
  type IndependentRatingDraft,
  RatingComparisonCardView,
  type RatingLine,
} from './rating-cards-view.tsx';
import { answerAuthorOf, type RatingsStatus } from './ratings-list.ts';

/** Independent ratings and decisions of one assessment that are begun and not recorded. */
export interface RatingDrafts {
  readonly ratings: QuestionDrafts<IndependentRatingDraft>;
  readonly decisions: QuestionDrafts<ConsolidationDraft>;
}

/** Kept as long as the assessment is open: a look at the questions does not lose a begun rating. */
export const useRatingDrafts = (): RatingDrafts => ({
  ratings: useQuestionDrafts(emptyRatingDraft),
  decisions: useQuestionDrafts(emptyConsolidationDraft),
});

interface IndependentRatingCardProps {
  readonly open: OpenDocument;
  readonly indicator: Indicator;
  /** Person who rates. */
  readonly person: PersonId;
  readonly drafts: QuestionDrafts<IndependentRatingDraft>;
}

const emptyRatingDraft: IndependentRatingDraft = { level: null, evidence: 'E0', rationale: '' };

/** One independent rating: written whole, and only when the person records it. */
export function IndependentRatingCard({
  open,
  indicator,
  person,
  drafts,
}: IndependentRatingCardProps): ReactElement {
  const { id } = indicator;
  const independentRatingDraft = drafts.draftOf(id);
  const set = (part: Partial<IndependentRatingDraft>): void =>
    drafts.update(id, (previousDraft) => ({ ...previousDraft, ...part }));
  const [isIncomplete, setIsIncomplete] = useState(false);
  const [problem, setProblem] = useState<Message | null>(null);
  const record = async (): Promise<void> => {
    const { level, evidence, rationale } = independentRatingDraft;
    setIsIncomplete(level === null);
    if (level === null) return;
    const outcome = await open.choose([
      {
        path: `second-ratings/${id}/${person}`,
        value: { level, evidence, rationale: rationale.trim() },
      },
    ]);
    setProblem(outcome.kind === 'saved' ? null : writeRefusalMessage(outcome));
    if (outcome.kind === 'saved') drafts.discard(id);
  };
  useLevelKeys(
    (level) => set({ level }),
    () => void record(),
  );
  return (
    <IndependentRatingCardView
      indicator={indicator}
      draft={independentRatingDraft}
      isIncomplete={isIncomplete}
      problem={problem}
      hits={
        <CheckedTextHits
          text={independentRatingDraft.rationale}
          onChange={(rationale) => set({ rationale })}
        />
      }
      onChange={set}
      onRecord={() => void record()}
    />
  );
}

/** The keys of a card that gives a level: 1 to 5 choose it, Ctrl+Enter records it, also out of the text. */
function useLevelKeys(
  onLevel: (maturityLevel: MaturityLevel) => void,
  onRecord: () => void,
  isOn = true,
): void {
  useKeyPresses(
    (key) => {
      if (!isOn) return false;
      if (key === 'Ctrl+Enter') {
        onRecord();
        return true;
      }
      const level = MaturityLevel.safeParse(Number(key));
      if (level.success) onLevel(level.data);
      return level.success;
    },
    { whileTyping: ['Ctrl+Enter'] },
  );
}

/** Drafts about several questions, each by its id. */
interface QuestionDrafts<T> {
  readonly draftOf: (question: string) => T;
  readonly update: (question: string, to: (before: T) => T) => void;
  /** It is recorded: drop its draft. */
  readonly discard: (question: string) => void;
}

/** Keep the draft about one question while the person looks at another, or at another place of the record. */
function useQuestionDrafts<T>(first: T): QuestionDrafts<T> {
  const [drafts, setDrafts] = useState<ReadonlyMap<string, T>>(new Map());
  return {
    draftOf: (question) => drafts.get(question) ?? first,
    update: (question, to) =>
      setDrafts((before) => new Map([...before, [question, to(before.get(question) ?? first)]])),
    discard: (question) => setDrafts((before) => new Map([...before].filter(([id]) => id !== question))),
  };
}

interface RatingComparisonCardProps {
  readonly open: OpenDocument;
  readonly indicator: Indicator;
  readonly status: RatingsStatus;
  readonly team: AssessmentTeam;
  readonly isLead: boolean;
  readonly drafts: QuestionDrafts<ConsolidationDraft>;
}

const emptyConsolidationDraft: ConsolidationDraft = { level: null, reason: '' };

/** One question with all its ratings; the lead decides here, and the decision becomes the answer. */
export function RatingComparisonCard(props: RatingComparisonCardProps): ReactElement {
  const { open, indicator, status, team, isLead, drafts } = props;
  const translate = useTranslate();
  const { document, queryResult, choose } = open;
  const { id } = indicator;
  const consolidationDraft = drafts.draftOf(id);
  const set = (part: Partial<ConsolidationDraft>): void =>
    drafts.update(id, (previousConsolidationDraft) => ({ ...previousConsolidationDraft, ...part }));
  const [isIncomplete, setIsIncomplete] = useState(false);
  const [problem, setProblem] = useState<Message | null>(null);
  const mayDecide = isLead && status === 'toDecide';
  const firstMaturityLevel = levelBeforeConsolidation(document, id);
  const consolidation = readConsolidatedRating(document, id);
  // After the lead's decision the answer is theirs; the history has the author of the one before.
  const author =
    consolidation === null
      ? (teamMemberName(team, answerAuthorOf({ document, people: queryResult.people }, id)) ??
        translate('assessment.unknownPerson'))
      : translate('several.answerBefore');

  const decide = async (): Promise<void> => {
    const { level } = consolidationDraft;
    const reason = consolidationDraft.reason.trim();
    setIsIncomplete(level === null || reason === '');
    if (level === null || reason === '' || firstMaturityLevel === null) return;
    const outcome = await choose([
      { path: `consolidations/${id}`, value: { level, reason, first: firstMaturityLevel } },
      ...valuesOfRating(id, { state: 'rated', level }),
      // A written rationale stays; without one, the decision gives it.
      ...(plainTextAt(document, rationalePath(id)).trim() === ''
        ? [{ path: rationalePath(id), value: reason }]
        : []),
    ]);
    setProblem(outcome.kind === 'saved' ? null : writeRefusalMessage(outcome));
    if (outcome.kind === 'saved') drafts.discard(id);
  };
  useLevelKeys(
    (level) => set({ level }),
    () => void decide(),
    mayDecide,
  );
  return (
    <RatingComparisonCardView
      indicator={indicator}
      status={status}
      lines={[
        ...ratingLinesOfAnswer(document, id, firstMaturityLevel, author),
        ...readIndependentRatings(document, id).map((independentRating) => ({
          ...independentRating,
          who: teamMemberName(team, independentRating.person) ?? '',
        })),
      ]}
      consolidation={status === 'toDecide' ? null : consolidation}
      deciding={
        mayDecide
          ? {
              draft: consolidationDraft,
              isIncomplete,
              problem,
              hits: (
                <CheckedTextHits text={consolidationDraft.reason} onChange={(reason) => set({ reason })} />
              ),
              onChange: set,
              onDecide: () => void decide(),
            }
          : undefined
      }
    />
  );
}

/** The answer as the first of the ratings: its value before the lead decided. */
function ratingLinesOfAnswer(
  document: Document,
  id: string,
  maturityLevel: RatingLine['level'] | null,
  who: string,
): readonly RatingLine[] {
  if (maturityLevel === null) return [];
  const { evidence } = readIndicatorAnswer(document, id);
  // After the decision, this is the time of the decision, and not of the answer before.
  const written =
    readConsolidatedRating(document, id) === null ? authorshipAt(document, `answers/${id}/level`) : null;
  return [
    { who, level: maturityLevel, evidence, rationale: plainTextAt(document, rationalePath(id)), written },
  ];
}
