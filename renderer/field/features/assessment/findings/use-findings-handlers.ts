import { useState } from 'react';
import { v7 as newId } from 'uuid';
import type { JsonValue } from '#base/json.ts';
import { confidenceOfEvidence } from '#domain/assessment/assessment.ts';
import { institutionFactsOf } from '#domain/assessment/assessment-summary.ts';
import { type FindingKind, readFindings, readRecommendations } from '#domain/assessment/finding.ts';
import type { RankedGaps, RatedIndicatorGap } from '#domain/assessment/rank-gaps.ts';
import { appendAllToList, moveInList, removeFromList } from '#domain/document/list-order.ts';
import type { LogId } from '#domain/ids.ts';
import type { InformationGap } from '#domain/scoring/gaps.ts';
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
  readonly onChoose: (list: FindingsListName, id: string, parts: CardParts) => void;
  readonly onMove: (list: FindingsListName, id: string, step: 'up' | 'down') => void;
  readonly onRemove: (list: FindingsListName, id: string, text: string) => void;
  readonly onRestore: () => void;
  readonly removed: RemovedCard | null;
  /** Reason why the last act was not kept. */
  readonly problem: Message | null;
}

/** Acts on findings and recommendations: each writes all of its registers, or none, and can be undone. */
export function useFindingsHandlers(
  log: LogId,
  open: OpenDocument,
  model: MaturityModel,
  gaps: RankedGaps,
): FindingsHandlers {
  const translate = useTranslate();
  const { notifyAct } = useRecordUndo();
  const [removed, setRemoved] = useState<RemovedCard | null>(null);
  const [problem, setProblem] = useState<Message | null>(null);
  const { document, choose } = open;

  /** @param notice Shown with the button that takes the act back. */
  const write = (values: readonly ChosenValue[], notice?: NoticeText): void => {
    if (values.length === 0) return;
    void choose(values).then((outcome) => {
      setProblem(outcome.kind === 'saved' ? null : writeRefusalMessage(outcome));
      if (outcome.kind === 'saved' && notice !== undefined) notifyAct(notice);
    });
  };
  const add = (list: FindingsListName, cards: readonly CardParts[], notice: NoticeText): string | null => {
    const made = cards.map((parts) => ({ id: newId(), parts }));
    const [first] = made;
    if (first === undefined) return null;
    const listed = list === 'findings' ? readFindings(document) : readRecommendations(document);
    write(
      [
        ...made.flatMap(({ id, parts }) =>
          Object.entries(parts).map(([part, value]) => ({ path: `${list}/${id}/${part}`, value })),
        ),
        ...appendAllToList(
          list,
          listed,
          made.map(({ id }) => id),
        ),
      ],
      notice,
    );
    return first.id;
  };
  const { nameOf } = useInstitutionNames();
  const institution = nameOf(log, institutionFactsOf(document));
  const gapAbout = (question: string): RatedIndicatorGap | undefined =>
    [...gaps.ranked, ...gaps.met].find(({ indicator }) => indicator.id === question);

  const starterFor = (question: string): StarterFinding | null => {
    const gap = gapAbout(question);
    if (gap) return findingStarter(translate, gap, institution, model);
    const unknown = gaps.unknown.find(({ indicator }) => indicator === question);
    const indicator = findIndicator(model, question);
    return unknown && indicator ? informationGapStarter(translate, unknown, indicator) : null;
  };
  const recommendationAbout = (question: string): CardParts | null => {
    const gap = gapAbout(question);
    if (gap === undefined) return null;
    const answered = readFindings(document).filter(({ about }) => about.includes(question));
    return {
      ...newRecommendation,
      addressee: institution,
      about: [question],
      findings: answered.map(({ id }) => id),
      'expected-level': Math.min(gap.level + 1, 5),
    };
  };

  return {
    onFactor: (questions, part, value) =>
      write(
        questions.map((question) => ({ path: `priorities/${question}/${part}`, value })),
        questions.length === 1
          ? undefined
          : (say) =>
              say('finding.did.factor', {
                factor: say(factorTitles[part]),
                value: say(factorLabelOf(part, value)),
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
      const cards: readonly CardParts[] =
        questions === null
          ? [{ ...newRecommendation, addressee: institution, about: [], findings: [] }]
          : questions.flatMap((question): readonly CardParts[] => {
              const parts = recommendationAbout(question);
              return parts === null ? [] : [parts];
            });
      return add('recommendations', cards, (say) =>
        say('finding.did.recommendations', { count: cards.length }),
      );
    },
    onChoose: (list, id, parts) =>
      write(Object.entries(parts).map(([part, value]) => ({ path: `${list}/${id}/${part}`, value }))),
    onMove: (list, id, step) =>
      write(
        moveInList(
          list,
          list === 'findings' ? readFindings(document) : readRecommendations(document),
          id,
          step,
        ),
      ),
    onRemove: (list, id, text) => {
      setRemoved({ list, id, text });
      write(removeFromList(list, id));
    },
    onRestore: () => {
      if (removed) write(removeFromList(removed.list, removed.id, false));
      setRemoved(null);
    },
    removed,
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

const factorLabelOf = (part: PriorityFactorName, value: PriorityFactorValue | null): PlainMessageKey =>
  factorValues[part].find(([one]) => one === value)?.[1] ?? 'finding.factor.unsaid';

const findIndicator = (model: MaturityModel, id: string): Indicator | undefined =>
  model.dimensions.flatMap(({ indicators }) => indicators).find((one) => one.id === id);
