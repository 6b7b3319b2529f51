import { type FocusEvent, type KeyboardEvent, useCallback, useMemo, useState } from 'react';
import type { PriorityAlignment, PriorityFactor } from '#domain/assessment/stated-priority.ts';
import { languageFacts, useLanguage } from '#renderer/i18n';
import { pressedKeyName } from '#renderer/ui';
import type { GapRow } from './gap-rows.ts';

/** Factor of a priority that people state. */
export type PriorityFactorName = 'ownership' | 'feasibility' | 'alignment';
/** Value of a factor, from 0 (no) to 1 (yes). */
export type PriorityFactorValue = PriorityFactor | PriorityAlignment;

/** Acts on gaps; `questions` are ids of indicators. */
export interface GapHandlers {
  /** Null clears the value. */
  readonly onFactor: (
    questions: readonly string[],
    factorName: PriorityFactorName,
    factorValue: PriorityFactorValue | null,
  ) => void;
  readonly onFinding: (questions: readonly string[]) => void;
  readonly onRecommend: (questions: readonly string[]) => void;
  readonly onTarget: (question: string) => void;
  readonly onBand: (question: string) => void;
}

/** Control of a row that the arrow keys reach. */
export type GapStop = PriorityFactorName | 'select' | 'name' | 'target' | 'band' | 'finding' | 'recommend';

/** Rows of the table of gaps, their selection, and the keys that act on them. */
export interface GapGrid {
  /** In the order from before the work in the table. */
  readonly rows: readonly GapRow[];
  readonly selected: ReadonlySet<string>;
  readonly select: (questions: readonly string[]) => void;
  readonly toggle: (question: string) => void;
  /** Rows that a value of this row goes to: all selected ones where it is one of them. */
  readonly targetsOf: (question: string) => readonly string[];
  /** The table is one stop of the Tab key. */
  readonly isTabStop: (question: string, gapStop: GapStop) => boolean;
  readonly onFocus: (event: FocusEvent<HTMLElement>) => void;
  readonly onBlur: (event: FocusEvent<HTMLElement>) => void;
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
}

interface GapGridInput {
  readonly rows: readonly GapRow[];
  readonly isReadOnly: boolean;
  readonly acts: GapHandlers;
}

interface GapCell {
  readonly question: string;
  readonly stop: string;
}

const letterActs = { 'Alt+t': 'onFinding', 'Alt+r': 'onRecommend' } as const;

/** Act of a letter with Alt; null for every other key. */
const letterActOf = ({ nativeEvent }: KeyboardEvent): (typeof letterActs)[keyof typeof letterActs] | null =>
  letterActs[pressedKeyName(nativeEvent) as keyof typeof letterActs] ?? null; // any key may be asked for

/** Values of the keys. An alignment has no middle, so 2 does nothing there. */
const keyValues: Readonly<Record<string, PriorityFactorValue | null>> = {
  '1': 0,
  '2': 0.5,
  '3': 1,
  Delete: null,
  Backspace: null,
};

const isFactor = (stop: string): stop is PriorityFactorName =>
  stop === 'ownership' || stop === 'feasibility' || stop === 'alignment';

