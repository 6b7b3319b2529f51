/** A secret that must not be found, in one of its possible forms on a disk or in memory. */
export interface Needle {
  readonly name: string;
  readonly form: string;
  readonly bytes: Buffer;
}

/** A text in UTF-8, in UTF-16LE, and within base64 of either, wherever in it the text may begin. */
export function needlesOfText(name: string, text: string): readonly Needle[] {
  const utf8 = Buffer.from(text, 'utf8');
  const utf16 = Buffer.from(text, 'utf16le');
  return [
    { name, form: 'utf-8', bytes: utf8 },
    { name, form: 'utf-16', bytes: utf16 },
    ...inBase64(name, 'base64', utf8),
    ...inBase64(name, 'base64 of utf-16', utf16),
  ];
}

/** A key as its bytes, as hexadecimal and within base64; each of the latter also as two-byte text. */
export function needlesOfKey(name: string, keyBytes: Uint8Array): readonly Needle[] {
  const bytes = Buffer.from(keyBytes);
  const texts = [
    { name, form: 'hex', bytes: Buffer.from(bytes.toString('hex')) },
    { name, form: 'HEX', bytes: Buffer.from(bytes.toString('hex').toUpperCase()) },
    ...inBase64(name, 'base64', bytes),
  ];
  const wide = texts.map(({ form, bytes: text }) => ({
    name,
    form: `${form}, utf-16`,
    bytes: Buffer.from(text.toString('latin1'), 'utf16le'),
  }));
  return [{ name, form: 'raw', bytes }, ...texts, ...wide];
}

/** Needles that are in the hay, as `name (form)`. */
export const foundIn = (hay: Buffer, needles: readonly Needle[]): readonly string[] =>
  needles.filter(({ bytes }) => hay.includes(bytes)).map(({ name, form }) => `${name} (${form})`);

/** Characters that do not depend on the text before and after, for each of the three possible beginnings. */
function inBase64(name: string, form: string, bytes: Buffer): readonly Needle[] {
  return [0, 1, 2].flatMap((before) => {
    const whole = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    const first = Math.ceil((before * 8) / 6);
    const last = Math.floor(((before + bytes.length) * 8) / 6);
    const text = whole.slice(first, last);
    const forms = [...new Set([text, text.replaceAll('+', '-').replaceAll('/', '_')])];
    return forms.map((one) => ({ name, form: `${form} at ${before}`, bytes: Buffer.from(one) }));
  });
}
