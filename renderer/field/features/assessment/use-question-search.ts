import { useMemo, useState } from 'react';
import {
  type AboutQuestions,
  type AssessmentModel,
  countsOf,
  findQuestions,
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
export function useQuestionSearch(model: AssessmentModel, about: AboutQuestions): QuestionSearch {
  const [text, setText] = useState('');
  const [filter, setFilter] = useState<QuestionFilter | null>(null);
  const { person, toCheck } = about;
  const questions = useMemo(() => searchableQuestions(model, { person, toCheck }), [model, person, toCheck]);
  const counts = useMemo(() => countsOf(questions), [questions]);
  const isSearching = text.trim() !== '' || filter !== null;
  return {
    text,
    filter,
    counts,
    found: isSearching ? findQuestions(questions, text, filter) : null,
    setText,
    setFilter,
    clear: () => {
      setText('');
      setFilter(null);
    },
  };
}
