import { useState } from 'react';
import { v7 as newId } from 'uuid';
import type { Gaps, RatedGap } from '#domain/assessment/ranked-gaps.ts';
import { readFindings, readRecommendations } from '#domain/assessment/read-findings.ts';
import type { Json } from '#domain/base/json.ts';
import { placeLast, removeFrom, stepInList } from '#domain/document/change-list.ts';
import type { PathValue } from '#domain/document/path-value.ts';
import { type Indicator, type MaturityModel, typeQuestionId } from '#domain/instrument/maturity-model.ts';
import { valueAt } from '#domain/document/document.ts';
import { refusalMessage } from '#renderer/field/app/refusal-message.ts';
import type { OpenDocument } from '#renderer/field/app/use-document.ts';
import { institutionTypeWord } from '#renderer/field/parts/institution-type-word.ts';
import type { Message } from '#renderer/i18n/message.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import type { RemovedCard } from './findings-page-view.tsx';
import type { FactorPart } from './gaps-view.tsx';
import { findingStarter, recommendationStarter, type StartedFinding, unknownStarter } from './starters.ts';

type List = RemovedCard['list'];

/** What can be done in the lists of findings and recommendations. */
export interface FindingsActs {
  readonly onFactor: (question: string, part: FactorPart, value: Json) => void;
  /** Takes over the starter about a question; gives the id of the new card, null where there is none. */
  readonly addFinding: (question: string | null) => string | null;
  readonly addRecommendation: (question: string | null) => string | null;
  readonly onChoose: (list: List, id: string, part: string, value: Json) => void;
  readonly onMove: (list: List, id: string, step: 'up' | 'down') => void;
  readonly onRemove: (list: List, id: string, text: string) => void;
  readonly onBringBack: () => void;
  readonly removed: RemovedCard | null;
  /** Why the last act was not kept. */
  readonly problem: Message | null;
}

/** The acts over findings and recommendations: each writes all of its registers, or none. */
export function useFindingsActs(open: OpenDocument, model: MaturityModel, gaps: Gaps): FindingsActs {
  const say = useSay();
  const [removed, setRemoved] = useState<RemovedCard | null>(null);
  const [problem, setProblem] = useState<Message | null>(null);
  const { document, choose } = open;

  const write = (values: readonly PathValue[] | readonly { path: string; value: Json }[]): void => {
    if (values.length === 0) return;
    void choose(values).then((outcome) =>
      setProblem(outcome.kind === 'saved' ? null : refusalMessage(outcome)),
    );
  };
  const add = (list: List, parts: Readonly<Record<string, Json>>): string => {
    const id = newId();
    const listed = list === 'findings' ? readFindings(document) : readRecommendations(document);
    write([
      ...Object.entries(parts).map(([part, value]) => ({ path: `${list}/${id}/${part}`, value })),
      ...placeLast(list, listed, id),
    ]);
    return id;
  };
  const spoken = {
    type: textOf(valueAt(document, `screening/${typeQuestionId}`), (code) =>
      institutionTypeWord(code, model, say),
    ),
    institution: textOf(valueAt(document, 'institution/name'), (name) => name),
  };
  const gapAbout = (question: string): RatedGap | undefined =>
    [...gaps.ranked, ...gaps.met].find(({ indicator }) => indicator.id === question);

  const starterFor = (question: string): StartedFinding | null => {
    const gap = gapAbout(question);
    if (gap) return findingStarter(say, gap, spoken, model);
    const unknown = gaps.unknown.find(({ indicator }) => indicator === question);
    const indicator = indicatorOf(model, question);
    return unknown && indicator ? unknownStarter(say, unknown, indicator) : null;
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
        text: gap ? recommendationStarter(say, gap, spoken) : '',
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
        stepInList(
          list,
          list === 'findings' ? readFindings(document) : readRecommendations(document),
          id,
          step,
        ),
      ),
    onRemove: (list, id, text) => {
      setRemoved({ list, id, text });
      write(removeFrom(list, id));
    },
    onBringBack: () => {
      if (removed) write(removeFrom(removed.list, removed.id, false));
      setRemoved(null);
    },
    removed,
    problem,
  };
}

const indicatorOf = (model: MaturityModel, id: string): Indicator | undefined =>
  model.dimensions.flatMap(({ indicators }) => indicators).find((one) => one.id === id);

const textOf = (value: Json | undefined, say: (text: string) => string): string =>
  typeof value === 'string' && value !== '' ? say(value) : '';
