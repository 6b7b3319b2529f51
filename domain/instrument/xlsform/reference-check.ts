import type { Cell } from './cells.ts';
import { placeOf } from './complaints.ts';
import { walkDrafts, type Draft } from './draft.ts';
import type { NameIndex } from './name-index.ts';
import { referencesIn } from './names.ts';
import { lettersApart } from './sheet-names.ts';
import type { FormContext } from './survey-reading.ts';

/** Columns of the survey in which `${name}` counts; in names, types and unknown columns it is only text. */
const referring =
  /^(label|hint|guidance_hint|default|parameters|choice_filter|trigger|intent|bind|control|instance)(::|$)/;
const referringInChoices = /^(label|media)(::|$)/;

/** Every `${name}` is written as it must be and names exactly one node of the form. */
export function checkReferences(context: FormContext, drafts: readonly Draft[], index: NameIndex): void {
  const seen = new Set<Cell>();
  for (const { draft } of walkDrafts(drafts))
    for (const [key, cell] of draft.row.cells) {
      // Rows of a loop are written out several times; each cell is looked at once.
      if (!referring.test(key) || seen.has(cell)) continue;
      seen.add(cell);
      checkCell(context, cell, { sheet: context.survey.sheet, row: draft.row.row }, index);
      if (key === 'trigger') checkTrigger(context, cell, draft.row.row, index);
    }
}

/** The same for the labels of choices and for single cells of other sheets. */
export function checkCell(
  context: Pick<FormContext, 'complaints'>,
  cell: Cell,
  { sheet, row }: { readonly sheet: string; readonly row: number },
  index: NameIndex,
): void {
  if (!cell.text.includes('${')) return;
  const place = placeOf(sheet, row, cell);
  const references = referencesIn(cell.text);
  if (!references) {
    context.complaints.error(
      place,
      'reference.syntax',
      'A reference is written ${name}: a dollar sign and one name in braces.',
    );
    return;
  }
  for (const { name } of references) {
    const count = index.count(name);
    if (count === 0) {
      const near = context.complaints.mayLookCloser() ? nearest(name, index.names()) : null;
      context.complaints.error(
        place,
        'reference.unknown',
        `There is no question "${name}". Check the spelling of \${${name}}.`,
        near === null ? undefined : `\${${near}}`,
      );
    }
    if (count > 1)
      context.complaints.error(
        place,
        'reference.ambiguous',
        `\${${name}} could be one of ${count} questions with that name. Give them different names.`,
      );
  }
}

export const isReferringChoiceColumn = (key: string): boolean => referringInChoices.test(key);

/** A trigger is a list of references to questions that a person sees. */
function checkTrigger(context: FormContext, cell: Cell, row: number, index: NameIndex): void {
  const { complaints, survey } = context;
  const place = placeOf(survey.sheet, row, cell);
  const parts = cell.text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
  if (parts.length === 0 || !parts.every((part) => /^\$\{[^{}]+\}$/.test(part))) {
    complaints.error(
      place,
      'trigger.syntax',
      'A trigger is a reference such as ${question}, or several with commas between.',
    );
    return;
  }
  for (const { name } of referencesIn(cell.text) ?? []) {
    const target = index.find(name)?.draft;
    if (!target) continue;
    if (
      target.kind !== 'question' ||
      !isVisible(target.row.cells) ||
      (target.asks.kind === 'plain' && target.asks.meaning.type === 'calculate')
    )
      complaints.error(
        place,
        'trigger.hidden',
        `\${${name}} is never asked, so it cannot trigger anything. Name a question that a person answers.`,
      );
  }
}

const isVisible = (cells: ReadonlyMap<string, Cell>): boolean =>
  [...cells.keys()].some((key) => /^(label|hint|media)(::|$)/.test(key));

function nearest(name: string, names: readonly string[]): string | null {
  let best: string | null = null;
  let least = 3;
  for (const one of names.slice(0, 3_000)) {
    const apart = lettersApart(one.toLowerCase(), name.toLowerCase());
    if (apart < least) [best, least] = [one, apart];
  }
  return best;
}
