import { useCallback, useMemo, useState } from 'react';
import type { JsonValue } from '#base/json.ts';
import { parseAnswerPath } from '#domain/assessment/answer-registers.ts';
import { findParkedAnswers } from '#domain/assessment/change-instrument.ts';
import { questionAssigneeOf } from '#domain/assessment/independent-ratings.ts';
import { commentsToResolve, readAssessmentReview } from '#domain/assessment/review.ts';
import { conflictPathsOf, type Document, itemIdsBelow, valueAt } from '#domain/document/document.ts';
import type { PersonId } from '#domain/ids.ts';
import type { UncheckedText } from '#domain/privacy/find-unchecked-texts.ts';
import { createQuestionSearch } from '#domain/search/question-search.ts';
import { searchedTextsOf } from '#domain/search/searched-texts.ts';
import type { FormQuestion } from '#forms/engine/form.ts';
import type { Instrument, QuestionId } from '#forms/model/instrument.ts';
import type { PlacedNode } from '#forms/model/placed-nodes.ts';
import { formatAnswerText, questionLabelOf, violationMessageOf } from '#renderer/form/answer-text.ts';
import { questionKeyOf } from '#renderer/form/focus-question.ts';
import { useDelayedFormFacts } from '#renderer/form/form-context.ts';
import {
  askedQuestionsIn,
  type FormSection,
  formSectionTitle,
  sectionCountsOf,
} from '#renderer/form/form-sections.ts';
import type { FormSession } from '#renderer/form/form-session.ts';
import type { SectionListLine } from '#renderer/form/section-list-view.tsx';
import { useTranslate } from '#renderer/i18n';
import type { QuestionFilter } from '../answering/assessment-model.ts';
import type { AnswerLine, QuestionToCheck } from './form-answers-view.tsx';
import type { FoundFormQuestion } from './form-search-results-view.tsx';

/** Facts of the record about its questions, beside the answers. */
interface FormOverviewFacts {
  readonly contested: ReadonlySet<string>;
  readonly marked: MarkedQuestions;
  /** Answers with personal data. */
  readonly named: ReadonlySet<string>;
}

/**
 * Overview of a form: the questions that are asked now, and the progress of each section. It follows each change of
 * the form.
 */
export function useFormOverview(
  session: FormSession,
  sections: readonly FormSection[],
  { contested, marked, named }: FormOverviewFacts,
): FormOverview {
  const translate = useTranslate();
  const read = useCallback(
    (
      of: FormSession,
    ): Omit<FormOverview, 'lines' | 'counts'> & {
      readonly lines: readonly Omit<SectionListLine, 'conflicts'>[];
    } => {
      const asked = new Map<string, FormQuestion>();
      for (const { nodes, node } of sections)
        if (node?.isRelevant() ?? true)
          for (const question of askedQuestionsIn(nodes))
            asked.set(questionKeyOf(question.address), question);
      const violations = of.form.violations();
      return {
        missing: violations.filter(({ question, why }) => why === 'required' && !of.hasShownProblem(question))
          .length,
        lines: sections.map((section) => ({
          key: section.key,
          title: formSectionTitle(section, translate('form.section.loose')),
          ...sectionCountsOf(of, section),
        })),
        toCheck: violations
          .filter(({ question }) => of.hasShownProblem(question))
          .map(({ question }) => ({
            key: questionKeyOf(question.address),
            question: questionLabelOf(question),
            why: violationMessageOf(question, translate, true) ?? '',
          })),
        hidden: hiddenAnswerLines(of),
        asked,
      };
    },
    [sections, translate],
  );
  const facts = useDelayedFormFacts(session, read);
  return useMemo(() => {
    const inSection = (key: string): number => {
      const nodes = sections.find((section) => section.key === key)?.nodes ?? [];
      let count = 0;
      if (contested.size > 0)
        for (const { address } of askedQuestionsIn(nodes))
          if (contested.has(questionKeyOf(address))) count += 1;
      return count;
    };
    const flagged = new Set(facts.toCheck.map(({ key }) => key));
    const alsoNamed = [...named].flatMap((key): readonly QuestionToCheck[] => {
      const question = flagged.has(key) ? undefined : facts.asked.get(key);
      const why = translate('check.title', { count: 1 });
      return question ? [{ key, question: questionLabelOf(question), why }] : [];
    });
    const toCheck = [...facts.toCheck, ...alsoNamed];
    return {
      ...facts,
      toCheck,
      lines: facts.lines.map((line) => ({ ...line, conflicts: inSection(line.key) })),
      counts: {
        unanswered: facts.lines.reduce((sum, { asked, answered }) => sum + asked - answered, 0),
        flagged: toCheck.length,
        conflicts: contested.size,
        mine: countMarkedQuestions(facts.asked, marked.mine),
        returned: countMarkedQuestions(facts.asked, marked.returned),
      },
    };
  }, [facts, sections, contested, marked, named, translate]);
}

/** Ids of questions that somebody is waiting for. */
interface MarkedQuestions {
  /** Questions that the current person is asked for. */
  readonly mine: ReadonlySet<string>;
  /** Questions in which headquarters asks for something that is not done. */
  readonly returned: ReadonlySet<string>;
}

