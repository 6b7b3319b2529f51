const base64Alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const valueByCharacterCode = new Map(
  Array.from(base64Alphabet, (letter, value) => [letter.charCodeAt(0), value]),
);

/**
 * Encode bytes as base64. Own code, because it must run in pages, workers and Node alike. Libraries ask for `window`
 * or `Buffer`, and a worker has neither.
 */
export function encodeBase64(bytes: Uint8Array): string {
  const groups: string[] = [];
  for (let at = 0; at < bytes.length; at += 3) {
    const group = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    const letter = (shift: number): string => base64Alphabet.charAt((group >> shift) & 63);
    const third = at + 1 < bytes.length ? letter(6) : '=';
    const fourth = at + 2 < bytes.length ? letter(0) : '=';
    groups.push(letter(18) + letter(12) + third + fourth);
  }
  return groups.join('');
}

/**
 * Decode a base64 text.
 * @throws when the text is not base64
 */
export function decodeBase64(text: string): Uint8Array {
  const letters = text.replace(/={1,2}$/, '');
  if (text.length % 4 !== 0 || letters.length % 4 === 1) throw new Error('Not base64: its length is wrong');
  const bytes = new Uint8Array(Math.floor((letters.length * 3) / 4));
  let bits = 0;
  let held = 0;
  let at = 0;
  for (let index = 0; index < letters.length; index += 1) {
    const value = valueByCharacterCode.get(letters.charCodeAt(index));
    if (value === undefined) throw new Error(`Not base64: a character at ${index}`);
    bits = ((bits << 6) | value) & 0xffff;
    held += 6;
    if (held >= 8) {
      held -= 8;
      bytes[at] = (bits >> held) & 0xff;
      at += 1;
    }
  }
  return bytes;
}
