import { canonicalJson } from '#domain/base/json.ts';
import type { InitialRow } from '../instrument.ts';
import type { XmlNode } from '../xml/xml-node.ts';
import { writtenName } from './xml-parts.ts';

/** Paths of the form that are repeats. */
type Repeats = ReadonlyMap<string, unknown>;

/**
 * First rows of a repeat: the values that differ from those of its template, and the rows of repeats in it.
 *
 * @param rows the elements of the repeat at `path` in the primary instance, without templates
 * @param template the element that new rows are made from
 */
export function initialRows(
  rows: readonly XmlNode[],
  template: XmlNode,
  path: string,
  repeats: Repeats,
): readonly InitialRow[] {
  const inner = rows.map((row) => innerRows(row, template, path, repeats));
  // A repeat begins, in every row that does not say otherwise, as it does in the first one.
  const usual = new Map(inner[0]?.map(([name, own]) => [name, canonicalJson(own)]));
  return rows.map((row, at) => {
    const unusual = (inner[at] ?? []).filter(([name, own]) => canonicalJson(own) !== usual.get(name));
    return Object.fromEntries([...valuesOf(row, template, path, repeats), ...unusual]);
  });
}

/** Children by their names as written, in the order of the first of each. */
export function byWrittenName(element: XmlNode): ReadonlyMap<string, readonly XmlNode[]> {
  const found = new Map<string, XmlNode[]>();
  for (const child of element.elements()) {
    const name = writtenName(child);
    const alike = found.get(name);
    if (alike === undefined) found.set(name, [child]);
    else alike.push(child);
  }
  return found;
}

/** True for an element that new rows are made from and that is no row itself (`jr:template`). */
export const isTemplate = (element: XmlNode): boolean =>
  element.attributes().some(({ name }) => name === 'template');

/** Values of a row that its template does not have, by the names of the questions. */
function valuesOf(
  row: XmlNode,
  template: XmlNode,
  path: string,
  repeats: Repeats,
): readonly (readonly [string, string])[] {
  const models = byWrittenName(template);
  return row.elements().flatMap((child) => {
    const name = writtenName(child);
    const below = `${path}/${name}`;
    if (repeats.has(below)) return [];
    const model = models.get(name)?.[0];
    if (child.elements().length > 0) return model === undefined ? [] : valuesOf(child, model, below, repeats);
    const text = child.text().trim();
    return text === (model?.text().trim() ?? '') ? [] : [[name, text] as const];
  });
}

/** First rows of the repeats in a row, by their names; also of those that the row has none of. */
function innerRows(
  row: XmlNode,
  template: XmlNode,
  path: string,
  repeats: Repeats,
): readonly (readonly [string, readonly InitialRow[]])[] {
  const own = byWrittenName(row);
  return [...byWrittenName(template)].flatMap(([name, models]) => {
    const below = `${path}/${name}`;
    const alike = own.get(name) ?? [];
    const model = models.find(isTemplate) ?? models[0];
    if (model === undefined) return [];
    if (repeats.has(below)) {
      const rows = alike.filter((one) => !isTemplate(one));
      return [[name, initialRows(rows, model, below, repeats)] as const];
    }
    const group = alike[0];
    return group === undefined ? [] : innerRows(group, model, below, repeats);
  });
}
