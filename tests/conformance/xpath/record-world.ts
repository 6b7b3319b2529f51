import type { XmlNode } from '#forms/xml/xml-node.ts';
import type { EvaluationContext, ExpressionBinding } from '#forms/xpath/compiled.ts';
import type { XPathRecord } from './xpath-record.ts';

/** The day of recording: texts of the records contain it. */
const recordedMs = Date.UTC(2026, 10, 24, 13, 45, 43);

/** Knowledge of a record's evaluator besides the document. */
export function worldOf(
  record: XPathRecord,
  root: XmlNode,
  context: XmlNode,
  offsetMinutes: number,
): EvaluationContext {
  let drawn = 1;
  return {
    // A test of forms begins absolute paths at the instance that it is about.
    root: context.name === 'instance' ? context : root,
    now: () => recordedMs,
    offsetMinutes: () => offsetMinutes,
    random: () => {
      drawn = (drawn * 48_271) % 2_147_483_647;
      return drawn / 2_147_483_647;
    },
    instance: (id) => elementsNamed(root, 'instance').find((one) => one.attribute('id') === id) ?? null,
    text: (id) => itext(record, root, id),
    choiceName: () => '',
    version: '',
  };
}

function elementsNamed(node: XmlNode, name: string): readonly XmlNode[] {
  return node.elements().flatMap((one) => [...(one.name === name ? [one] : []), ...elementsNamed(one, name)]);
}

function itext(record: XPathRecord, root: XmlNode, id: string): string | readonly XmlNode[] {
  const translations = elementsNamed(root, 'translation');
  const language = /in language '(\w+)'/.exec(record.test)?.[1];
  const translation =
    translations.find((one) => one.attribute('lang') === language) ??
    translations.find((one) => one.attribute('default') !== undefined) ??
    translations[0];
  const text = translation?.elements().find((one) => one.attribute('id') === id);
  const values = text?.elements() ?? [];
  if (record.kind === 'nodeset') return values;
  return values.find((one) => one.attribute('form') === undefined)?.text() ?? '';
}

/** The prefixes of the records' own resolver. */
const customPrefixes: ReadonlyMap<string, string> = new Map([
  ['xhtml', 'http://www.w3.org/1999/xhtml'],
  ['OpenClinica', 'http://openclinica.com/odm'],
  ['enk', 'http://enketo.org/xforms'],
  ['ev', 'http://some-namespace.com/nss'],
]);

/**
 * Without a resolver of its own, a record's names are those of the document element. Where no namespace is in play, there
 * is no table: then names are looked up as in forms.
 */
export function namespacesOf(record: XPathRecord, root: XmlNode): Pick<ExpressionBinding, 'namespaces'> {
  if (record.customNs) return { namespaces: customPrefixes };
  if (record.xml?.includes('xmlns') !== true) return {};
  return { namespaces: new Map(Object.entries(root.elements()[0]?.declared ?? {})) };
}
