import type { Cell, CellRow } from './cells.ts';
import { placeOf, type CellPlace } from './complaints.ts';
import { isXmlName, nameRule } from './names.ts';
import type { FormContext } from './survey-reading.ts';
import type { TypeCell } from './type-cell.ts';

/** Names beside each other; they differ, and better in more than case. */
export class NameScope {
  private readonly names = new Set<string>();
  private readonly lower = new Set<string>();

  add(name: string): 'ok' | 'taken' | 'similar' {
    if (this.names.has(name)) return 'taken';
    const similar = this.lower.has(name.toLowerCase());
    this.names.add(name);
    this.lower.add(name.toLowerCase());
    return similar ? 'similar' : 'ok';
  }
}

/** The row's name, after it was found to be one and to differ from its neighbours'. */
export function nameOfRow(
  context: FormContext,
  names: NameScope,
  type: TypeCell,
  row: CellRow,
  typed: Cell,
): string | null {
  const { survey, complaints } = context;
  const named = row.cells.get('name');
  const isNote = type.kind === 'plain' && type.meaning.type === 'note';
  const name = named?.text ?? (isNote ? `generated_note_name_${row.row}` : null);
  if (name === null) {
    complaints.error(
      placeOf(survey.sheet, row.row, typed),
      'name.missing',
      'This row has no name. Write a short one in the column "name".',
    );
    if (type.kind !== 'begin') return null;
    // Read on as if it had one, so that its end is found.
    return `unnamed_${row.row}`;
  }
  const place = placeOf(survey.sheet, row.row, named);
  if (!isXmlName(name))
    complaints.error(
      place,
      'name.invalid',
      `"${name.slice(0, 100)}" cannot be a name. ${nameRule}`,
      suggestName(name),
    );
  else addName(context, names, name, place);
  return name;
}

/** Notes a name among its neighbours', and tells when it is taken. */
export function addName(
  context: Pick<FormContext, 'complaints'>,
  names: NameScope,
  name: string,
  place: CellPlace,
): void {
  const { complaints } = context;
  if (name === 'meta') {
    complaints.error(place, 'name.reserved', 'The name "meta" is reserved. Choose another one.');
    return;
  }
  const added = names.add(name);
  if (added === 'taken')
    complaints.error(
      place,
      'name.duplicate',
      `There is another "${name}" in the same group. Rename one of them.`,
    );
  if (added === 'similar')
    complaints.warning(
      place,
      'name.similar',
      `Another name in the same group differs from "${name}" only in case, which export files may not tell apart. Rename one of them.`,
    );
}

const suggestName = (name: string): string | undefined => {
  const plain = name
    .normalize('NFKD')
    .replace(/[^\w.-]+/g, '_')
    .replace(/^[^A-Za-z_]+/, '')
    .slice(0, 60);
  return isXmlName(plain) ? plain : undefined;
};
