import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import type { InstitutionHit } from '#domain/privacy/find-institutions.ts';
import type { HiddenInstitutions } from './non-attribution.tsx';

interface HiddenState {
  /** Null where non-attribution does not cover these notes. */
  readonly institutions: HiddenInstitutions | null;
  readonly marks: DecorationSet;
}

const key = new PluginKey<HiddenState>('hiddenInstitutions');

/** Transaction that tells an editor which institutions its notes must not name; null where they may. */
export const hideInstitutions = ({ tr }: EditorState, institutions: HiddenInstitutions | null): Transaction =>
  tr.setMeta(key, { institutions });

/**
 * Institutions in notes without attribution: one that this person writes out is replaced by words for its type. Any other,
 * such as one that a colleague wrote or that an undo brought back, is marked with a dotted line, and the text waits.
 */
export const hiddenInstitutionsExtension = Extension.create({
  name: 'hiddenInstitutions',
  addProseMirrorPlugins: () => [
    new Plugin<HiddenState>({
      key,
      state: {
        init: () => ({ institutions: null, marks: DecorationSet.empty }),
        apply: (change, previousHiddenState, _state, { doc }) => {
          const told = change.getMeta(key) as Pick<HiddenState, 'institutions'> | undefined;
          if (told === undefined && !change.docChanged) return previousHiddenState;
          const { institutions } = told ?? previousHiddenState;
          return { institutions, marks: marksIn(doc, institutions) };
        },
      },
      props: { decorations: (state) => key.getState(state)?.marks },
      appendTransaction: (changes, _before, state) => {
        const hiddenInstitutions = key.getState(state)?.institutions ?? null;
        const isOwn = changes.some(
          (change) => change.docChanged && change.getMeta(ySyncPluginKey) === undefined,
        );
        return hiddenInstitutions !== null && isOwn
          ? replaceIn(state, changedRange(changes), hiddenInstitutions.writtenHits, hiddenInstitutions)
          : null;
      },
    }),
  ],
});

/** Replace all institutions of the paragraph at the cursor: the person leaves it, so that no word goes on. */
export function replaceAtCursor(state: EditorState): Transaction | null {
  const hiddenInstitutions = key.getState(state)?.institutions ?? null;
  const { from, to } = state.selection;
  return (
    hiddenInstitutions && replaceIn(state, { from, to }, hiddenInstitutions.openHits, hiddenInstitutions)
  );
}

interface TextRange {
  readonly from: number;
  readonly to: number;
}

/** Part of the present text that these changes touched. */
function changedRange(changes: readonly Transaction[]): TextRange {
  let [from, to] = [Number.POSITIVE_INFINITY, 0];
  for (const { mapping } of changes) {
    [from, to] = [mapping.map(from === Number.POSITIVE_INFINITY ? 0 : from, -1), mapping.map(to)];
    mapping.maps.forEach((map, at) =>
      map.forEach((_oldFrom, _oldTo, newFrom, newTo) => {
        from = Math.min(from, mapping.slice(at + 1).map(newFrom, -1));
        to = Math.max(to, mapping.slice(at + 1).map(newTo));
      }),
    );
  }
  return { from, to };
}

/** Text of a paragraph with one letter for each position, so that a hit is at its place. */
const textOf = (block: Node): string => block.textBetween(0, block.content.size, undefined, '￼');

function replaceIn(
  state: EditorState,
  { from, to }: TextRange,
  hitsIn: (text: string) => readonly InstitutionHit[],
  hiddenInstitutions: HiddenInstitutions,
): Transaction | null {
  const { tr } = state;
  state.doc.descendants((block, at) => {
    if (!block.isTextblock) return true;
    if (at + block.nodeSize < from || at > to) return false;
    for (const institutionHit of hitsIn(textOf(block))) {
      const start = tr.mapping.map(at + 1 + institutionHit.at);
      const end = tr.mapping.map(at + 1 + institutionHit.at + institutionHit.text.length);
      tr.insertText(hiddenInstitutions.wordsOf(institutionHit.type), start, end);
    }
    return false;
  });
  return tr.docChanged ? tr : null;
}

function marksIn(doc: Node, hiddenInstitutions: HiddenInstitutions | null): DecorationSet {
  if (hiddenInstitutions === null) return DecorationSet.empty;
  const marks: Decoration[] = [];
  doc.descendants((block, at) => {
    if (!block.isTextblock) return true;
    for (const institutionHit of hiddenInstitutions.openHits(textOf(block)))
      marks.push(
        Decoration.inline(
          at + 1 + institutionHit.at,
          at + 1 + institutionHit.at + institutionHit.text.length,
          { class: 'wn-institution' },
        ),
      );
    return false;
  });
  return DecorationSet.create(doc, marks);
}
