import type { XmlNode } from '#forms/xml/xml-node.ts';
import type { EvaluationContext, ExpressionBinding } from '#forms/xpath/compiled.ts';
import type { XPathRecord } from './xpath-record.ts';

/** The day of recording: texts of the records contain it. */
const recordedMs = Date.UTC(2026, 10, 24, 13, 45, 43);

/** Knowledge of a record's evaluator besides the document. */
export function worldOf(
  xpathRecord: XPathRecord,
  rootElement: XmlNode,
  context: XmlNode,
  offsetMinutes: number,
): EvaluationContext {
  let drawn = 1;
  return {
    // A test of forms begins absolute paths at the instance that it is about.
    root: context.name === 'instance' ? context : rootElement,
    now: () => recordedMs,
    offsetMinutes: () => offsetMinutes,
    random: () => {
      drawn = (drawn * 48_271) % 2_147_483_647;
      return drawn / 2_147_483_647;
    },
    instance: (id) =>
      elementsNamed(rootElement, 'instance').find((xmlElement) => xmlElement.attribute('id') === id) ?? null,
    text: (id) => itext(xpathRecord, rootElement, id),
    choiceName: () => '',
    version: '',
  };
}

function elementsNamed(xmlNode: XmlNode, name: string): readonly XmlNode[] {
  return xmlNode
    .elements()
    .flatMap((xmlElement) => [
      ...(xmlElement.name === name ? [xmlElement] : []),
      ...elementsNamed(xmlElement, name),
    ]);
}

function itext(xpathRecord: XPathRecord, rootElement: XmlNode, id: string): string | readonly XmlNode[] {
  const translations = elementsNamed(rootElement, 'translation');
  const language = /in language '(\w+)'/.exec(xpathRecord.test)?.[1];
  const translationElement =
    translations.find((xmlElement) => xmlElement.attribute('lang') === language) ??
    translations.find((xmlElement) => xmlElement.attribute('default') !== undefined) ??
    translations[0];
  const text = translationElement?.elements().find((xmlElement) => xmlElement.attribute('id') === id);
  const values = text?.elements() ?? [];
  if (xpathRecord.kind === 'nodeset') return values;
  return values.find((xmlElement) => xmlElement.attribute('form') === undefined)?.text() ?? '';
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
export function namespacesOf(
  xpathRecord: XPathRecord,
  rootElement: XmlNode,
): Pick<ExpressionBinding, 'namespaces'> {
  if (xpathRecord.customNs) return { namespaces: customPrefixes };
  if (xpathRecord.xml?.includes('xmlns') !== true) return {};
  return { namespaces: new Map(Object.entries(rootElement.elements()[0]?.declared ?? {})) };
}
