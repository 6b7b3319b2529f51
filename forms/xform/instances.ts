import * as z from 'zod';
import type { JsonValue } from '#base/json.ts';
import type { DataElement } from '../model/instrument.ts';
import { parseCsv } from '../workbook/csv.ts';
import { parseXml } from '../xml/parse-xml.ts';
import type { XmlNode } from '../xml/xml-node.ts';
import { childElementsOf, localAttributeOf, qualifiedNameOf, type XFormDiagnostics } from './elements.ts';

const GeoJsonPosition = z.array(z.number()).min(2);
const GeoJsonFeature = z.object({
  type: z.literal('Feature'),
  id: z.union([z.string(), z.number()]).optional(),
  geometry: z.union([
    z.object({ type: z.literal('Point'), coordinates: GeoJsonPosition }),
    z.object({ type: z.literal('LineString'), coordinates: z.array(GeoJsonPosition) }),
    z.object({ type: z.literal('Polygon'), coordinates: z.array(z.array(GeoJsonPosition)) }),
  ]),
  properties: z.record(z.string(), z.json()).nullish(),
});
const GeoJsonCollection = z.object({
  type: z.literal('FeatureCollection'),
  features: z.array(GeoJsonFeature).max(200_000),
});

/** Features as items with their geometry, as ODK offers them; null for a text that is no GeoJSON. */
function readGeoJsonInstance(text: string): DataElement | null {
  const collection = GeoJsonCollection.safeParse(parseJsonOrNull(text));
  if (!collection.success) return null;
  const items = collection.data.features.map(({ geometry, properties, id }): DataElement => {
    const fields = Object.entries(properties ?? {}).map(([name, value]) => ({
      name,
      text: propertyTextOf(value),
    }));
    const hasId = fields.some(({ name }) => name === 'id');
    return {
      name: 'item',
      children: [
        { name: 'geometry', text: formatGeometry(geometry) },
        ...(id !== undefined && !hasId ? [{ name: 'id', text: String(id) }] : []),
        ...fields,
      ],
    };
  });
  return { name: 'root', children: items };
}

function parseJsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // not JSON, so no GeoJSON either
  }
}

const propertyTextOf = (value: JsonValue): string => {
  if (value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
};

/** ODK writes latitude first. */
const formatPosition = ([longitude = 0, latitude = 0]: readonly number[]): string =>
  `${latitude} ${longitude} 0 0`;

function formatGeometry(geometry: z.infer<typeof GeoJsonFeature>['geometry']): string {
  switch (geometry.type) {
    case 'Point':
      return formatPosition(geometry.coordinates);
    case 'LineString':
      return geometry.coordinates.map(formatPosition).join(';');
    case 'Polygon':
      return (geometry.coordinates[0] ?? []).map(formatPosition).join(';');
  }
}

/** Rows as items with their columns, as ODK offers them; null for a text that is no table. */
function readCsvInstance(text: string): DataElement | null {
  const table = parseCsv(text);
  if (!table.ok) return null;
  const { columns, rows } = table.value;
  const named = columns.flatMap((name, at) => (name === '' ? [] : [{ name, at }]));
  return {
    name: 'root',
    children: rows.map((cells) => ({
      name: 'item',
      children: named.map(({ name, at }) => ({ name, text: cells[at] ?? '' })),
    })),
  };
}

/** All instances but the first, by id. */
export function readSecondaryInstances(
  modelElement: XmlNode,
  attached: Readonly<Record<string, string>>,
  xformDiagnostics: XFormDiagnostics,
): Readonly<Record<string, DataElement>> {
  const found: Record<string, DataElement> = {};
  for (const instanceElement of childElementsOf(modelElement, 'instance').slice(1)) {
    const id = localAttributeOf(instanceElement, 'id');
    if (id === undefined) {
      xformDiagnostics.warning(
        'instance.withoutId',
        'An <instance> without "id" cannot be read by an expression. Add an "id".',
        instanceElement,
      );
      continue;
    }
    const source = localAttributeOf(instanceElement, 'src');
    const [rootElement] = instanceElement.elements();
    const data =
      source === undefined
        ? rootElement && dataElementOf(rootElement)
        : readExternalInstance(source, attached, instanceElement, xformDiagnostics);
    if (data !== undefined) found[id] = data;
  }
  return found;
}

function readExternalInstance(
  source: string,
  attached: Readonly<Record<string, string>>,
  at: XmlNode,
  xformDiagnostics: XFormDiagnostics,
): DataElement | undefined {
  if (source === 'jr://instance/last-saved') {
    xformDiagnostics.warning(
      'instance.lastSaved',
      'The values of the last saved form are not known here. They count as blank.',
      at,
    );
    return undefined;
  }
  const name = source.replace(/^jr:\/\/[a-z-]+\//, '');
  const text = attached[name];
  if (text === undefined) {
    xformDiagnostics.warning(
      'instance.fileMissing',
      `The file "${name}" is not there: its choices are missing. Add it.`,
      at,
    );
    return undefined;
  }
  const isTable = source.startsWith('jr://file-csv/') || /\.csv$/i.test(name);
  const data = isTable ? readCsvInstance(text) : readAttachedInstance(name, text);
  if (data === null)
    xformDiagnostics.error('instance.unreadable', `The file "${name}" cannot be read. Save it again.`, at);
  return data ?? undefined;
}

/** Content of a file attached to a form: GeoJSON or XML, by its name; null when it cannot be read. */
export function readAttachedInstance(name: string, text: string): DataElement | null {
  if (/\.geojson$/i.test(name)) return readGeoJsonInstance(text);
  const read = parseXml(text);
  const [rootElement] = read.ok ? read.value.elements() : [];
  return rootElement === undefined ? null : dataElementOf(rootElement);
}

function dataElementOf(element: XmlNode): DataElement {
  const childElements = element.elements();
  const attributes = element.attributes();
  const text = childElements.length > 0 ? '' : element.text();
  return {
    name: qualifiedNameOf(element),
    ...(attributes.length > 0 && {
      attributes: Object.fromEntries(
        attributes.map((xmlElement) => [qualifiedNameOf(xmlElement), xmlElement.text()]),
      ),
    }),
    ...(text !== '' && { text }),
    ...(childElements.length > 0 && { children: childElements.map(dataElementOf) }),
  };
}
