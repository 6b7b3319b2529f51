import * as z from 'zod';

/** A step on the way to the end of an item. */
export interface Milestone {
  /** `2027-03-31`; null where the line names no day. */
  readonly day: string | null;
  readonly text: string;
  readonly isDone: boolean;
}

const Day = z.iso.date();
const doneMark = '[x] ';

/**
 * The milestones of an item: one per line, each beginning with its day where it has one, and before that with `[x]` once
 * it is reached. People write them as they come; a line that is empty is none.
 */
export const readMilestones = (text: string): readonly Milestone[] =>
  linesOf(text).map((line) => {
    const isDone = line.startsWith(doneMark);
    const rest = isDone ? line.slice(doneMark.length).trim() : line;
    const [first = '', ...others] = rest.split(' ');
    return Day.safeParse(first).success
      ? { day: first, text: others.join(' '), isDone }
      : { day: null, text: rest, isDone };
  });

/** The text after the so-many-th milestone was reached, or was not reached after all. */
export const withMilestoneDone = (text: string, at: number, isDone: boolean): string =>
  linesOf(text)
    .map((line, place) => {
      if (place !== at) return line;
      const rest = line.startsWith(doneMark) ? line.slice(doneMark.length) : line;
      return isDone ? `${doneMark}${rest}` : rest;
    })
    .join('\n');

const linesOf = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.trim().replaceAll(/\s+/g, ' '))
    .filter((line) => line !== '');
