import type { CellRow } from './cells.ts';
import { madeCell } from './cells.ts';
import type { Draft, DraftQuestion } from './draft.ts';
import { typeMeaning, type TypeMeaning } from './question-types.ts';
import type { Settings } from './settings.ts';

/** What every form has besides its questions: `meta` with the id of the assessment, its name and the audit. */
export function metaDraft(settings: Settings, audit: CellRow | null): Draft | null {
  const children: DraftQuestion[] = [];
  if (audit) children.push(made('audit', typeMeaning('audit'), audit.cells, audit.row));
  if (!settings.omitInstanceId)
    children.push(
      made(
        'instanceID',
        { type: 'calculate', preload: 'uid' },
        new Map([['bind::readonly', madeCell('true()')]]),
      ),
    );
  const name = settings.cell('instance_name');
  if (name) children.push(made('instanceName', { type: 'calculate' }, new Map([['bind::calculate', name]])));
  if (children.length === 0) return null;
  return { kind: 'group', name: 'meta', row: { row: 1, cells: new Map() }, children };
}

const made = (
  name: string,
  meaning: TypeMeaning | null,
  cells: CellRow['cells'],
  row = 1,
): DraftQuestion => ({
  kind: 'question',
  name,
  row: { row, cells },
  asks: { kind: 'plain', word: 'calculate', meaning: meaning ?? { type: 'calculate' } },
  parameters: {},
});
