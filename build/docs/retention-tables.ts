import { type DocumentKind, pathOf } from '#domain/document/op.ts';
import { knownDocumentKinds, schemaOfKind } from '#domain/kinds/document-kinds.ts';
import type { DataGroup, DataHandlingPolicy, RetentionPeriod } from '#domain/path-rules/data-groups.ts';
import type { PathErasability } from '#domain/path-rules/kind-schema.ts';
import { dataGroupOfPath } from '#domain/privacy/path-privacy.ts';
import {
  buildProcessingRegister,
  type ClockSide,
  type ProcessingRegisterLine,
} from '#domain/privacy/processing-register.ts';
import { allGroupsDueAtMs, missionDueGroups, shortRetentionDue } from '#domain/privacy/retention-due.ts';
import { type GeneratedBlocks, listCell, markdownTable, pathsCell } from './markdown.ts';

/** Blocks of docs/retention.md: groups with data, groups without any, and fields that can be erased alone. */
export function retentionTables(
  registerLines: readonly ProcessingRegisterLine[] = buildProcessingRegister(null),
): GeneratedBlocks {
  const isPresent = ({ carriedOut }: ProcessingRegisterLine): boolean => carriedOut !== 'noField';
  return {
    'data-groups': presentGroupsTable(registerLines.filter(isPresent)),
    'groups-without-data': markdownTable(
      ['group', 'personal', 'mark', 'leaves', 'kept'],
      registerLines
        .filter((line) => !isPresent(line))
        .map((line) => [wordsOf(line.group), ...handlingCells(line)]),
    ),
    'erasable-fields': erasableFieldsTable(),
  };
}

const presentGroupsTable = (registerLines: readonly ProcessingRegisterLine[]): string =>
  markdownTable(
    [
      'group',
      'records',
      'personal',
      'mark',
      'leaves',
      'kept',
      "laptop's clock",
      "headquarters' clock",
      'on request',
    ],
    registerLines.map((line) => [
      wordsOf(line.group),
      listCell(line.kinds),
      ...handlingCells(line),
      clockCell(line, 'laptop'),
      clockCell(line, 'headquarters'),
      requestCell(line.group),
    ]),
  );

const handlingCells = ({
  personal,
  mark,
  mayLeaveDevice,
  retention,
}: DataHandlingPolicy): readonly string[] => [
  personal,
  mark,
  mayLeaveDevice,
  retention.length === 0 ? 'for good' : retention.map(periodText).join(', or '),
];

const eventTexts: { readonly [event in RetentionPeriod['after']]: string } = {
  programmeEnd: 'the end',
  requestClosed: 'the request is closed',
  contactReplaced: 'it is replaced',
  finalReport: 'the final report',
  certificates: 'the certificates',
  workshopEnd: 'the workshop',
  workshopClosed: 'the closing day',
  followUpSurvey: 'the follow-up survey',
  accountEnd: 'the account',
  coveredDataErased: 'its data is erased',
};

function periodText({ after, ...span }: RetentionPeriod): string {
  const counts = (['years', 'months', 'days'] as const).flatMap((unit) => {
    const count = span[unit] ?? 0;
    return count === 0 ? [] : [`${count} ${count === 1 ? unit.slice(0, -1) : unit}`];
  });
  return counts.length === 0
    ? `until ${eventTexts[after]}`
    : `${counts.join(', ')} after ${eventTexts[after]}`;
}

function clockCell(
  { group, kinds, carriedOut, clocks }: ProcessingRegisterLine,
  clockSide: ClockSide,
): string {
  if (carriedOut === 'kept') return 'kept';
  if (carriedOut === 'notYet') return 'not yet';
  if (!clocks.includes(clockSide)) return '-';
  if (carriedOut === 'partly') return 'in part';
  return kinds.length === 0 || earlyGroups.has(group) ? 'at its time' : 'with the mission';
}

/** Groups of records that a clock erases before the rest of their mission. */
const earlyGroups: ReadonlySet<string> = (() => {
  const fields = knownDocumentKinds.flatMap((documentKind) =>
    (schemaOfKind(documentKind) ?? []).map(({ pattern }) => ({
      kind: documentKind,
      path: examplePath(pattern),
    })),
  );
  const wholeMs = allGroupsDueAtMs(missionDueGroups(fields, 0)) ?? 0;
  return new Set(shortRetentionDue(fields, 0, wholeMs - 1).groups.map(({ group }) => group));
})();

/** Parts of a group that the data-protection focal point may have erased for a request. */
function requestCell(dataGroup: DataGroup): string {
  if (hasErasablePath(dataGroup, 'all')) return 'words';
  return hasErasablePath(dataGroup, 'past') ? 'earlier versions' : '-';
}

const hasErasablePath = (dataGroup: DataGroup, pathErasability: PathErasability): boolean =>
  knownDocumentKinds.some((documentKind) =>
    erasablePatterns(documentKind, pathErasability).some((pattern) =>
      (['C', 'SC'] as const).some(
        (mark) => dataGroupOfPath(documentKind, examplePath(pattern), mark) === dataGroup,
      ),
    ),
  );

const erasableFieldsTable = (): string =>
  markdownTable(
    ['record', 'all versions', 'earlier versions only'],
    knownDocumentKinds.flatMap((documentKind) => {
      const all = erasablePatterns(documentKind, 'all');
      const past = erasablePatterns(documentKind, 'past');
      return all.length + past.length === 0 ? [] : [[documentKind, pathsCell(all), pathsCell(past)]];
    }),
  );

/** Families of a kind with this erasability, each once: a family may hold values and texts. */
const erasablePatterns = (
  documentKind: DocumentKind,
  pathErasability: PathErasability,
): readonly string[] => [
  ...new Set(
    (schemaOfKind(documentKind) ?? [])
      .filter((rule) => rule.erasable === pathErasability)
      .map(({ pattern }) => pattern),
  ),
];

function examplePath(pattern: string) {
  return pathOf(...pattern.split('/').map((segment) => (segment.startsWith('*') ? 'x' : segment)));
}

/** `missionTeam` as "mission team". */
const wordsOf = (dataGroup: DataGroup): string =>
  dataGroup.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
