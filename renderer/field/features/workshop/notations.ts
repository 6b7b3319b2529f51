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

/** An Arabic keyboard writes its own digits; they mean the same. */
const toLatinDigits = (text: string): string =>
  text.replaceAll(/[\u0660-\u0669\u06F0-\u06F9]/g, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf));

/** Codes of languages as `en, fr`; empty for none. */
export const languagesNotation: ValueNotation = {
  format: (value) => (Array.isArray(value) ? value.join(', ') : ''),
  parse: (text) => {
    const codes = text
      .split(/[\s,;،؛]+/)
      .map((code) => code.trim().toLowerCase())
      .filter((code) => code !== '');
    return codes.length <= 20 && codes.every((code) => /^[a-z]{2,3}$/.test(code))
      ? [...new Set(codes)]
      : undefined;
  },
};