/** Selection, order and keys of the table of gaps. */
export function useGapGrid({ rows, isReadOnly, acts }: GapGridInput): GapGrid {
  const isRtl = languageFacts[useLanguage()].direction === 'rtl';
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [order, setOrder] = useState<readonly string[] | null>(null);
  const [gapCell, setGapCell] = useState<GapCell | null>(null);
  const shownGapRows = useMemo(() => rowsInOrder(rows, order), [rows, order]);
  const ids = useMemo(() => shownGapRows.map(questionOf), [shownGapRows]);
  const selected = useMemo(() => new Set(ids.filter((id) => chosen.has(id))), [ids, chosen]);

  const select = useCallback((questions: readonly string[]) => setChosen(new Set(questions)), []);
  const targetsOf = (question: string): readonly string[] =>
    selected.has(question) ? [...selected] : [question];

  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const at = gapCellOf(event.target);
    if (at === null || event.ctrlKey || event.metaKey || (event.altKey && letterActOf(event) === null))
      return;
    if (takeKey(event, at)) event.preventDefault();
  };
  const takeKey = (event: KeyboardEvent<HTMLElement>, at: GapCell): boolean => {
    const { key, shiftKey, currentTarget } = event;
    if (key === 'ArrowDown' || key === 'ArrowUp') {
      const to = ids[ids.indexOf(at.question) + (key === 'ArrowDown' ? 1 : -1)];
      if (to === undefined) return true;
      if (shiftKey && !isReadOnly) select([...selected, at.question, to]);
      return focusStop(currentTarget, { ...at, question: to });
    }
    if (key === 'ArrowLeft' || key === 'ArrowRight')
      return focusBeside(currentTarget, at, (key === 'ArrowRight') === isRtl ? -1 : 1);
    if (isReadOnly) return false;
    const factorValue = keyValues[key];
    if (factorValue !== undefined && isFactor(at.stop)) {
      if (at.stop === 'alignment' && factorValue === 0.5) return true;
      acts.onFactor(targetsOf(at.question), at.stop, factorValue);
      return true;
    }
    const act = letterActOf(event);
    if (act !== null) acts[act]([at.question]);
    else if (key === 'Escape' && selected.size > 0) select([]);
    else return false;
    return true;
  };

  const first = ids[0];
  const tabStop =
    gapCell !== null && ids.includes(gapCell.question)
      ? gapCell
      : { question: first, stop: isReadOnly ? 'name' : 'ownership' };
  return {
    rows: shownGapRows,
    selected,
    select,
    toggle: (question) =>
      select(
        selected.has(question) ? [...selected].filter((id) => id !== question) : [...selected, question],
      ),
    targetsOf,
    isTabStop: (question, gapStop) => tabStop.question === question && tabStop.stop === gapStop,
    onFocus: ({ target }) => {
      setGapCell((previousGapCell) => gapCellOf(target) ?? previousGapCell);
      setOrder((before) => before ?? rows.map(questionOf));
    },
    onBlur: ({ currentTarget, relatedTarget }) => {
      if (relatedTarget instanceof Node && !currentTarget.contains(relatedTarget)) setOrder(null);
    },
    onKeyDown,
  };
}

const questionOf = ({ gap }: GapRow): string => gap.indicator.id;

/** The rows in a kept order; new ones come last. */
function rowsInOrder(gapRows: readonly GapRow[], order: readonly string[] | null): readonly GapRow[] {
  if (order === null) return gapRows;
  const rank = new Map(order.map((id, at) => [id, at]));
  return gapRows.toSorted(
    (a, b) => (rank.get(questionOf(a)) ?? order.length) - (rank.get(questionOf(b)) ?? order.length),
  );
}

function gapCellOf(target: EventTarget): GapCell | null {
  if (!(target instanceof HTMLElement)) return null;
  const stop = target.closest<HTMLElement>('[data-stop]')?.dataset['stop'];
  const question = target.closest<HTMLElement>('[data-gap]')?.dataset['gap'];
  return stop === undefined || question === undefined ? null : { question, stop };
}

const stopsOf = (table: HTMLElement | null, question: string): readonly HTMLElement[] => [
  ...(table?.querySelectorAll<HTMLElement>(`[data-gap="${CSS.escape(question)}"] [data-stop]`) ?? []),
];

/** Focus the same control of a row. */
function focusStop(table: HTMLElement | null, { question, stop }: GapCell): boolean {
  const found = stopsOf(table, question).find(({ dataset }) => dataset['stop'] === stop);
  found?.focus();
  found?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  return true;
}

function focusBeside(table: HTMLElement, { question, stop }: GapCell, by: 1 | -1): boolean {
  const stops = stopsOf(table, question);
  const at = stops.findIndex(({ dataset }) => dataset['stop'] === stop);
  stops[at + by]?.focus();
  return true;
}
