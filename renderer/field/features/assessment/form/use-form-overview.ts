import { useCallback, useMemo, useState } from 'react';
import type { JsonValue } from '#base/json.ts';
import { parseAnswerPath } from '#domain/assessment/answer-registers.ts';
import { findParkedAnswers } from '#domain/assessment/parked-answers.ts';
import { questionAssigneeOf } from '#domain/assessment/question-assignee.ts';
import { commentsToResolve, readAssessmentReview } from '#domain/assessment/review/review.ts';
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
  formSession: FormSession,
  formSections: readonly FormSection[],
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
      for (const { nodes, node } of formSections)
        if (node?.isRelevant() ?? true)
          for (const formQuestion of askedQuestionsIn(nodes))
            asked.set(questionKeyOf(formQuestion.address), formQuestion);
      const violations = of.form.violations();
      return {
        missing: violations.filter(({ question, why }) => why === 'required' && !of.hasShownProblem(question))
          .length,
        lines: formSections.map((formSection) => ({
          key: formSection.key,
          title: formSectionTitle(formSection, translate('form.section.loose')),
          ...sectionCountsOf(of, formSection),
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
    [formSections, translate],
  );
  const facts = useDelayedFormFacts(formSession, read);
  return useMemo(() => {
    const inSection = (key: string): number => {
      const formNodes = formSections.find((section) => section.key === key)?.nodes ?? [];
      let count = 0;
      if (contested.size > 0)
        for (const { address } of askedQuestionsIn(formNodes))
          if (contested.has(questionKeyOf(address))) count += 1;
      return count;
    };
    const flagged = new Set(facts.toCheck.map(({ key }) => key));
    const alsoNamed = [...named].flatMap((key): readonly QuestionToCheck[] => {
      const formQuestion = flagged.has(key) ? undefined : facts.asked.get(key);
      const why = translate('check.title', { count: 1 });
      return formQuestion ? [{ key, question: questionLabelOf(formQuestion), why }] : [];
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
  }, [facts, formSections, contested, marked, named, translate]);
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
  personId: PersonId | null,
  placed: ReadonlyMap<QuestionId, PlacedNode>,
): MarkedQuestions => ({
  mine: new Set(
    personId === null || itemIdsBelow(document, 'assignments').length === 0
      ? []
      : [...placed.keys()].filter(
          (questionId) => questionAssigneeOf(document, placed, questionId) === personId,
        ),
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
      const answerRegister = parseAnswerPath(path);
      return answerRegister === null || answerRegister.kind === 'row'
        ? []
        : [questionKeyOf(answerRegister.at)];
    }),
  );

/** Keys of the questions with personal data in their answers. */
export const privacyHitStopKeys = (uncheckedTexts: readonly UncheckedText[]): ReadonlySet<string> =>
  new Set(
    uncheckedTexts.flatMap(({ path }) => {
      const answerRegister = parseAnswerPath(path);
      return answerRegister?.kind === 'value' ? [questionKeyOf(answerRegister.at)] : [];
    }),
  );

/** Answers hidden by skip rules, as people read them. */
const hiddenAnswerLines = (formSession: FormSession): readonly AnswerLine[] =>
  formSession.form.hiddenAnswers().map((formQuestion) => ({
    key: questionKeyOf(formQuestion.address),
    name: questionLabelOf(formQuestion),
    value: formatAnswerText(formSession, formQuestion, formQuestion.value()),
  }));

const isUnansweredQuestion = (formQuestion: FormQuestion): boolean => formQuestion.value() === null;

interface FormSearch {
  readonly text: string;
  readonly filter: QuestionFilter | null;
  /** Null without a search. */
  readonly found: readonly FoundFormQuestion[] | null;
  readonly setText: (text: string) => void;
  readonly setFilter: (questionFilter: QuestionFilter | null) => void;
  readonly clear: () => void;
}

/** Answers are searched as the form shows them. */
const noQuestions: ReadonlySet<string> = new Set();

/** Longer lists are not drawn: one more word finds it. */
const maximumFoundQuestions = 200;

/** Search of questions in the form: by words of label, name and answer, and by open work. */
export function useFormSearch(
  formSession: FormSession,
  document: Document,
  { asked, toCheck }: FormOverview,
  contested: ReadonlySet<string>,
  markedQuestions: MarkedQuestions,
): FormSearch {
  const [text, setText] = useState('');
  const [questionFilter, setFilter] = useState<QuestionFilter | null>(null);
  const problems = new Set(toCheck.map(({ key }) => key));
  const fits = (key: string, formQuestion: FormQuestion): boolean => {
    if (questionFilter === 'unanswered' && !isUnansweredQuestion(formQuestion)) return false;
    if (questionFilter === 'flagged' && !problems.has(key)) return false;
    if (questionFilter === 'conflicts' && !contested.has(key)) return false;
    if (questionFilter === 'mine' && !markedQuestions.mine.has(formQuestion.definition.qid)) return false;
    if (questionFilter === 'returned' && !markedQuestions.returned.has(formQuestion.definition.qid))
      return false;
    return true;
  };
  const isSearching = text.trim() !== '' || questionFilter !== null;
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
    filter: questionFilter,
    found: isSearching
      ? [...asked]
          .filter(([key, question]) => fits(key, question))
          .flatMap(([key, formQuestion]): readonly FoundFormQuestion[] => {
            const title = questionLabelOf(formQuestion);
            const answer = formatAnswerText(formSession, formQuestion, formQuestion.value());
            const questionMatch = find(`${formQuestion.definition.name} ${title} ${answer}`, key);
            return questionMatch === null
              ? []
              : [{ key, title, answer, hit: questionMatch.hit, hasConflict: contested.has(key) }];
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
