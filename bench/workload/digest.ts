type Fields = Readonly<Record<string, unknown>>;

/**
 * A short name of what documents say, whatever order they and their fields are in; the peers' harness makes the same
 * of the same documents. Ids count, kinds do not.
 */
export function digestOf(documents: Iterable<Fields & { readonly id: string }>): string {
  let first = 0;
  let second = 0;
  let count = 0;
  for (const document of documents) {
    const [one, other] = hashOf(document.id, document);
    first = (first + one) >>> 0;
    second = (second + other) >>> 0;
    count += 1;
  }
  return `${count}:${hex(first)}${hex(second)}`;
}

const hex = (number: number): string => number.toString(16).padStart(8, '0');

function hashOf(id: string, document: Fields): readonly [number, number] {
  let first = 0x811c9dc5;
  let second = 0x1234567;
  const eat = (text: string): void => {
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      first = Math.imul(first ^ code, 16_777_619);
      second = Math.imul(second + code, 0x9e3779b1) ^ (second >>> 13);
    }
  };
  const walk = (fields: Fields, before: string): void => {
    for (const key of Object.keys(fields).sort()) {
      if (key === 'id' || key === 'kind') continue;
      const value = fields[key];
      if (isFields(value)) walk(value, `${before}.${key}`);
      else eat(`${before}.${key}=${String(value)};`);
    }
  };
  eat(`${id};`);
  walk(document, '');
  return [first >>> 0, second >>> 0];
}

const isFields = (value: unknown): value is Fields => value !== null && typeof value === 'object';
