import { useState, type ReactElement } from 'react';
import { readAnswer } from '#domain/assessment/read-answer.ts';
import { consolidationOf, firstLevelOf, secondRatings } from '#domain/assessment/read-several.ts';
import { textAtPath } from '#domain/assessment/text-at-path.ts';
import { type Document } from '#domain/document/document.ts';
import { writtenAt } from '#domain/document/written.ts';
import type { Indicator } from '#domain/instrument/maturity-model.ts';
import { refusalMessage } from '#renderer/field/app/refusal-message.ts';
import { TextHits } from '#renderer/field/app/text-hits.tsx';
import type { OpenDocument } from '#renderer/field/app/use-document.ts';
import type { Message } from '#renderer/i18n/message.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { reasonPath } from '../question-model.ts';
import { valuesOfRating } from '../rating.ts';
import { ComparedCardView, type DecisionDraft } from './compared-card-view.tsx';
import { answeredBy } from './independent.ts';
import type { RatingLine } from './rating-lines-view.tsx';
import type { RatingsStand } from './ratings-list.ts';
import { nameIn, type Team } from './team.ts';
import type { Drafts } from './use-drafts.ts';
import { useLevelKeys } from './use-level-keys.ts';

interface ComparedCardProps {
  readonly open: OpenDocument;
  readonly indicator: Indicator;
  readonly stands: RatingsStand;
  readonly team: Team;
  readonly isLead: boolean;
  readonly drafts: Drafts<DecisionDraft>;
}

export const noDecision: DecisionDraft = { level: null, reason: '' };

/** One question with all its ratings; the lead decides here, and what they decide becomes the answer. */
export function ComparedCard(props: ComparedCardProps): ReactElement {
  const { open, indicator, stands, team, isLead, drafts } = props;
  const say = useSay();
  const { document, answer, choose } = open;
  const { id } = indicator;
  const draft = drafts.of(id);
  const set = (part: Partial<DecisionDraft>): void => drafts.change(id, (before) => ({ ...before, ...part }));
  const [isIncomplete, setIsIncomplete] = useState(false);
  const [problem, setProblem] = useState<Message | null>(null);
  const mayDecide = isLead && stands === 'toDecide';
  const first = firstLevelOf(document, id);
  const consolidation = consolidationOf(document, id);
  // Once the lead has decided, the answer is theirs; who gave the one before stands in the history.
  const author =
    consolidation === null
      ? (nameIn(team, answeredBy({ document, people: answer.people }, id)) ?? say('assessment.unknownPerson'))
      : say('several.answerBefore');

  const decide = async (): Promise<void> => {
    const { level } = draft;
    const reason = draft.reason.trim();
    setIsIncomplete(level === null || reason === '');
    if (level === null || reason === '' || first === null) return;
    const outcome = await choose([
      { path: `consolidations/${id}`, value: { level, reason, first } },
      ...valuesOfRating(id, { state: 'rated', level }),
      // What was written why stays; where nothing was, the decision says it.
      ...(textAtPath(document, reasonPath(id)).trim() === ''
        ? [{ path: reasonPath(id), value: reason }]
        : []),
    ]);
    setProblem(outcome.kind === 'saved' ? null : refusalMessage(outcome));
    if (outcome.kind === 'saved') drafts.end(id);
  };
  useLevelKeys(
    (level) => set({ level }),
    () => void decide(),
    mayDecide,
  );
  return (
    <ComparedCardView
      indicator={indicator}
      stands={stands}
      lines={[
        ...firstLine(document, id, first, author),
        ...secondRatings(document, id).map((rating) => ({
          ...rating,
          who: nameIn(team, rating.person) ?? '',
        })),
      ]}
      consolidation={stands === 'toDecide' ? null : consolidation}
      deciding={
        mayDecide
          ? {
              draft,
              isIncomplete,
              problem,
              hits: <TextHits text={draft.reason} onChange={(reason) => set({ reason })} />,
              onChange: set,
              onDecide: () => void decide(),
            }
          : undefined
      }
    />
  );
}

/** The answer as the first of the ratings: what it was before the lead decided. */
function firstLine(
  document: Document,
  id: string,
  level: RatingLine['level'] | null,
  who: string,
): readonly RatingLine[] {
  if (level === null) return [];
  const { evidence } = readAnswer(document, id);
  // Once the lead has decided, this is when they did, and not when the answer before was given.
  const written = consolidationOf(document, id) === null ? writtenAt(document, `answers/${id}/level`) : null;
  return [{ who, level, evidence, rationale: textAtPath(document, reasonPath(id)), written }];
}
