import * as z from 'zod';
import type { JsonValue } from '#base/json.ts';
import { type Document, type DocumentLookup, valueAt } from '#domain/document/document.ts';
import { DocumentKind, dotOf, Path } from '#domain/document/op.ts';
import type { KindDescriptor } from '#domain/kinds/kind-descriptor.ts';
import { causalContextRule } from '#domain/path-rules/causal-context-rule.ts';
import type { PathRule } from '#domain/path-rules/kind-schema.ts';
import { aDocument, deviceA } from '#tests/support/builders/ops.ts';

/** A kind that no version of Fieldbook knows, nor will. */
export const plantedKind = DocumentKind.parse('planted-kind');

const about = { rights: 'about', group: 'mission', erasable: 'never' } as const;
const words = { ...about, erasable: 'all', sharedWith: [] } as const;

/** Words of people, counts, and a contact with a retention period of its own. */
const plantedSchema: readonly PathRule[] = [
  {
    pattern: 'title',
    field: ['line', 'path.title'],
    holds: z.string().max(400),
    ...words,
    sharedWith: ['donor', 'state'],
    personalDataCheck: 'never',
  },
  {
    pattern: 'status',
    field: ['planStatus', 'path.status'],
    holds: z.enum(['open', 'closed']),
    ...about,
    sharedWith: ['state'],
    rights: 'status',
  },
  { pattern: 'story', field: ['lines', 'path.text'], holds: z.string().max(2_000), ...words },
  {
    pattern: 'visitors',
    field: ['other', 'path.participant.function'],
    holds: z.int().nonnegative(),
    ...about,
    sharedWith: ['donor'],
  },
  { pattern: 'closed-on', field: ['day', 'path.to'], holds: z.iso.date(), ...about, sharedWith: [] },
  {
    pattern: 'guests/*/contact',
    field: ['line', 'path.request.contact'],
    holds: z.string().max(200),
    ...words,
    group: 'requestContact',
  },
  {
    pattern: 'guests/*/removed',
    field: ['removed', 'path.removed'],
    holds: z.boolean(),
    ...about,
    sharedWith: [],
  },
  {
    pattern: 'removed',
    field: ['removed', 'path.removed'],
    holds: z.boolean(),
    ...about,
    sharedWith: ['state'],
  },
  causalContextRule({ rights: 'about', group: 'mission' }),
];

const closedAtMs = (documentLookup: DocumentLookup | undefined): number | null => {
  const day = valueAt(documentLookup, 'closed-on');
  return typeof day === 'string' ? Date.parse(day) : null;
};

const plantedDescriptor: KindDescriptor = {
  schema: plantedSchema,
  lifecycle: { steps: [], locked: [] },
  rights: { about: ['lead', 'assessor'] },
  mostPerLog: 10,
  facts: { facts: ({ view }) => ({ visitors: valueAt(view, 'visitors') ?? null }) },
  answeredQuestionAt: null,
  retention: {
    events: ['requestClosed'],
    eventsOf: (documentLookup) => {
      const atMs = closedAtMs(documentLookup);
      return atMs === null ? {} : { requestClosed: atMs };
    },
  },
  search: {
    isShown: () => true,
    subjectOf: () => ({ subject: 'visit', target: null }),
    institutionsIn: (_, searchedTexts) =>
      searchedTexts
        .filter(({ path }) => path.endsWith('/contact'))
        .map(({ text, ...place }) => ({ ...place, ref: null, name: text })),
  },
  sharing: {
    isPublic: false,
    isSharedWithState: (document) => valueAt(document, 'status') === 'closed',
    isSharedWithPartner: () => false,
    itemsForPartner: () => new Set(),
  },
  isServerOnly: false,
  // Its first guest makes it: another answer than that of most kinds.
  startsWith: 'firstItem',
  listedAs: 'record',
  screens: 'page',
};

/** A field of missions that no version knows: words of people, kept for one year after the programme. */
export const plantedField: PathRule = {
  pattern: 'funding',
  field: ['line', 'path.item.fundingLine'],
  holds: z.string().max(300),
  rights: 'preparation',
  group: 'missionTeam',
  sharedWith: [],
  erasable: 'all',
};

/**
 * Plant the kind and the field into the tables of modules that are loaded anew. Call `vi.resetModules()` before it and
 * after the tests, and import the surfaces afterwards: several of them read the tables once.
 * @param changed parts of the handling of the kind that are others
 */
export async function plantKindAndField(changed: Partial<KindDescriptor> = {}): Promise<void> {
  const { pathClassesByKind } = await import('#domain/path-rules/path-classes.ts');
  const { kindDescriptors } = await import('#domain/kinds/kind-descriptors.ts');
  if (plantedKind in kindDescriptors) throw new Error(`${plantedKind} is a kind: plant another`);
  Object.assign(pathClassesByKind, { [plantedKind]: ['about', 'status'] });
  Object.assign(kindDescriptors, { [plantedKind]: { ...plantedDescriptor, ...changed } });
  // The schema is a plain array: nobody but a test writes to it.
  (kindDescriptors.mission.schema as PathRule[]).push(plantedField);
}

/** A document with these values. */
export const documentWith = (kind: string, values: Readonly<Record<string, JsonValue>>): Document => ({
  doc: aDocument,
  kind: DocumentKind.parse(kind),
  registers: Object.fromEntries(
    Object.entries(values).map(([path, value], at) => [
      Path.parse(path),
      { heads: [{ dot: dotOf(deviceA, at + 1), stamp: [1_767_225_600_000 + at, 0] as const, value }] },
    ]),
  ),
});
