import { assessmentKind } from '#domain/assessment/assessment.ts';
import { type Document, plainTextAt } from '#domain/document/document.ts';
import type { DocumentId } from '#domain/ids.ts';
import { describeRegister } from '#renderer/field/parts/describe-register.ts';
import type { MessageKey, Translate } from '#renderer/i18n';
import type { PeopleByDevice } from '#renderer/store/api/store-api.ts';
import type { BarredAct, UndoDirection, UndoneRegister } from '#renderer/store/api/undo-api.ts';

/** Facts for the words of an undo. */
export interface UndoFacts {
  readonly documents: ReadonlyMap<DocumentId, Document>;
  readonly people: PeopleByDevice;
}

/** Sentence about registers that somebody changed since; empty without any. */
export function changedSinceText(
  translate: Translate,
  registers: readonly UndoneRegister[],
  undoFacts: UndoFacts,
): string {
  const [firstRegister] = registers;
  if (firstRegister === undefined) return '';
  const who = firstRegister.device === undefined ? undefined : undoFacts.people[firstRegister.device]?.name;
  return translate('frame.undo.changedSince', {
    what: registersText(translate, registers, undoFacts),
    who: who ?? translate('assessment.unknownPerson'),
  });
}

/**
 * The act in the words of a person: a move, the item that it added or removed, or else its main field. The number of
 * further items follows. A redo writes the value of the act, an undo the opposite.
 */
export function registersText(
  translate: Translate,
  registers: readonly UndoneRegister[],
  { documents }: UndoFacts,
  undoDirection: UndoDirection = 'undo',
): string {
  const described = registers.map(({ doc, kind, path, value }) => {
    const document = documents.get(doc);
    const { subject, what } = describeRegister(kind, path, document);
    return {
      path,
      subject: subject && translate(subject),
      what: translate(what),
      record: recordNameOf(document),
      value,
    };
  });
  const main =
    described.find(({ path }) => /(?:^|\/)(?:level|text|title|status)$/.test(path)) ??
    described.find(({ path }) => /(?:^|\/)removed$/.test(path)) ??
    described[0];
  if (main === undefined) return '';
  const moved = described.find(({ path }) => path === 'moved-to');
  if (moved !== undefined) return translate('frame.undo.act.moved', { what: moved.record });
  const flag = flagActs.find(({ ends }) => ends.test(main.path));
  const item = main.subject ?? main.record;
  const text =
    flag !== undefined && typeof main.value === 'boolean' && item !== ''
      ? translate(main.value === (undoDirection === 'undo') ? flag.wasOff : flag.wasOn, { what: item })
      : main.subject === null
        ? main.what
        : translate('conflict.title', { subject: main.subject, what: main.what });
  const others = new Set(described.map(({ subject, what }) => subject ?? what)).size - 1;
  return others === 0 ? text : translate('frame.undo.more', { what: text, count: others });
}

/** Acts on a flag. An undo that sets it took back an act on something that was new, or whose flag was cleared. */
const flagActs: readonly {
  readonly ends: RegExp;
  readonly wasOff: MessageKey;
  readonly wasOn: MessageKey;
}[] = [
  { ends: /(?:^|\/)removed$/, wasOff: 'frame.undo.act.added', wasOn: 'frame.undo.act.removed' },
  { ends: /^archived$/, wasOff: 'frame.undo.act.unarchived', wasOn: 'frame.undo.act.archived' },
];

const recordNameOf = (document: Document | undefined): string =>
  plainTextAt(document, 'institution/name') || plainTextAt(document, 'title');

/** Sentence about an act that nothing takes back, with the way that there is. */
export function barredText(translate: Translate, barredAct: BarredAct, undoFacts: UndoFacts): string {
  switch (barredAct.kind) {
    case 'mission':
      return translate('frame.undo.barred.mission');
    case 'rows':
      return translate(barredRowTexts[barredAct.table][barredAct.isErased ? 'erased' : 'saved']);
    case 'registers': {
      const what = registersText(translate, barredAct.registers, undoFacts);
      const isStep = barredAct.registers.some(
        ({ kind, path }) => kind === assessmentKind && path === 'status',
      );
      const said = translate('frame.undo.barred', { what });
      return isStep ? `${said} ${translate('frame.undo.barred.status')}` : said;
    }
  }
}

const barredRowTexts = {
  notes: { saved: 'frame.undo.barred.note', erased: 'frame.undo.barred.noteErased' },
  deviceRecords: { saved: 'frame.undo.barred.records', erased: 'frame.undo.barred.recordsErased' },
} as const satisfies {
  readonly [T in Extract<BarredAct, { kind: 'rows' }>['table']]: Readonly<
    Record<'saved' | 'erased', MessageKey>
  >;
};