/** Questions of an assessment with a mark for this person; null is nobody. */
export const markedQuestionsOf = (
  document: Document,
  person: PersonId | null,
  placed: ReadonlyMap<QuestionId, PlacedNode>,
): MarkedQuestions => ({
  mine: new Set(
    person === null || itemIdsBelow(document, 'assignments').length === 0
      ? []
      : [...placed.keys()].filter((qid) => questionAssigneeOf(document, placed, qid) === person),
  ),
  returned: new Set(
    commentsToResolve(readAssessmentReview(document)).flatMap(({ about }) => about.split('/').at(-1) || []),
  ),
});

/** Answers without a question in this version of the instrument: kept, shown, exported, in no count. */
export const parkedAnswerLines = (document: Document, instrument: Instrument): readonly AnswerLine[] =>
  findParkedAnswers(document, instrument, null).map(({ path, value }) => ({
    key: path,
    name: path.slice('answers/'.length),
    value: jsonAsText(value),
  }));

/** All answers of a document as they are, for an instrument that is not on this device. */
export const allAnswerLines = (document: Document): readonly AnswerLine[] =>
  Object.keys(document.registers)
    .filter((path) => path.startsWith('answers/') || path.startsWith('screening/'))
    .flatMap((path): readonly AnswerLine[] => {
      const value = valueAt(document, path) ?? null;
      return value === null ? [] : [{ key: path, name: path, value: jsonAsText(value) }];
    });

const jsonAsText = (value: JsonValue): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** Keys of the questions with concurrent answers (M3). */
export const conflictingStopKeys = (document: Document): ReadonlySet<string> =>
  new Set(
    conflictPathsOf(document).flatMap((path) => {
      const place = parseAnswerPath(path);
      return place === null || place.kind === 'row' ? [] : [questionKeyOf(place.at)];
    }),
  );

/** Keys of the questions with personal data in their answers. */
export const privacyHitStopKeys = (texts: readonly UncheckedText[]): ReadonlySet<string> =>
  new Set(
    texts.flatMap(({ path }) => {
      const place = parseAnswerPath(path);
      return place?.kind === 'value' ? [questionKeyOf(place.at)] : [];
    }),
  );

/** Answers hidden by skip rules, as people read them. */
const hiddenAnswerLines = (session: FormSession): readonly AnswerLine[] =>
  session.form.hiddenAnswers().map((question) => ({
    key: questionKeyOf(question.address),
    name: questionLabelOf(question),
    value: formatAnswerText(session, question, question.value()),
  }));

const isUnansweredQuestion = (question: FormQuestion): boolean => question.value() === null;

interface FormSearch {
  readonly text: string;
  readonly filter: QuestionFilter | null;
  /** Null without a search. */
  readonly found: readonly FoundFormQuestion[] | null;
  readonly setText: (text: string) => void;
  readonly setFilter: (filter: QuestionFilter | null) => void;
  readonly clear: () => void;
}

/** Answers are searched as the form shows them. */
const noQuestions: ReadonlySet<string> = new Set();

/** Longer lists are not drawn: one more word finds it. */
const maximumFoundQuestions = 200;

/** Search of questions in the form: by words of label, name and answer, and by open work. */
export function useFormSearch(
  session: FormSession,
  document: Document,
  { asked, toCheck }: FormOverview,
  contested: ReadonlySet<string>,
  marked: MarkedQuestions,
): FormSearch {
  const [text, setText] = useState('');
  const [filter, setFilter] = useState<QuestionFilter | null>(null);
  const problems = new Set(toCheck.map(({ key }) => key));
  const fits = (key: string, question: FormQuestion): boolean => {
    if (filter === 'unanswered' && !isUnansweredQuestion(question)) return false;
    if (filter === 'flagged' && !problems.has(key)) return false;
    if (filter === 'conflicts' && !contested.has(key)) return false;
    if (filter === 'mine' && !marked.mine.has(question.definition.qid)) return false;
    if (filter === 'returned' && !marked.returned.has(question.definition.qid)) return false;
    return true;
  };
  const isSearching = text.trim() !== '' || filter !== null;
  const find = useMemo(
    () =>
      createQuestionSearch(
        text,
        isSearching ? searchedTextsOf(document, { person: null, written: noQuestions }) : [],
      ),
    [isSearching, document, text],
  );
  return {
    text,
    filter,
    found: isSearching
      ? [...asked]
          .filter(([key, question]) => fits(key, question))
          .flatMap(([key, question]): readonly FoundFormQuestion[] => {
            const title = questionLabelOf(question);
            const answer = formatAnswerText(session, question, question.value());
            const match = find(`${question.definition.name} ${title} ${answer}`, key);
            return match === null
              ? []
              : [{ key, title, answer, hit: match.hit, hasConflict: contested.has(key) }];
          })
          .slice(0, maximumFoundQuestions)
      : null,
    setText,
    setFilter,
    clear: () => {
      setText('');
      setFilter(null);
    },
  };
}

/** Facts of the whole form, read shortly after each change. */
export interface FormOverview {
  readonly lines: readonly SectionListLine[];
  readonly counts: Readonly<Record<QuestionFilter, number>>;
  readonly toCheck: readonly QuestionToCheck[];
  /** Number of required questions that nobody has come to yet. */
  readonly missing: number;
  readonly hidden: readonly AnswerLine[];
  /** Every question that is asked now, by the key of its stop. */
  readonly asked: ReadonlyMap<string, FormQuestion>;
}

function countMarkedQuestions(asked: FormOverview['asked'], qids: ReadonlySet<string>): number {
  if (qids.size === 0) return 0;
  return [...asked.values()].filter(({ definition }) => qids.has(definition.qid)).length;
}
