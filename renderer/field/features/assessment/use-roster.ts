import { useMemo } from 'react';
import type { People } from '#renderer/store/store-api.ts';

/** The names that this laptop knows of, and that no text of an assessment should hold. */
export const useRoster = (people: People): readonly string[] =>
  useMemo(() => [...new Set(Object.values(people).map(({ name }) => name))], [people]);
