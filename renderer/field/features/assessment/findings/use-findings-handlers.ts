import { useState } from 'react';
import { v7 as newId } from 'uuid';
import type { JsonValue } from '#base/json.ts';
import { confidenceOfEvidence } from '#domain/assessment/assessment.ts';
import { institutionFactsOf } from '#domain/assessment/assessment-summary.ts';
import { type FindingKind, readFindings, readRecommendations } from '#domain/assessment/finding.ts';
import type { RankedGaps, RatedIndicatorGap } from '#domain/assessment/rank-gaps.ts';
import { appendAllToList, moveInList, removeFromList } from '#domain/document/list-order.ts';
import type { LogId } from '#domain/ids.ts';
import type { InformationGap } from '#domain/scoring/information-gaps.ts';
import type { Indicator, MaturityModel } from '#domain/scoring/maturity-model.ts';
import { useInstitutionNames } from '#renderer/field/app/documents/institution-names.ts';
import {
  type ChosenValue,
  type OpenDocument,
  writeRefusalMessage,
} from '#renderer/field/app/documents/use-document.ts';
import { useRecordUndo } from '#renderer/field/app/undo/record-undo.tsx';
import { type Message, type PlainMessageKey, type Translate, useTranslate } from '#renderer/i18n';
import type { NoticeText } from '#renderer/ui';
import type { RemovedCard } from './findings-page-view.tsx';
import type { GapHandlers, PriorityFactorName, PriorityFactorValue } from './gap-grid.ts';
import { factorValues } from './gaps-view.tsx';

/** First text of a finding, to be taken over and edited (docs/requirements.md B7). */
interface StarterFinding {
  readonly text: string;
  readonly kind: FindingKind;
  readonly about: readonly string[];
}

/** Starter text: the situation, how sure it is, and the needs of the next level. */
function findingStarter(
  translate: Translate,
  { indicator, level, evidence, priority }: RatedIndicatorGap,
  institution: string,
  { scale }: MaturityModel,
): StarterFinding {
  const values = {
    who: institution || translate('finding.starter.institution'),
    arrangement: indicator.title,
    level,
    label: scale.find((one) => one.level === level)?.label ?? '',
    confidence: confidenceOfEvidence(evidence),
  };
  const next = indicator.levels[level];
  return {
    text:
      next === undefined
        ? translate('finding.starter.atTop', values)
        : translate('finding.starter.finding', { ...values, next }),
    kind: priority.score === null ? 'strength' : 'gap',
    about: [indicator.id],
  };
}

/** Starter text: the unknown, and the reason. */
const informationGapStarter = (
  translate: Translate,
  { state }: InformationGap,
  indicator: Indicator,
): StarterFinding => ({
  text: translate(state === 'ne' ? 'finding.starter.ne' : 'finding.starter.blank', {
    question: indicator.question,
  }),
  kind: 'information-gap',
  about: [indicator.id],
});

type FindingsListName = RemovedCard['list'];
/** Parts of a card by their names. */
type CardParts = Readonly<Record<string, JsonValue>>;

/** Acts in the lists of findings and recommendations. */
interface FindingsHandlers {
  readonly onFactor: GapHandlers['onFactor'];
  /**
   * Take over the starters about these questions, or one empty card for none of them. Returns the id of the first new
   * card, null where there is none.
   */
  readonly addFindings: (questions: readonly string[] | null) => string | null;
  readonly addRecommendations: (questions: readonly string[] | null) => string | null;
  readonly onChoose: (listName: FindingsListName, id: string, cardParts: CardParts) => void;
  readonly onMove: (listName: FindingsListName, id: string, step: 'up' | 'down') => void;
  readonly onRemove: (listName: FindingsListName, id: string, text: string) => void;
  readonly onRestore: () => void;
  readonly removed: RemovedCard | null;
  /** Reason why the last act was not kept. */
  readonly problem: Message | null;
}

