import * as z from 'zod';
import { findPersonalData } from '#domain/privacy/find-personal-data.ts';

/** The check promises to find these: each leads to one person. */
const DirectKind = z.enum(['name', 'phone', 'email', 'identity', 'case', 'account', 'digits']);
const CheckLanguage = z.enum(['en', 'fr', 'ar', 'es', 'ru', 'zh']);
export type CheckLanguage = z.infer<typeof CheckLanguage>;
const SetPart = z.enum(['tuned', 'heldOut']);
type SetPart = z.infer<typeof SetPart>;

/** `bareName`: a name with nothing beside it that says so; measured, and not promised. */
const IdentifierKind = z.enum([...DirectKind.options, 'bareName']);
export type IdentifierKind = z.infer<typeof IdentifierKind>;

/** Sentences in which every part that leads to a person is labelled (tests/data/privacy-check/NOTICE.md). */
export const LabelledSentences = z.strictObject({
  roster: z.array(z.string()),
  sentences: z.array(
    z
      .strictObject({
        language: CheckLanguage,
        part: SetPart,
        text: z.string(),
        identifiers: z.array(z.strictObject({ kind: IdentifierKind, text: z.string().min(1) })),
      })
      .refine(({ text, identifiers }) => identifiers.every((one) => text.includes(one.text))),
  ),
});
export type LabelledSentences = z.infer<typeof LabelledSentences>;

/** Counts of one group of sentences. */
export interface CheckFigures {
  readonly sentences: number;
  /** Sentences without identifiers, and those of them with a hit. */
  readonly ordinary: number;
  readonly falseAlarms: number;
  /** Identifiers that the check promises to find, and those that a hit touches. */
  readonly direct: number;
  readonly found: number;
  readonly hits: number;
  readonly rightHits: number;
}

export const precisionOf = ({ hits, rightHits }: CheckFigures): number => rightHits / Math.max(1, hits);
export const recallOf = ({ direct, found }: CheckFigures): number => (direct === 0 ? 1 : found / direct);
export const falseAlarmRateOf = ({ ordinary, falseAlarms }: CheckFigures): number =>
  falseAlarms / Math.max(1, ordinary);

/** Figures of one part of the set, of all or some languages. */
export function measureCheck(
  { roster, sentences }: LabelledSentences,
  setPart: SetPart,
  checkLanguages: readonly CheckLanguage[] = CheckLanguage.options,
): CheckFigures {
  const figures = { sentences: 0, ordinary: 0, falseAlarms: 0, direct: 0, found: 0, hits: 0, rightHits: 0 };
  for (const { text, identifiers } of sentences.filter(
    (one) => one.part === setPart && checkLanguages.includes(one.language),
  )) {
    const hits = findPersonalData(text, roster);
    const touches = (at: number, length: number): ((spot: string) => boolean) => {
      return (spot) => {
        const from = text.indexOf(spot);
        return at < from + spot.length && from < at + length;
      };
    };
    figures.sentences += 1;
    figures.hits += hits.length;
    figures.rightHits += hits.filter((hit) =>
      identifiers.some((one) => touches(hit.at, hit.text.length)(one.text)),
    ).length;
    if (identifiers.length === 0) {
      figures.ordinary += 1;
      figures.falseAlarms += hits.length > 0 ? 1 : 0;
    }
    const direct = identifiers.filter(({ kind }) => kind !== 'bareName');
    figures.direct += direct.length;
    figures.found += direct.filter((one) =>
      hits.some((hit) => touches(hit.at, hit.text.length)(one.text)),
    ).length;
  }
  return figures;
}

/** Identifiers of one kind: how many there are, found, and found as this kind. */
export function measureKind(
  { roster, sentences }: LabelledSentences,
  setPart: SetPart,
  identifierKind: IdentifierKind,
): { readonly all: number; readonly found: number; readonly named: number } {
  const figures = { all: 0, found: 0, named: 0 };
  for (const { text, identifiers } of sentences.filter((one) => one.part === setPart)) {
    const hits = findPersonalData(text, roster);
    for (const one of identifiers.filter((label) => label.kind === identifierKind)) {
      const from = text.indexOf(one.text);
      const hit = hits.find(
        (foundHit) => foundHit.at < from + one.text.length && from < foundHit.at + foundHit.text.length,
      );
      figures.all += 1;
      figures.found += hit === undefined ? 0 : 1;
      figures.named += hit?.kind === identifierKind ? 1 : 0;
    }
  }
  return figures;
}
