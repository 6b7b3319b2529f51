import { parseNameReferences } from './name-references.ts';
import { cellAddressOf, type SheetCell } from './sheet-cell.ts';
import { type DraftNameIndex, type DraftNode, type SurveyContext, walkDrafts } from './survey-context.ts';
import { editDistance } from './table.ts';

/** Columns of the survey in which `${name}` counts; in names, types and unknown columns it is only text. */
const referringColumnPattern =
  /^(label|hint|guidance_hint|default|parameters|choice_filter|trigger|intent|bind|control|instance)(::|$)/;
const referringChoiceColumnPattern = /^(label|media)(::|$)/;

/** Check that every `${name}` is well-formed and names exactly one node of the form. */
export function checkNameReferences(
  context: SurveyContext,
  draftNodes: readonly DraftNode[],
  index: DraftNameIndex,
): void {
  const seen = new Set<SheetCell>();
  for (const { draft } of walkDrafts(draftNodes))
    for (const [key, sheetCell] of draft.row.cells) {
      // Rows of a loop are written out several times; each cell is checked once.
      if (!referringColumnPattern.test(key) || seen.has(sheetCell)) continue;
      seen.add(sheetCell);
      checkCellReferences(context, sheetCell, { sheet: context.survey.sheet, row: draft.row.row }, index);
      if (key === 'trigger') checkTriggerCell(context, sheetCell, draft.row.row, index);
    }
}

/** The same for the labels of choices and for single cells of other sheets. */
export function checkCellReferences(
  context: Pick<SurveyContext, 'diagnostics'>,
  sheetCell: SheetCell,
  { sheet, row }: { readonly sheet: string; readonly row: number },
  index: DraftNameIndex,
): void {
  if (!sheetCell.text.includes('${')) return;
  const cellAddress = cellAddressOf(sheet, row, sheetCell);
  const nameReferences = parseNameReferences(sheetCell.text);
  if (!nameReferences) {
    context.diagnostics.error(
      cellAddress,
      'reference.syntax',
      'A reference is written ${name}: a dollar sign and one name in braces.',
    );
    return;
  }
  for (const { name } of nameReferences) {
    const count = index.count(name);
    if (count === 0) {
      const near = context.diagnostics.mayLookCloser() ? findNearestName(name, index.names()) : null;
      context.diagnostics.error(
        cellAddress,
        'reference.unknown',
        `There is no question "${name}". Check the spelling of \${${name}}.`,
        near === null ? undefined : `\${${near}}`,
      );
    }
    if (count > 1)
      context.diagnostics.error(
        cellAddress,
        'reference.ambiguous',
        `\${${name}} could be one of ${count} questions with that name. Give them different names.`,
      );
  }
}

export const isReferringChoiceColumn = (key: string): boolean => referringChoiceColumnPattern.test(key);

/** A trigger is a list of references to questions that a person sees. */
function checkTriggerCell(
  context: SurveyContext,
  sheetCell: SheetCell,
  row: number,
  index: DraftNameIndex,
): void {
  const { diagnostics, survey } = context;
  const cellAddress = cellAddressOf(survey.sheet, row, sheetCell);
  const parts = sheetCell.text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
  if (parts.length === 0 || !parts.every((part) => /^\$\{[^{}]+\}$/.test(part))) {
    diagnostics.error(
      cellAddress,
      'trigger.syntax',
      'A trigger is a reference such as ${question}, or several with commas between.',
    );
    return;
  }
  for (const { name } of parseNameReferences(sheetCell.text) ?? []) {
    const target = index.find(name)?.draft;
    if (!target) continue;
    if (
      target.kind !== 'question' ||
      !isShownQuestion(target.row.cells) ||
      (target.asks.kind === 'plain' && target.asks.meaning.type === 'calculate')
    )
      diagnostics.error(
        cellAddress,
        'trigger.hidden',
        `\${${name}} is never asked, so it cannot trigger anything. Name a question that a person answers.`,
      );
  }
}

const isShownQuestion = (cells: ReadonlyMap<string, SheetCell>): boolean =>
  [...cells.keys()].some((key) => /^(label|hint|media)(::|$)/.test(key));

function findNearestName(name: string, names: readonly string[]): string | null {
  let best: string | null = null;
  let least = 3;
  for (const one of names.slice(0, 3_000)) {
    const apart = editDistance(one.toLowerCase(), name.toLowerCase());
    if (apart < least) [best, least] = [one, apart];
  }
  return best;
}
