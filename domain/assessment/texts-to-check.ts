import { type Document, idsBelow, valueAt } from '../document/document.ts';
import { assessmentKind } from './assessment.ts';
import { placeOfPath } from '../instrument/form/answer-registers.ts';
import { missionKind } from '../mission/mission.ts';
import { actionPlanKind } from '../plan/action-plan.ts';
import { checkText, hitKey, type TextHit } from '../privacy/check-text.ts';

/** A free text with something in it that nobody has confirmed. */
export interface TextToCheck {
  readonly path: string;
  readonly hits: readonly TextHit[];
}

/**
 * Where people write freely about an institution. Names of records and of institutions are no such texts. One expression,
 * since every register of a record is held against it at every change.
 */
const freeText = new RegExp(
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
const freeTextOfPlan = /^items\/[^/]+\/(?:title|milestones|status-reason)$/;

/** Why a national indicator has its level. */
const freeTextOfMission = /^national\//;

/** Is this a register that people write freely into? The answers of a form have their instrument to say so. */
const isFreeText = (kind: string, path: string, written: ReadonlySet<string>): boolean =>
  kind === assessmentKind
    ? freeText.test(path) || written.has(questionAt(path))
    : (kind === actionPlanKind && freeTextOfPlan.test(path)) ||
      (kind === missionKind && freeTextOfMission.test(path));

/** May this be such a register? Without the instrument, any answer of a form may be one. */
export const mayBeFreeText = (kind: string, path: string): boolean =>
  isFreeText(kind, path, noQuestions) || (kind === assessmentKind && questionAt(path) !== '');

/** The question of a form whose answer a register holds; empty for every other register. */
function questionAt(path: string): string {
  const place = placeOfPath(path);
  return place?.kind === 'value' ? place.at.qid : '';
}

const noQuestions: ReadonlySet<string> = new Set();

/** The keys of the hits of which somebody has confirmed that they name and reach nobody, or must stand. */
export const confirmedHits = (document: Document | undefined): readonly string[] =>
  idsBelow(document, 'text-checks').filter((key) => valueAt(document, `text-checks/${key}`) === true);

/** What of a text is still to be confirmed or removed (domain.md E, rule 2). */
export const openHits = (
  text: string,
  roster: readonly string[],
  confirmed: readonly string[],
): readonly TextHit[] => checkText(text, roster).filter((hit) => !confirmed.includes(hitKey(hit)));

/**
 * All texts of a record with something to confirm or remove, before they leave the laptop and before it is handed in.
 * `written`: the questions of its form that are answered in words (`freeTextQuestions`).
 */
export function textsToCheck(
  document: Document,
  roster: readonly string[],
  written: ReadonlySet<string> = noQuestions,
): readonly TextToCheck[] {
  const confirmed = confirmedHits(document);
  return Object.keys(document.registers)
    .filter((path) => isFreeText(document.kind, path, written))
    .flatMap((path): readonly TextToCheck[] => {
      const hits = textsIn(valueAt(document, path)).flatMap((text) => openHits(text, roster, confirmed));
      return hits.length === 0 ? [] : [{ path, hits }];
    });
}

/** Is there anything in what a register would hold that somebody has to look at? */
export const mayName = (value: unknown, roster: readonly string[]): boolean =>
  textsIn(value).some((text) => checkText(text, roster).length > 0);

/** The text of a register, or those within one that is written as a whole. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.values(value).filter((part): part is string => typeof part === 'string')
    : [];
}
