import { type Document, valueAt } from '#domain/document/document.ts';
import { type PathValue, pathOf } from '#domain/document/op.ts';
import {
  type QuestionnaireKind,
  type QuestionnaireSheet,
  ReviewedText,
} from '#domain/workshop/evaluation.ts';

/** Open answer of a sheet, before or after its review. */
export interface OpenAnswer {
  /** Segment of `reviewed-texts/ID`. */
  readonly id: string;
  readonly question: string;
  readonly text: string;
  /** `kept`: it stays on this laptop. */
  readonly review: 'waiting' | 'approved' | 'kept';
}

/** Open answers of this laptop's sheets. */
export const openAnswersOf = (
  workshop: Document | undefined,
  questionnaireSheets: readonly Pick<QuestionnaireSheet, 'id' | 'texts'>[],
): readonly OpenAnswer[] =>
  questionnaireSheets.flatMap(({ id: sheet, texts }) =>
    Object.entries(texts).map(([question, text]) => {
      const id = reviewedTextIdOf(sheet, question);
      const reviewed = valueAt(workshop, `reviewed-texts/${id}`);
      return {
        id,
        question,
        text,
        review: reviewed === undefined ? 'waiting' : reviewed === null ? 'kept' : 'approved',
      } as const;
    }),
  );

/** Write of a review: the approved text leaves the laptop, null keeps it here. */
export const reviewOpenAnswer = (
  kind: QuestionnaireKind,
  { id, question }: OpenAnswer,
  approved: string | null,
): PathValue => ({
  path: pathOf('reviewed-texts', id),
  value: approved === null ? null : ReviewedText.parse({ kind, question, text: approved }),
});

/**
 * Id of a reviewed text. It follows from the sheet, whose id never leaves the laptop: others cannot tell which texts
 * one person wrote.
 */
function reviewedTextIdOf(sheet: string, question: string): string {
  const hash = (seed: number): string => {
    let state = seed;
    for (const letter of `${sheet}/${question}`)
      state = Math.imul(state ^ (letter.codePointAt(0) ?? 0), 0x01000193);
    return (state >>> 0).toString(16).padStart(8, '0');
  };
  return `${hash(0x811c9dc5)}${hash(0x9747b28c)}`;
}
