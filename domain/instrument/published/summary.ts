import { valueAt } from '#domain/document/document.ts';
import type { FactRule } from '#domain/document/summary-facts.ts';

/** What lists show of a published instrument beside its title and status. */
export const instrumentFacts: FactRule = {
  facts: ({ view }) =>
    Object.fromEntries(
      (['id', 'version', 'languages', 'questions', 'hash'] as const).map((path) => [
        path,
        valueAt(view, path) ?? null,
      ]),
    ),
};
