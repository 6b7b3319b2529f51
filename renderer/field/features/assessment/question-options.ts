import { placedNodes } from '#domain/instrument/difference/placed-nodes.ts';
import type { Instrument } from '#domain/instrument/instrument.ts';
import { defaultInstrument } from '#domain/instrument/needs-assessment.ts';
import type { SelectOption } from '#renderer/ui/select.tsx';

/** The questions of an instrument by id and title, to choose one; null is the one that Fieldbook brings along. */
export function questionOptions(instrument: Instrument | null): readonly SelectOption<string>[] {
  const asked = instrument ?? defaultInstrument;
  return [...placedNodes(asked).values()].flatMap(({ node }) => {
    if (node.kind !== 'question' || (instrument === null && node.type !== 'indicator')) return [];
    return [{ id: node.qid, label: `${node.qid} ${node.label?.[asked.defaultLanguage] ?? node.name}` }];
  });
}
