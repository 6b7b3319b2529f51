import { useMemo, useState } from 'react';
import {
  type AssessmentModel,
  findQuestions,
  fits,
  type FoundQuestion,
  type QuestionFilter,
  searchableQuestions,
} from './assessment-model.ts';

interface QuestionSearch {
  readonly text: string;
  readonly filter: QuestionFilter | null;
  readonly counts: Readonly<Record<QuestionFilter, number>>;
  /** Null while nothing is looked for. */
  readonly found: readonly FoundQuestion[] | null;
  readonly setText: (text: string) => void;
  readonly setFilter: (filter: QuestionFilter | null) => void;
  readonly clear: () => void;
}

/** Which questions is the person looking for? */
export function useQuestionSearch(model: AssessmentModel): QuestionSearch {
  const [text, setText] = useState('');
  const [filter, setFilter] = useState<QuestionFilter | null>(null);
  const questions = useMemo(() => searchableQuestions(model), [model]);
  const count = (one: QuestionFilter): number => questions.filter((question) => fits(question, one)).length;
  const isSearching = text.trim() !== '' || filter !== null;
  return {
    text,
    filter,
    counts: {
      unanswered: count('unanswered'),
      flagged: count('flagged'),
      conflicts: count('conflicts'),
    },
    found: isSearching ? findQuestions(questions, text, filter) : null,
    setText,
    setFilter,
    clear: () => {
      setText('');
      setFilter(null);
    },
  };
}