/** Acts on findings and recommendations: each writes all of its registers, or none, and can be undone. */
export function useFindingsHandlers(
  logId: LogId,
  openDocument: OpenDocument,
  maturityModel: MaturityModel,
  rankedGaps: RankedGaps,
): FindingsHandlers {
  const translate = useTranslate();
  const { notifyAct } = useRecordUndo();
  const [removedCard, setRemoved] = useState<RemovedCard | null>(null);
  const [problem, setProblem] = useState<Message | null>(null);
  const { document, choose } = openDocument;

  /** @param noticeText Shown with the button that takes the act back. */
  const write = (chosenValues: readonly ChosenValue[], noticeText?: NoticeText): void => {
    if (chosenValues.length === 0) return;
    void choose(chosenValues).then((outcome) => {
      setProblem(outcome.kind === 'saved' ? null : writeRefusalMessage(outcome));
      if (outcome.kind === 'saved' && noticeText !== undefined) notifyAct(noticeText);
    });
  };
  const add = (
    listName: FindingsListName,
    cardPartses: readonly CardParts[],
    noticeText: NoticeText,
  ): string | null => {
    const made = cardPartses.map((parts) => ({ id: newId(), parts }));
    const [first] = made;
    if (first === undefined) return null;
    const listed = listName === 'findings' ? readFindings(document) : readRecommendations(document);
    write(
      [
        ...made.flatMap(({ id, parts }) =>
          Object.entries(parts).map(([part, value]) => ({ path: `${listName}/${id}/${part}`, value })),
        ),
        ...appendAllToList(
          listName,
          listed,
          made.map(({ id }) => id),
        ),
      ],
      noticeText,
    );
    return first.id;
  };
  const { nameOf } = useInstitutionNames();
  const institution = nameOf(logId, institutionFactsOf(document));
  const gapAbout = (question: string): RatedIndicatorGap | undefined =>
    [...rankedGaps.ranked, ...rankedGaps.met].find(({ indicator }) => indicator.id === question);

  const starterFor = (question: string): StarterFinding | null => {
    const indicatorGap = gapAbout(question);
    if (indicatorGap) return findingStarter(translate, indicatorGap, institution, maturityModel);
    const unknown = rankedGaps.unknown.find(({ indicator }) => indicator === question);
    const indicator = findIndicator(maturityModel, question);
    return unknown && indicator ? informationGapStarter(translate, unknown, indicator) : null;
  };
  const recommendationAbout = (question: string): CardParts | null => {
    const indicatorGap = gapAbout(question);
    if (indicatorGap === undefined) return null;
    const answered = readFindings(document).filter(({ about }) => about.includes(question));
    return {
      ...newRecommendation,
      addressee: institution,
      about: [question],
      findings: answered.map(({ id }) => id),
      'expected-level': Math.min(indicatorGap.level + 1, 5),
    };
  };

  return {
    onFactor: (questions, factorName, factorValue) =>
      write(
        questions.map((question) => ({ path: `priorities/${question}/${factorName}`, value: factorValue })),
        questions.length === 1
          ? undefined
          : (say) =>
              say('finding.did.factor', {
                factor: say(factorTitles[factorName]),
                value: say(factorLabelOf(factorName, factorValue)),
                count: questions.length,
              }),
      ),
    addFindings: (questions) => {
      const cards = questions?.flatMap((question) => starterFor(question) ?? []) ?? [emptyFinding];
      return add(
        'findings',
        cards.map((card) => ({ ...card, mark: 'C' })),
        (say) => say('finding.did.findings', { count: cards.length }),
      );
    },
    addRecommendations: (questions) => {
      const cardPartses: readonly CardParts[] =
        questions === null
          ? [{ ...newRecommendation, addressee: institution, about: [], findings: [] }]
          : questions.flatMap((question): readonly CardParts[] => {
              const cardParts = recommendationAbout(question);
              return cardParts === null ? [] : [cardParts];
            });
      return add('recommendations', cardPartses, (say) =>
        say('finding.did.recommendations', { count: cardPartses.length }),
      );
    },
    onChoose: (listName, id, cardParts) =>
      write(Object.entries(cardParts).map(([part, value]) => ({ path: `${listName}/${id}/${part}`, value }))),
    onMove: (listName, id, step) =>
      write(
        moveInList(
          listName,
          listName === 'findings' ? readFindings(document) : readRecommendations(document),
          id,
          step,
        ),
      ),
    onRemove: (listName, id, text) => {
      setRemoved({ list: listName, id, text });
      write(removeFromList(listName, id));
    },
    onRestore: () => {
      if (removedCard) write(removeFromList(removedCard.list, removedCard.id, false));
      setRemoved(null);
    },
    removed: removedCard,
    problem,
  };
}

/** Its sentence is assembled from the parts that a person fills in. */
const newRecommendation: CardParts = { text: '', support: [], measures: [], status: 'proposed' };
const emptyFinding: StarterFinding = { text: '', kind: 'gap', about: [] };

const factorTitles = {
  ownership: 'finding.gaps.ownership',
  feasibility: 'finding.gaps.feasibility',
  alignment: 'finding.gaps.alignment',
} as const satisfies Readonly<Record<PriorityFactorName, PlainMessageKey>>;

const factorLabelOf = (
  factorName: PriorityFactorName,
  factorValue: PriorityFactorValue | null,
): PlainMessageKey =>
  factorValues[factorName].find(([one]) => one === factorValue)?.[1] ?? 'finding.factor.unsaid';

const findIndicator = (maturityModel: MaturityModel, id: string): Indicator | undefined =>
  maturityModel.dimensions.flatMap(({ indicators }) => indicators).find((indicator) => indicator.id === id);
