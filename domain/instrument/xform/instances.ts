import type { DataElement } from '../data-element.ts';
import { readXml } from '../xml/read-xml.ts';
import type { XmlNode } from '../xml/xml-node.ts';
import { readCsvData } from './csv-data.ts';
import type { Findings } from './findings.ts';
import { readGeoJsonData } from './geojson-data.ts';
import { attributeOf, childrenOf, writtenName } from './xml-parts.ts';

/** All instances but the first, by id. */
export function readInstances(
  model: XmlNode,
  attached: Readonly<Record<string, string>>,
  findings: Findings,
): Readonly<Record<string, DataElement>> {
  const found: Record<string, DataElement> = {};
  for (const instance of childrenOf(model, 'instance').slice(1)) {
    const id = attributeOf(instance, 'id');
    if (id === undefined) {
      findings.warning('instance.withoutId', 'An <instance> without "id" cannot be asked for.', instance);
      continue;
    }
    const source = attributeOf(instance, 'src');
    const [root] = instance.elements();
    const data = source === undefined ? root && dataOf(root) : external(source, attached, instance, findings);
    if (data !== undefined) found[id] = data;
  }
  return found;
}

function external(
  source: string,
  attached: Readonly<Record<string, string>>,
  at: XmlNode,
  findings: Findings,
): DataElement | undefined {
  if (source === 'jr://instance/last-saved') {
    findings.warning('instance.lastSaved', 'What was saved last is not known here: it counts as blank.', at);
    return undefined;
  }
  const name = source.replace(/^jr:\/\/[a-z-]+\//, '');
  const text = attached[name];
  if (text === undefined) {
    findings.warning(
      'instance.fileMissing',
      `The file "${name}" is not there: its choices are missing. Add it.`,
      at,
    );
    return undefined;
  }
  const isTable = source.startsWith('jr://file-csv/') || /\.csv$/i.test(name);
  const data = isTable ? readCsvData(text) : attachedData(name, text);
  if (data === null)
    findings.error('instance.unreadable', `The file "${name}" cannot be read. Save it again.`, at);
  return data ?? undefined;
}

/** What is in a file that came along with a form: GeoJSON or XML, by its name; null when it cannot be read. */
export function attachedData(name: string, text: string): DataElement | null {
  if (/\.geojson$/i.test(name)) return readGeoJsonData(text);
  const read = readXml(text);
  const [root] = read.ok ? read.value.elements() : [];
  return root === undefined ? null : dataOf(root);
}

function dataOf(element: XmlNode): DataElement {
  const children = element.elements();
  const attributes = element.attributes();
  const text = children.length > 0 ? '' : element.text();
  return {
    name: writtenName(element),
    ...(attributes.length > 0 && {
      attributes: Object.fromEntries(attributes.map((one) => [writtenName(one), one.text()])),
    }),
    ...(text !== '' && { text }),
    ...(children.length > 0 && { children: children.map(dataOf) }),
  };
}
