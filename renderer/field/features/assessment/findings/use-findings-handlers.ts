import { useState } from 'react';
import { v7 as newId } from 'uuid';
import type { RankedGaps, RatedIndicatorGap } from '#domain/assessment/rank-gaps.ts';
import type { JsonValue } from '#base/json.ts';
import { appendToList, moveInList, removeFromList } from '#domain/document/list-order.ts';
import type { PathValue } from '#domain/document/op.ts';
import {
  type Indicator,
  institutionTypeQuestionId,
  type MaturityModel,
} from '#domain/scoring/maturity-model.ts';
import { valueAt } from '#domain/document/document.ts';
import { writeRefusalMessage, type OpenDocument } from '#renderer/field/app/documents/use-document.ts';
import { type Message, type Translate, useTranslate } from '#renderer/i18n';
import { institutionTypeLabel } from '#renderer/records/value-labels.ts';
import type { RemovedCard } from './findings-page-view.tsx';
import type { PriorityFactorName } from './gaps-view.tsx';
import { confidenceOfEvidence } from '#domain/assessment/assessment.ts';
import { type FindingKind, readFindings, readRecommendations } from '#domain/assessment/finding.ts';
import type { InformationGap } from '#domain/scoring/gaps.ts';

/** First text of a finding, to be taken over and edited (docs/requirements.md B7). */
interface StarterFinding {
  readonly text: string;
  readonly kind: FindingKind;
  readonly about: readonly string[];
}

/** Institution in a text: its type in words, and its name; either may be empty. */
interface AddressedInstitution {
  readonly type: string;
  readonly institution: string;
}

/** Starter text: the situation, how sure it is, and the needs of the next level. */
function findingStarter(
  translate: Translate,
  { indicator, level, evidence, priority }: RatedIndicatorGap,
  { type, institution }: AddressedInstitution,
  { scale }: MaturityModel,
): StarterFinding {
  const values = {
    who: type || institution || translate('finding.starter.institution'),
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

/** Starter text: addressee, action, deadline, and the levels before and after. */
const recommendationStarter = (
  translate: Translate,
  { indicator, level }: RatedIndicatorGap,
  { institution }: AddressedInstitution,
): string =>
  translate('finding.starter.recommendation', {
    addressee: institution || translate('finding.starter.addressee'),
    arrangement: indicator.levels[level] ?? indicator.title,
    from: level,
    to: Math.min(level + 1, 5),
  });

type FindingsListName = RemovedCard['list'];

/** Acts in the lists of findings and recommendations. */
export interface FindingsHandlers {
  readonly onFactor: (question: string, part: PriorityFactorName, value: JsonValue) => void;
  /** Take over the starter about a question; returns the id of the new card, null where there is none. */
  readonly addFinding: (question: string | null) => string | null;
  readonly addRecommendation: (question: string | null) => string | null;
  readonly onChoose: (list: FindingsListName, id: string, part: string, value: JsonValue) => void;
  readonly onMove: (list: FindingsListName, id: string, step: 'up' | 'down') => void;
  readonly onRemove: (list: FindingsListName, id: string, text: string) => void;
  readonly onRestore: () => void;
  readonly removed: RemovedCard | null;
  /** Reason why the last act was not kept. */
  readonly problem: Message | null;
}

/** Acts on findings and recommendations: each writes all of its registers, or none. */
export function useFindingsHandlers(
  open: OpenDocument,
  model: MaturityModel,
  gaps: RankedGaps,
): FindingsHandlers {
  const translate = useTranslate();
  const [removed, setRemoved] = useState<RemovedCard | null>(null);
  const [problem, setProblem] = useState<Message | null>(null);
  const { document, choose } = open;

  const write = (values: readonly PathValue[] | readonly { path: string; value: JsonValue }[]): void => {
    if (values.length === 0) return;
    void choose(values).then((outcome) =>
      setProblem(outcome.kind === 'saved' ? null : writeRefusalMessage(outcome)),
    );
  };
  const add = (list: FindingsListName, parts: Readonly<Record<string, JsonValue>>): string => {
    const id = newId();
    const listed = list === 'findings' ? readFindings(document) : readRecommendations(document);
    write([
      ...Object.entries(parts).map(([part, value]) => ({ path: `${list}/${id}/${part}`, value })),
      ...appendToList(list, listed, id),
    ]);
    return id;
  };
  const spoken = {
    type: mapNonEmptyText(valueAt(document, `screening/${institutionTypeQuestionId}`), (code) =>
      institutionTypeLabel(code, model, translate),
    ),
    institution: mapNonEmptyText(valueAt(document, 'institution/name'), (name) => name),
  };
  const gapAbout = (question: string): RatedIndicatorGap | undefined =>
    [...gaps.ranked, ...gaps.met].find(({ indicator }) => indicator.id === question);

  const starterFor = (question: string): StarterFinding | null => {
    const gap = gapAbout(question);
    if (gap) return findingStarter(translate, gap, spoken, model);
    const unknown = gaps.unknown.find(({ indicator }) => indicator === question);
    const indicator = findIndicator(model, question);
    return unknown && indicator ? informationGapStarter(translate, unknown, indicator) : null;
  };

  return {
    onFactor: (question, part, value) => write([{ path: `priorities/${question}/${part}`, value }]),
    addFinding: (question) => {
      const started = question === null ? { text: '', kind: 'gap', about: [] } : starterFor(question);
      return started && add('findings', { ...started, mark: 'C' });
    },
    addRecommendation: (question) => {
      const gap = question === null ? undefined : gapAbout(question);
      if (question !== null && gap === undefined) return null;
      const answered = readFindings(document).filter(
        ({ about }) => question !== null && about.includes(question),
      );
      return add('recommendations', {
        text: gap ? recommendationStarter(translate, gap, spoken) : '',
        addressee: spoken.institution,
        about: question === null ? [] : [question],
        findings: answered.map(({ id }) => id),
        ...(gap && { 'expected-level': Math.min(gap.level + 1, 5) }),
        measures: [],
        status: 'proposed',
      });
    },
    onChoose: (list, id, part, value) => write([{ path: `${list}/${id}/${part}`, value }]),
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

const findIndicator = (model: MaturityModel, id: string): Indicator | undefined =>
  model.dimensions.flatMap(({ indicators }) => indicators).find((one) => one.id === id);

const mapNonEmptyText = (value: JsonValue | undefined, translate: (text: string) => string): string =>
  typeof value === 'string' && value !== '' ? translate(value) : '';
