import * as z from 'zod';
import type { Json } from '#domain/base/json.ts';
import type { DataElement } from '../data-element.ts';

const Position = z.array(z.number()).min(2);
const Feature = z.object({
  type: z.literal('Feature'),
  id: z.union([z.string(), z.number()]).optional(),
  geometry: z.union([
    z.object({ type: z.literal('Point'), coordinates: Position }),
    z.object({ type: z.literal('LineString'), coordinates: z.array(Position) }),
    z.object({ type: z.literal('Polygon'), coordinates: z.array(z.array(Position)) }),
  ]),
  properties: z.record(z.string(), z.json()).nullish(),
});
const Collection = z.object({
  type: z.literal('FeatureCollection'),
  features: z.array(Feature).max(200_000),
});

/** Features as items with their geometry, as ODK offers them; null for what is no GeoJSON. */
export function readGeoJsonData(text: string): DataElement | null {
  const collection = Collection.safeParse(jsonOf(text));
  if (!collection.success) return null;
  const items = collection.data.features.map(({ geometry, properties, id }): DataElement => {
    const fields = Object.entries(properties ?? {}).map(([name, value]) => ({ name, text: textOf(value) }));
    const hasId = fields.some(({ name }) => name === 'id');
    return {
      name: 'item',
      children: [
        { name: 'geometry', text: geometryText(geometry) },
        ...(id !== undefined && !hasId ? [{ name: 'id', text: String(id) }] : []),
        ...fields,
      ],
    };
  });
  return { name: 'root', children: items };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // what is no JSON is no GeoJSON either
  }
}

const textOf = (value: Json): string => {
  if (value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
};

/** ODK writes latitude first. */
const point = ([longitude = 0, latitude = 0]: readonly number[]): string => `${latitude} ${longitude} 0 0`;

function geometryText(geometry: z.infer<typeof Feature>['geometry']): string {
  switch (geometry.type) {
    case 'Point':
      return point(geometry.coordinates);
    case 'LineString':
      return geometry.coordinates.map(point).join(';');
    case 'Polygon':
      return (geometry.coordinates[0] ?? []).map(point).join(';');
  }
}
