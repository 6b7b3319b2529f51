import { type Expression, expressionBuilder, type SqlBool } from 'kysely';
import type { LogId, PersonId } from '#domain/ids.ts';
import { mayReadOverviews } from '#domain/kinds/permit.ts';
import { recordsOfKind } from '#domain/kinds/records-of-kind.ts';
import { missionKind } from '#domain/mission/mission.ts';
import {
  documentFiguresVersion,
  documentKindsWithFigures,
  type FiguresByKind,
} from '#domain/overview/document-figures.ts';
import type { StateRecords } from '#domain/overview/state-overview.ts';
import { Role } from '#domain/people/role.ts';
import { grantInForce } from '../auth/read-conditions.ts';
import { withRowLevelSecurity } from '../auth/row-level-security.ts';
import type { ServerContext } from '../context/server-context.ts';
import { parameterChunksOf, type ServerStore } from '../db/open-store.ts';
import type { DatabaseTables } from '../db/tables.ts';
import { calendarDayOrNull, documentFactsOf } from './documents.ts';

/** Most due records that a reading waits for. More are computed in the background. */
const mostAtOnce = 40;

/** Parts of the server's context from which records are read. */
type OverviewSources = Pick<ServerContext, 'store' | 'judging'>;

/** Mission of overviews, without its figures. */
export type OverviewMissionRow = Omit<StateRecords['missions'][number], 'national'>;

/** Read the missions of which this person may have overviews, with or without a document of their own. */
export async function readOverviewMissions(
  context: OverviewSources,
  personId: PersonId,
): Promise<readonly OverviewMissionRow[]> {
  const read = () =>
    withRowLevelSecurity(context.store, personId, (ownServerStore) =>
      ownServerStore
        .selectFrom('logs')
        .leftJoin('documents', (join) =>
          join
            .onRef('documents.log', '=', 'logs.log')
            .on('documents.kind', '=', missionKind)
            .on('documents.removed', '=', 0),
        )
        .select([
          'logs.log',
          'logs.title as logTitle',
          'logs.country',
          'documents.title',
          'documents.status',
          'documents.facts',
          'documents.summary_due',
        ])
        .where('logs.kind', '=', 'mission')
        .where('logs.erased_ms', 'is', null)
        .where((eb) => hasOverviewsFor(personId, eb.ref('logs.log')))
        .orderBy('logs.log')
        // The oldest mission document of a log is shown; ids are in order of time.
        .orderBy('documents.doc', 'desc')
        .execute(),
    );
  let rows = await read();
  const due = rows.filter(({ summary_due: isDue }) => isDue === 1);
  if (due.length > mostAtOnce) context.judging.computeDue();
  else if (due.length > 0) {
    await context.judging.refresh([...new Set(due.map(({ log }) => log))], 'summaries');
    rows = await read();
  }
  const missions = new Map<LogId, OverviewMissionRow>();
  for (const { log, logTitle, country, title, status, facts } of rows) {
    const said = facts === null ? null : documentFactsOf(facts);
    missions.set(log, {
      log,
      title: title === null || title === '' ? logTitle : title,
      status,
      country: said?.country ?? country,
      from: calendarDayOrNull(said?.from ?? undefined),
      to: calendarDayOrNull(said?.to ?? undefined),
    });
  }
  return [...missions.values()];
}

/** Document with the figures that overviews need of it. */
export type FigureRow = Awaited<ReturnType<typeof selectFigureRows>>[number];

/**
 * Read the documents with their figures. A few due ones are fresh, many keep their present figures.
 * @param logIds null for all that this person may have overviews of
 */
export async function readFigureRows(
  context: OverviewSources,
  personId: PersonId,
  logIds: readonly LogId[] | null,
): Promise<readonly FigureRow[]> {
  const read = () =>
    withRowLevelSecurity(context.store, personId, async (ownServerStore) => {
      if (logIds === null) return selectFigureRows(ownServerStore, personId, null);
      const figureRows: FigureRow[] = [];
      for (const some of parameterChunksOf(logIds))
        figureRows.push(...(await selectFigureRows(ownServerStore, personId, some)));
      return figureRows;
    });
  const rows = await read();
  const dueSummaries = rows.filter(({ summary_due: isDue }) => isDue === 1);
  const dueFigures = rows.filter(areFiguresDue);
  if (dueSummaries.length === 0 && dueFigures.length === 0) return rows;
  if (dueSummaries.length + dueFigures.length > mostAtOnce) {
    context.judging.computeDue();
    return rows;
  }
  await context.judging.refresh(logsOf(dueSummaries), 'summaries');
  await context.judging.refresh(logsOf(dueFigures), 'figures');
  return read();
}

/** Return the documents of one kind with their figures. Removed ones, and ones without figures, are left out. */
export const rowsWithFigures = <Kind extends keyof FiguresByKind>(
  figureRows: readonly FigureRow[],
  kind: Kind,
): readonly (Omit<FigureRow, 'figures'> & { readonly figures: FiguresByKind[Kind] })[] =>
  recordsOfKind(figureRows, kind).flatMap(
    (row) =>
      // Figures of another version may have another form.
      row.removed === 1 || row.figures === null || row.version !== documentFiguresVersion
        ? []
        : [{ ...row, figures: JSON.parse(row.figures) as FiguresByKind[Kind] }], // written by `saveFigures`, by kind
  );

/** Count the records whose figures, or whose columns of lists, are still computed. */
export const countComputing = (figureRows: readonly FigureRow[]): number =>
  figureRows.filter((row) => row.summary_due === 1 || areFiguresDue(row)).length;

const logsOf = (figureRows: readonly FigureRow[]): readonly LogId[] => [
  ...new Set(figureRows.map(({ log }) => log)),
];

const areFiguresDue = ({ place, version, changed_place: changed }: FigureRow): boolean =>
  place !== changed || version !== documentFiguresVersion;

const selectFigureRows = (ownServerStore: ServerStore, personId: PersonId, logIds: readonly LogId[] | null) =>
  ownServerStore
    .selectFrom('documents')
    .leftJoin('document_figures', (join) =>
      join
        .onRef('document_figures.log', '=', 'documents.log')
        .onRef('document_figures.doc', '=', 'documents.doc'),
    )
    .select([
      'documents.log',
      'documents.doc',
      'documents.kind',
      'documents.title',
      'documents.status',
      'documents.removed',
      'documents.facts',
      'documents.changed_ms',
      'documents.changed_place',
      'documents.summary_due',
      'document_figures.place',
      'document_figures.version',
      'document_figures.figures',
    ])
    .where('documents.kind', 'in', documentKindsWithFigures)
    .where((eb) => hasOverviewsFor(personId, eb.ref('documents.log')))
    .$if(logIds !== null, (query) => query.where('documents.log', 'in', logIds ?? []))
    .execute();

/** Build the condition that a person may have overviews of a log (`mayReadOverviews`). */
function hasOverviewsFor(personId: PersonId, logId: Expression<LogId>): Expression<SqlBool> {
  const eb = expressionBuilder<DatabaseTables>();
  return eb.exists(
    eb
      .selectFrom('grants')
      .select('grants.log')
      .where('grants.log', '=', logId)
      .where('grants.person', '=', personId)
      .where('grants.role', 'in', overviewRoles)
      .where(grantInForce()),
  );
}

const overviewRoles = Role.options.filter(mayReadOverviews);
