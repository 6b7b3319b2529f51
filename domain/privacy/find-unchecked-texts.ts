import { type Document, itemIdsBelow, valueAt } from '../document/document.ts';
import { assessmentKind } from '../assessment/assessment.ts';
import { parseAnswerPath } from '../assessment/answer-registers.ts';
import { missionKind } from '../mission/mission.ts';
import { actionPlanKind } from '../plan/action-plan.ts';
import { findPersonalData, personalDataHitKey, type PersonalDataHit } from './find-personal-data.ts';

/** A free text with something in it that nobody has confirmed. */
export interface UncheckedText {
  readonly path: string;
  readonly hits: readonly PersonalDataHit[];
}

/**
 * Where people write freely about an institution. Names of records and of institutions are no such texts. One expression,
 * since every register of a record is held against it at every change.
 */
const assessmentFreeTextPattern = new RegExp(
  `^(?:${[
    'answers/[^/]+/(?:rationale|variation|evidence/[^/]+/(?:title|holder))',
    '(?:comments|findings|recommendations|review/replies)/[^/]+/text',
    'state-comments/[^/]+/(?:text|response)',
    'second-ratings/[^/]+/[^/]+',
    'consolidations/[^/]+',
    'targets/[^/]+',
    'priorities/[^/]+/override',
    'recommendations/[^/]+/training-reason',
    'version-reason',
  ].join('|')})$`,
);

/** What is to be done, and why it is not: titles, milestones, reasons. */
const planFreeTextPattern = /^items\/[^/]+\/(?:title|milestones|status-reason)$/;

/** Why a national indicator has its level. */
const missionFreeTextPattern = /^national\//;

/** Is this a register that people write freely into? The answers of a form have their instrument to say so. */
const isFreeTextPath = (kind: string, path: string, written: ReadonlySet<string>): boolean =>
  kind === assessmentKind
    ? assessmentFreeTextPattern.test(path) || written.has(answeredQuestionAt(path))
    : (kind === actionPlanKind && planFreeTextPattern.test(path)) ||
      (kind === missionKind && missionFreeTextPattern.test(path));

/** May this be such a register? Without the instrument, any answer of a form may be one. */
export const mayHoldFreeText = (kind: string, path: string): boolean =>
  isFreeTextPath(kind, path, noFreeTextQuestions) ||
  (kind === assessmentKind && answeredQuestionAt(path) !== '');

/** The question of a form whose answer a register holds; empty for every other register. */
function answeredQuestionAt(path: string): string {
  const place = parseAnswerPath(path);
  return place?.kind === 'value' ? place.at.qid : '';
}

const noFreeTextQuestions: ReadonlySet<string> = new Set();

/** The keys of the hits of which somebody has confirmed that they name and reach nobody, or must stand. */
export const confirmedHitKeys = (document: Document | undefined): readonly string[] =>
  itemIdsBelow(document, 'text-checks').filter((key) => valueAt(document, `text-checks/${key}`) === true);

/** What of a text is still to be confirmed or removed (domain.md E, rule 2). */
export const unconfirmedHitsIn = (
  text: string,
  roster: readonly string[],
  confirmed: readonly string[],
): readonly PersonalDataHit[] =>
  findPersonalData(text, roster).filter((hit) => !confirmed.includes(personalDataHitKey(hit)));

/**
 * All texts of a record with something to confirm or remove, before they leave the laptop and before it is handed in.
 * `written`: the questions of its form that are answered in words (`freeTextQuestionIds`).
 */
export function findUncheckedTexts(
  document: Document,
  roster: readonly string[],
  written: ReadonlySet<string> = noFreeTextQuestions,
): readonly UncheckedText[] {
  const confirmed = confirmedHitKeys(document);
  return Object.keys(document.registers)
    .filter((path) => isFreeTextPath(document.kind, path, written))
    .flatMap((path): readonly UncheckedText[] => {
      const hits = textsInValue(valueAt(document, path)).flatMap((text) =>
        unconfirmedHitsIn(text, roster, confirmed),
      );
      return hits.length === 0 ? [] : [{ path, hits }];
    });
}

/** Is there anything in what a register would hold that somebody has to look at? */
export const mayNamePerson = (value: unknown, roster: readonly string[]): boolean =>
  textsInValue(value).some((text) => findPersonalData(text, roster).length > 0);

/** The text of a register, or those within one that is written as a whole. */
function textsInValue(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.values(value).filter((part): part is string => typeof part === 'string')
    : [];
}
