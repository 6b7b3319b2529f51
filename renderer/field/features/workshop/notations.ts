import { IsoDay } from '#domain/mission/mission.ts';
import type { ValueNotation } from '#renderer/field/app/documents/use-draft.ts';

const maximumSessionMinutes = 1440;

/** Minutes as a whole number, in any digits that a keyboard may write; empty for not known. */
export const minutesNotation: ValueNotation = {
  format: (value) => (typeof value === 'number' ? String(value) : ''),
  parse: (text) => {
    const digits = toLatinDigits(text.trim());
    if (digits === '') return null;
    const minutes = Number(digits);
    return /^\d{1,4}$/.test(digits) && minutes <= maximumSessionMinutes ? minutes : undefined;
  },
};

/** A calendar day as `2026-11-24`; empty for not known. */
export const dayNotation: ValueNotation = {
  format: (value) => (typeof value === 'string' ? value : ''),
  parse: (text) => {
    const day = toLatinDigits(text.trim());
    if (day === '') return null;
    return IsoDay.safeParse(day).success ? day : undefined;
  },
};

/** An Arabic keyboard writes its own digits; they mean the same. */
const toLatinDigits = (text: string): string =>
  text.replaceAll(/[\u0660-\u0669\u06F0-\u06F9]/g, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf));
