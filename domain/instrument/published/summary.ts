import type { Json } from '#domain/base/json.ts';
import { type Document, valueAt } from '#domain/document/document.ts';

/** What lists show of a published instrument beside its title and status. */
export const instrumentFacts = (document: Document): Readonly<Record<string, Json>> =>
  Object.fromEntries(
    (['id', 'version', 'languages', 'questions', 'hash'] as const).map((path) => [
      path,
      valueAt(document, path) ?? null,
    ]),
  );
