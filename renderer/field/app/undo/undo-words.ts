import type { Document } from '#domain/document/document.ts';
import type { DocumentId } from '#domain/ids.ts';
import type { Translate } from '#renderer/i18n';
import type { PeopleByDevice } from '#renderer/store/store-api.ts';
import type { UndoDirection, UndoneRegister, UndoResult } from '#renderer/store/undo-api.ts';
import { describeRegister } from '#renderer/field/parts/describe-register.ts';
import { writeRefusalMessage } from '../documents/use-document.ts';

/** Facts for the words of an undo. */
export interface UndoFacts {
  readonly documents: ReadonlyMap<DocumentId, Document>;
  readonly people: PeopleByDevice;
}

/** Result of an undo or a redo in the words of the screen. */
export function undoResultText(
  translate: Translate,
  result: UndoResult,
  way: UndoDirection,
  facts: UndoFacts,
): string {
  switch (result.kind) {
    case 'nothing':
      return translate(way === 'undo' ? 'frame.undo.nothing' : 'frame.redo.nothing');
    case 'refused':
      return translate(writeRefusalMessage(result));
    case 'changedSince':
      return changedSinceText(translate, result.changedSince, facts);
    case 'done': {
      const what = registersText(translate, result.registers, facts);
      const done = translate(way === 'undo' ? 'frame.undo.done' : 'frame.redo.done', { what });
      const left = changedSinceText(translate, result.changedSince, facts);
      return [done, left].filter((text) => text !== '').join(' ');
    }
  }
}

function changedSinceText(
  translate: Translate,
  registers: readonly UndoneRegister[],
  facts: UndoFacts,
): string {
  const [first] = registers;
  if (first === undefined) return '';
  const who = first.device === undefined ? undefined : facts.people[first.device]?.name;
  return translate('frame.undo.changedSince', {
    what: registersText(translate, registers, facts),
    who: who ?? translate('assessment.unknownPerson'),
  });
}

/** The field and item that a person would name first, and the number of further items. */
function registersText(
  translate: Translate,
  registers: readonly UndoneRegister[],
  { documents }: UndoFacts,
): string {
  const described = registers.map(({ doc, kind, path }) => {
    const { subject, what } = describeRegister(kind, path, documents.get(doc));
    return { path, subject: subject && translate(subject), what: translate(what) };
  });
  const main = described.find(({ path }) => /\/(?:level|text|title|removed)$/.test(path)) ?? described[0];
  if (main === undefined) return '';
  const text =
    main.subject === null
      ? main.what
      : translate('conflict.title', { subject: main.subject, what: main.what });
  const others = new Set(described.map(({ subject, what }) => subject ?? what)).size - 1;
  return others === 0 ? text : translate('frame.undo.more', { what: text, count: others });
}
