import * as z from 'zod';
import { type Document, idsBelow, isRemoved, valueAt } from '../document/document.ts';
import { type Period, periods } from './review.ts';
import { textAtPath } from './text-at-path.ts';

/** What an institution of the State said of the draft, and what was answered (report R2, T6). */
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

/** All comments of the State that are not removed, in the order of their days; those without a day last. */
export const readStateComments = (document: Document | undefined): readonly StateComment[] =>
  idsBelow(document, 'state-comments')
    .filter((id) => !isRemoved(document, `state-comments/${id}`))
    .map((id) => {
      const at = `state-comments/${id}`;
      return {
        id,
        about: textAtPath(document, `${at}/about`),
        from: textAtPath(document, `${at}/from`),
        on: dayAt(document, `${at}/on`),
        text: textAtPath(document, `${at}/text`),
        response: textAtPath(document, `${at}/response`),
      };
    })
    .toSorted((a, b) => byText(a.on ?? '~', b.on ?? '~') || byText(a.id, b.id));

/** Comments that nobody has answered. */
export const unanswered = (comments: readonly StateComment[]): readonly StateComment[] =>
  comments.filter(({ response }) => response.trim() === '');

/** The days that follow from the steps so far, as headquarters set them; null where none is set. */
export type Periods = { readonly [period in Period]: string | null };

export function readPeriods(document: Document | undefined): Periods {
  const dayOf = (period: Period): string | null => dayAt(document, `periods/${period}`);
  // The keys are the periods themselves; fromEntries forgets that.
  return Object.fromEntries(periods.map((period) => [period, dayOf(period)])) as Periods;
}

const Day = z.iso.date().nullable().catch(null);

const dayAt = (document: Document | undefined, path: string): string | null =>
  Day.parse(valueAt(document, path) ?? null);

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
