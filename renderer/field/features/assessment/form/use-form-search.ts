import { useState } from 'react';
import type { FormQuestion } from '#domain/instrument/form/form.ts';
import { wordsOfAnswer, wordsOfQuestion } from '#renderer/form/answer-words.ts';
import type { FormSession } from '#renderer/form/form-session.ts';
import type { QuestionFilter } from '../assessment-model.ts';
import { isBlank } from './form-facts.ts';
import type { FoundFormQuestion } from './found-form-question.ts';
import type { MarkedQuestions } from './marked-questions.ts';
import type { FormOverview } from './use-form-overview.ts';

interface FormSearch {
  readonly text: string;
  readonly filter: QuestionFilter | null;
  /** Null while nothing is looked for. */
  readonly found: readonly FoundFormQuestion[] | null;
  readonly setText: (text: string) => void;
  readonly setFilter: (filter: QuestionFilter | null) => void;
  readonly clear: () => void;
}

/** Longer lists are not drawn: one more word finds it. */
const mostFound = 200;

/** Which questions of the form is the person looking for? By words of label and name, by what is to do. */
export function useFormSearch(
  session: FormSession,
  { asked, toCheck }: FormOverview,
  contested: ReadonlySet<string>,
  marked: MarkedQuestions,
): FormSearch {
  const [text, setText] = useState('');
  const [filter, setFilter] = useState<QuestionFilter | null>(null);
  const words = text.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const problems = new Set(toCheck.map(({ key }) => key));
  const fits = (key: string, question: FormQuestion): boolean => {
    if (filter === 'unanswered' && !isBlank(question)) return false;
    if (filter === 'flagged' && !problems.has(key)) return false;
    if (filter === 'conflicts' && !contested.has(key)) return false;
    if (filter === 'mine' && !marked.mine.has(question.definition.qid)) return false;
    if (filter === 'returned' && !marked.returned.has(question.definition.qid)) return false;
    const all = `${question.definition.name} ${wordsOfQuestion(question)}`.toLocaleLowerCase();
    return words.every((word) => all.includes(word));
  };
  const isSearching = words.length > 0 || filter !== null;
  return {
    text,
    filter,
    found: isSearching
      ? [...asked]
          .filter(([key, question]) => fits(key, question))
          .slice(0, mostFound)
          .map(([key, question]) => ({
            key,
            title: wordsOfQuestion(question),
            answer: wordsOfAnswer(session, question, question.value()),
            hasConflict: contested.has(key),
          }))
      : null,
    setText,
    setFilter,
    clear: () => {
      setText('');
      setFilter(null);
    },
  };
}
