import { Day } from '#domain/mission/mission.ts';
import type { Notation } from '#renderer/field/app/use-value-draft.ts';

const longestMinutes = 1440;

/** Minutes as a whole number, in any digits that a keyboard may write; empty for not known. */
export const minutesNotation: Notation = {
  show: (value) => (typeof value === 'number' ? String(value) : ''),
  read: (text) => {
    const digits = latinDigits(text.trim());
    if (digits === '') return null;
    const minutes = Number(digits);
    return /^\d{1,4}$/.test(digits) && minutes <= longestMinutes ? minutes : undefined;
  },
};

/** A calendar day as `2026-11-24`; empty for not known. */
export const dayNotation: Notation = {
  show: (value) => (typeof value === 'string' ? value : ''),
  read: (text) => {
    const day = latinDigits(text.trim());
    if (day === '') return null;
    return Day.safeParse(day).success ? day : undefined;
  },
};

/** An Arabic keyboard writes its own digits; they mean the same. */
const latinDigits = (text: string): string =>
  text.replaceAll(/[\u0660-\u0669\u06F0-\u06F9]/g, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf));
