import { RowReader, type Cell, type CellRow } from './cells.ts';
import { placeOf } from './complaints.ts';
import { walkDrafts, type Draft, type DraftContainer } from './draft.ts';
import { isXmlName, nameRule } from './names.ts';
import type { FormContext } from './survey-reading.ts';

export const mostLooped = 20_000;

/**
 * Writes out a loop: what is in it, once for each choice of the list, in a group with the choice's name and label;
 * `%(label)s` and `%(name)s` in labels and hints stand for the choice.
 */
export function expandLoop(
  context: FormContext,
  loop: DraftContainer,
  list: string,
  repeatNames: ReadonlySet<string>,
  budget: { left: number },
): void {
  const { choices, complaints, survey, unnamedLanguage } = context;
  const rows = choices.get(list) ?? [];
  const inside = [...loop.children];
  const repeat = [...walkDrafts(inside)].find(
    ({ draft }) => draft.kind === 'repeat' && repeatNames.has(draft.name),
  )?.draft;
  if (repeat && rows.length > 1)
    complaints.error(
      placeOf(survey.sheet, repeat.row.row, repeat.row.cells.get('name')),
      'name.repeatDuplicate',
      `The repeat "${repeat.name}" would be there ${rows.length} times, because it is in a loop. Take it out of the loop.`,
    );

  const unusable = rows.find(({ choice }) => !isXmlName(choice.name));
  if (unusable)
    complaints.error(
      placeOf(survey.sheet, loop.row.row, loop.row.cells.get('type')),
      'loop.name',
      `The loop makes a group for each choice of "${list}", and "${unusable.choice.name.slice(0, 100)}" cannot be a name. ${nameRule}`,
    );

  loop.children.length = 0;
  // Loops within loops multiply: a page of them would write out millions of questions.
  budget.left -= [...walkDrafts(inside)].length * rows.length;
  if (budget.left < 0) {
    complaints.error(
      placeOf(survey.sheet, loop.row.row, loop.row.cells.get('type')),
      'loop.tooLarge',
      `The loops of this form make more than ${mostLooped} questions. Use a repeat, or a shorter list.`,
    );
    return;
  }
  for (const { choice } of rows) {
    const labelIn = (language: string): string =>
      choice.label?.[language] ?? choice.label?.[unnamedLanguage] ?? choice.name;
    const cells = new Map<string, Cell>();
    for (const [language, text] of Object.entries(choice.label ?? {}))
      cells.set(language === unnamedLanguage ? 'label' : `label::${language}`, {
        text,
        column: '',
        header: '',
      });
    const fill = (text: string, language: string): string =>
      text.replaceAll('%(label)s', labelIn(language)).replaceAll('%(name)s', choice.name);
    loop.children.push({
      kind: 'group',
      name: choice.name,
      row: { row: loop.row.row, cells },
      children: inside.map((draft) => filled(draft, fill, unnamedLanguage)),
    });
  }
}

function filled(
  draft: Draft,
  fill: (text: string, language: string) => string,
  unnamedLanguage: string,
): Draft {
  const row = filledRow(draft.row, fill, unnamedLanguage);
  return draft.kind === 'question'
    ? { ...draft, row }
    : { ...draft, row, children: draft.children.map((child) => filled(child, fill, unnamedLanguage)) };
}

const worded = /^(label|hint|guidance_hint)(?:::(.*))?$/;

function filledRow(
  row: CellRow,
  fill: (text: string, language: string) => string,
  unnamedLanguage: string,
): CellRow {
  const reader = new RowReader(row, unnamedLanguage);
  const cells = [...reader.cells].map(([key, cell]) => {
    const match = worded.exec(key);
    return [key, match ? { ...cell, text: fill(cell.text, match[2] ?? unnamedLanguage) } : cell] as const;
  });
  return { row: row.row, cells: new Map(cells) };
}
