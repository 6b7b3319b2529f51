import { groupByKey } from '#base/group.ts';
import { DocumentKind } from '#domain/document/op.ts';
import { schemaOfKind, statusesOfKind } from '#domain/kinds/document-kinds.ts';
import { pathClassOf } from '#domain/kinds/path-class.ts';
import { mayReadConfidentialRemarks, mayReadLog, mayReleaseHeldOps } from '#domain/kinds/permit.ts';
import * as rights from '#domain/kinds/rights.ts';
import {
  type KnownDocumentKind,
  type PathClass,
  pathClassesByKind,
} from '#domain/path-rules/path-classes.ts';
import { Role } from '#domain/people/role.ts';
import { mayKeepDataRequests, mayReadDataRequests } from '#domain/privacy/data-request.ts';
import { mayReadSettings } from '#domain/programme/programme.ts';
import { type GeneratedBlocks, listCell, markdownTable, pathsCell } from './markdown.ts';

type Rights = Pick<typeof rights, 'contentRightsByKind' | 'lifecyclesByKind' | 'mayChangeStatus'>;

/** Blocks of docs/roles.md: parts and steps of each kind of document, and the rights outside them. */
export function rolesTables(source: Rights = rights): GeneratedBlocks {
  // Keys of the table are kinds; Object.keys forgets that.
  const documentKinds = Object.keys(pathClassesByKind) as KnownDocumentKind[];
  return Object.fromEntries([
    ...documentKinds.map((kind) => [`${kind}-parts`, partsTable(kind, source)] as const),
    ...documentKinds
      .filter((kind) => statusesOfKind(kind).length > 0)
      .map((kind) => [`${kind}-steps`, stepsTable(kind, source)] as const),
    ['other-rights', otherRightsTable()],
  ]);
}

function partsTable(
  documentKind: KnownDocumentKind,
  { contentRightsByKind, lifecyclesByKind }: Rights,
): string {
  const parts = pathClassesByKind[documentKind].filter((pathClass) => pathClass !== 'status');
  const rows = parts.map((part) => {
    const writers = contentRightsByKind[documentKind][part] ?? [];
    return [part, pathsCell(pathsOfClass(documentKind, part)), listCell(inOrder(writers))];
  });
  const { locked } = lifecyclesByKind[documentKind];
  const note = locked.length === 0 ? '' : `\nLocked: ${locked.join(', ')}.\n`;
  return markdownTable(['part', 'paths', 'written by'], rows) + note;
}

/** Paths of a class: a whole first segment where most of it belongs there, and single families elsewhere. */
function pathsOfClass(documentKind: KnownDocumentKind, pathClass: PathClass): readonly string[] {
  const kindSchema = schemaOfKind(DocumentKind.parse(documentKind)) ?? [];
  const patterns = [...new Set(kindSchema.map(({ pattern }) => pattern))];
  const segmentOf = (pattern: string): string => pattern.split('/', 1)[0] ?? '';
  return [...new Set(patterns.map(segmentOf))].flatMap((segment) => {
    const family = patterns.filter((pattern) => segmentOf(pattern) === segment);
    const inPart = family.filter((pattern) => pathClassOf(documentKind, pattern) === pathClass);
    return inPart.length > family.length / 2 ? [segment] : inPart;
  });
}

/** Steps to other statuses; roles with the same steps share a column, statuses with the same steps a row. */
function stepsTable(documentKind: KnownDocumentKind, { mayChangeStatus }: Rights): string {
  const statuses = statusesOfKind(documentKind);
  const stepCell = (role: Role, from: string): string => {
    const to = statuses.filter((status) => mayChangeStatus(documentKind, [role], [from], status));
    return to.length === statuses.length ? 'any' : listCell(to);
  };
  const origins = ['new', ...statuses];
  const movers = Role.options.filter((role) => origins.some((from) => stepCell(role, from) !== '-'));
  const columns = [
    ...groupByKey(movers, (role) => origins.map((from) => stepCell(role, from)).join('|')).values(),
  ];
  const cellsOf = (from: string): readonly string[] =>
    columns.flatMap((roles) => roles.slice(0, 1).map((role) => stepCell(role, from)));
  return markdownTable(
    ['from', ...columns.map((roles) => roles.join(', '))],
    [...groupByKey(origins, (from) => cellsOf(from).join('|')).values()].map((alike) => [
      alike.join(', '),
      ...alike.slice(0, 1).flatMap(cellsOf),
    ]),
  );
}

function otherRightsTable(): string {
  const rolesThat = (may: (role: Role) => boolean): string => listCell(Role.options.filter(may));
  return markdownTable(
    ['right', 'roles'],
    [
      ['read a log in which they have this role', rolesThat((role) => mayReadLog([role]))],
      [
        'read the words of strictly confidential remarks',
        rolesThat((role) => mayReadConfidentialRemarks([role])),
      ],
      ['release held changes', rolesThat((role) => mayReleaseHeldOps([role]))],
      [
        "read the programme's settings, the due data and the register of processing",
        rolesThat(mayReadSettings),
      ],
      ['keep the register of data requests', rolesThat(mayKeepDataRequests)],
      ['read the register of data requests', rolesThat(mayReadDataRequests)],
    ],
  );
}

const inOrder = (roles: readonly Role[]): readonly Role[] =>
  Role.options.filter((role) => roles.includes(role));
