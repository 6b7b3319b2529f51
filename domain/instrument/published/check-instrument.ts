import type { Diagnostic } from '../import/diagnostic.ts';
import type { Instrument, Node } from '../instrument.ts';

/**
 * What is wrong with an instrument whoever made it, beyond its shape: checked before it is published, at headquarters.
 * Nothing but errors here keeps it from being published.
 */
export function checkInstrument(instrument: Instrument): readonly Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const error = (code: string, message: string): void =>
    void diagnostics.push({ severity: 'error', code, message });
  const lists = new Set(instrument.choiceLists.map(({ name }) => name));
  const known = new Set<string>();

  const look = (nodes: readonly Node[], depth: number): void => {
    if (depth > deepest)
      return error('nesting.tooDeep', `Groups are nested more than ${deepest} deep: take some out.`);
    for (const node of nodes) {
      if (known.has(node.qid))
        error('qid.duplicate', `Two questions have the id ${node.qid}: give one another id.`);
      known.add(node.qid);
      if (
        node.kind === 'question' &&
        node.choices !== undefined &&
        'list' in node.choices &&
        !lists.has(node.choices.list)
      )
        error(
          'list.unknown',
          `${node.name} offers the list ${node.choices.list}, which does not exist: add it.`,
        );
      if (node.kind === 'group' || node.kind === 'repeat') look(node.nodes, depth + 1);
    }
  };
  look(instrument.nodes, 1);
  if (known.size === 0) error('nodes.none', 'There is no question in it: add one.');
  return diagnostics;
}

/** A path of the form, and so of an answer, has an end. */
const deepest = 40;
