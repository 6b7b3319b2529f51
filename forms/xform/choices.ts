import type { ChoiceDefinition, ChoiceList, ChoiceSource, DataElement } from '../model/instrument.ts';
import type { XmlNode } from '../xml/xml-node.ts';
import { parseExpression } from '../xpath/parser.ts';
import { childElementsOf, firstChildElement, localAttributeOf, type XFormDiagnostics } from './elements.ts';
import type { ItextTranslations } from './itext.ts';

/** Choices of controls, and the lists that they make. */
export class XFormChoiceReader {
  readonly #itext: ItextTranslations;
  readonly #findings: XFormDiagnostics;
  /** Instances with nothing but a list of choices. */
  readonly #lists: ReadonlyMap<string, ChoiceList>;
  readonly #written: ChoiceList[] = [];

  constructor(
    instances: Readonly<Record<string, DataElement>>,
    itextTranslations: ItextTranslations,
    xformDiagnostics: XFormDiagnostics,
  ) {
    this.#itext = itextTranslations;
    this.#findings = xformDiagnostics;
    this.#lists = new Map(
      Object.entries(instances).flatMap(([id, data]) => {
        const choiceList = plainChoiceListOf(id, data, itextTranslations);
        return choiceList === null ? [] : [[id, choiceList]];
      }),
    );
  }

  get lists(): readonly ChoiceList[] {
    return [...this.#lists.values(), ...this.#written];
  }

  /**
   * Return the choices of a control.
   * @param name for a list in the control itself
   */
  choicesOf(control: XmlNode, name: string): ChoiceSource | undefined {
    const itemset = firstChildElement(control, 'itemset');
    if (itemset !== undefined) return this.#itemset(itemset);
    const items = childElementsOf(control, 'item');
    if (items.length === 0) {
      this.#findings.warning(
        'choices.missing',
        'The question has no choices. Add <item> or <itemset>.',
        control,
      );
      return undefined;
    }
    this.#written.push({ name, choices: items.map((itemElement) => this.#choice(itemElement)) });
    return { list: name };
  }

  #choice(itemElement: XmlNode): ChoiceDefinition {
    const { words, media } = this.#itext.readLabel(firstChildElement(itemElement, 'label'));
    return {
      name: (firstChildElement(itemElement, 'value')?.text() ?? '').trim(),
      ...(words !== undefined && { label: words }),
      ...(media !== undefined && { media }),
    };
  }

  #itemset(itemset: XmlNode): ChoiceSource | undefined {
    const nodeset = this.#findings.expression(localAttributeOf(itemset, 'nodeset'), itemset);
    const valueElement = firstChildElement(itemset, 'value');
    const value =
      valueElement && this.#findings.expression(localAttributeOf(valueElement, 'ref'), valueElement);
    if (nodeset === undefined || value === undefined) {
      const message = 'An <itemset> needs "nodeset" and <value ref="…">. Add what is missing.';
      this.#findings.error('choices.missing', message, itemset);
      return undefined;
    }
    const labelElement = firstChildElement(itemset, 'label');
    const label =
      labelElement && this.#findings.expression(localAttributeOf(labelElement, 'ref'), labelElement);
    const ofList = value === 'name' ? parseListItems(nodeset) : null;
    if (ofList !== null && this.#lists.has(ofList.list) && isUsualLabelPath(label)) return ofList;
    return { nodeset, value, label: label ?? value };
  }
}

const isUsualLabelPath = (label: string | undefined): boolean =>
  label === undefined || label === 'label' || /^jr:itext\(\s*itextId\s*\)$/.test(label);

/** An instance of items with a name, texts, and nothing else; null for any other. */
function plainChoiceListOf(
  id: string,
  data: DataElement,
  itextTranslations: ItextTranslations,
): ChoiceList | null {
  if (data.name !== 'root') return null;
  const choiceDefinitions: ChoiceDefinition[] = [];
  for (const item of data.children ?? []) {
    const fields = item.children ?? [];
    const isPlain = fields.every(
      ({ children, attributes }) => children === undefined && attributes === undefined,
    );
    const names = new Set(fields.map(({ name }) => name));
    if (item.name !== 'item' || item.attributes || !isPlain || names.size !== fields.length) return null;
    const texts = new Map(fields.map(({ name, text }) => [name, text ?? '']));
    const name = texts.get('name');
    if (name === undefined) return null;
    texts.delete('name');
    const plainLabel = texts.get('label');
    const {
      words = plainLabel === undefined ? undefined : { [itextTranslations.defaultLanguage]: plainLabel },
      media,
    } = itextTranslations.byId(texts.get('itextId') ?? '');
    choiceDefinitions.push({
      name,
      ...(words !== undefined && { label: words }),
      ...(media !== undefined && { media }),
      ...(texts.size > 0 && { columns: Object.fromEntries(texts) }),
    });
  }
  return { name: id, choices: choiceDefinitions };
}

/** `instance('list')/root/item[filter]`, perhaps in random order, as a list with a filter. */
function parseListItems(nodeset: string): Extract<ChoiceSource, { list: string }> | null {
  const random = /^randomize\(([\s\S]*)\)$/.exec(nodeset.trim());
  const inside = random?.[1] ?? nodeset.trim();
  const found = /^instance\(\s*(?:'([^']*)'|"([^"]*)")\s*\)\s*\/\s*root\s*\/\s*item\s*(?=\[|,|$)/.exec(
    inside,
  );
  const list = found?.[1] ?? found?.[2];
  if (!found || list === undefined) return null;
  const rest = inside.slice(found[0].length);
  const filterEnd = rest.startsWith('[') ? findClosingBracket(rest) : 0;
  if (filterEnd === null) return null;
  const filter = rest.slice(1, Math.max(filterEnd - 1, 1)).trim();
  const after = rest.slice(filterEnd).trim();
  if (after !== '' && (random === null || !after.startsWith(','))) return null;
  const seed = after.slice(1).trim();
  if (seed !== '' && !parseExpression(seed).ok) return null;
  return {
    list,
    ...(filter !== '' && { filter }),
    ...(random !== null && { randomize: seed === '' ? {} : { seed } }),
  };
}

/** Place after the bracket that closes the one at the beginning; null when it is not closed. */
function findClosingBracket(text: string): number | null {
  let depth = 0;
  let quote: string | null = null;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text.charAt(at);
    if (quote !== null) {
      if (letter === quote) quote = null;
    } else if (letter === '"' || letter === "'") quote = letter;
    else if (letter === '[') depth += 1;
    else if (letter === ']') {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return null;
}
