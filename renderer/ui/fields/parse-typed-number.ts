/** Result of parsing a typed number. */
export type TypedNumber =
  | { readonly kind: 'blank' }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'unreadable' };

const easternDigits = /[\u0660-\u0669\u06F0-\u06F9]/g;
const maximumDigits = 15;

/**
 * Parse a number as people type it.
 * It may have a comma or a point before the decimals, spaces between thousands, and Arabic or Persian digits.
 * More digits than a number keeps exactly are refused.
 */
export function parseTypedNumber(typed: string, isWhole: boolean): TypedNumber {
  const text = typed
    .trim()
    .replaceAll(easternDigits, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf))
    .replaceAll(/[\u066B,]/g, '.')
    .replaceAll(/[\s\u00A0\u202F\u066C']/g, '')
    .replaceAll('\u2212', '-');
  if (text === '') return { kind: 'blank' };
  const isNumber = (isWhole ? /^[-+]?\d+$/ : /^[-+]?(?:\d+\.?\d*|\.\d+)$/).test(text);
  const digits = text.replaceAll(/\D/g, '').length;
  return isNumber && digits <= maximumDigits
    ? { kind: 'number', value: Number(text) }
    : { kind: 'unreadable' };
}
