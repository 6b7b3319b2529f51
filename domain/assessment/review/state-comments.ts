import { compareTexts } from '#base/json.ts';
import { type Document, plainTextAt } from '#domain/document/document.ts';
import { orderedItemIds } from '#domain/document/written-order.ts';
import { optionalDayAt } from './review-dates.ts';

/** Comment of an institution of the State on the draft, with its answer (report R2, T6). */
export interface StateComment {
  readonly id: string;
  /** The question that it is about; empty for the assessment as a whole. */
  readonly about: string;
  /** The institution; never a person. */
  readonly from: string;
  /** `2026-11-24`; null while not known. */
  readonly on: string | null;
  readonly text: string;
  readonly response: string;
}

/** Comments of the State that are not removed, by day, then in their order; those without a day last. */
export const readStateComments = (document: Document | undefined): readonly StateComment[] =>
  orderedItemIds(document, 'state-comments')
    .map((id) => {
      const at = `state-comments/${id}`;
      return {
        id,
        about: plainTextAt(document, `${at}/about`),
        from: plainTextAt(document, `${at}/from`),
        on: optionalDayAt(document, `${at}/on`),
        text: plainTextAt(document, `${at}/text`),
        response: plainTextAt(document, `${at}/response`),
      };
    })
    .toSorted((a, b) => compareTexts(a.on ?? '~', b.on ?? '~'));

/** Comments that nobody has answered. */
export const unansweredStateComments = (stateComments: readonly StateComment[]): readonly StateComment[] =>
  stateComments.filter(({ response }) => response.trim() === '');
