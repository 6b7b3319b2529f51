import { Fragment, type ReactElement, useMemo } from 'react';
import { buildReportAppendix } from '#domain/report/appendix.ts';
import type { Report, ReportCell, ReportColumn, ReportRow, ReportTable } from '#domain/report/report.ts';
import { drawFigure, figureAlternativeText } from './chart/draw-figure.ts';
import { PictureView } from './chart/picture-view.tsx';
import { reportHeaderFacts, reportRunningHead, reportTitleOf } from './report-header-facts.ts';
import type { ReportLabels } from './report-labels.ts';
import { sectionNotesOf, type TitledSection, titledSectionsOf } from './report-sections.ts';
import { breakablePartsOf } from './text-width.ts';
import './report.css';

interface ReportViewProps {
  readonly report: Report;
  readonly labels: ReportLabels;
  /** Whether it ends with the source records of each figure. */
  readonly hasAppendix: boolean;
}

/**
 * Report as a document: the preview on the screen, and the source of the PDF.
 * It is in the report's language, independent of the screen around it. It has no style but classes: the
 * policy of the printed page forbids others.
 */
export function ReportView({ report, labels, hasAppendix }: ReportViewProps): ReactElement {
  const titledSections = titledSectionsOf(report, labels);
  return (
    <article
      className="fb-report"
      lang={labels.language}
      dir={labels.direction}
      data-code={report.header.code}
    >
      <header>
        <p className="fb-report-mark">{reportRunningHead(report, labels)}</p>
        <h1>{reportTitleOf(report, labels)}</h1>
        <dl className="fb-report-facts">
          {reportHeaderFacts(report, labels).map(({ term, value }) => (
            <div key={term}>
              <dt>{term}</dt>
              <dd>
                <bdi>
                  <BreakableText text={value} />
                </bdi>
              </dd>
            </div>
          ))}
        </dl>
      </header>
      {titledSections.map((titledSection) => (
        <ReportSectionView key={titledSection.section.id} titled={titledSection} labels={labels} />
      ))}
      {hasAppendix && <ReportAppendixView report={report} labels={labels} />}
    </article>
  );
}

interface ReportSectionViewProps {
  readonly titled: TitledSection;
  readonly labels: ReportLabels;
}

/** One table, or one figure with the table that says the same. */
export function ReportSectionView({ titled, labels }: ReportSectionViewProps): ReactElement {
  const { section, title, tableTitle } = titled;
  const { figure, withheld, table } = section;
  const id = `report-${section.id}`;
  const chartPictures = useMemo(() => (figure ? drawFigure(figure, labels) : []), [figure, labels]);
  return (
    <section aria-labelledby={id} className="fb-report-section">
      <h2 id={id}>{title}</h2>
      {sectionNotesOf(section, labels).map((note) => (
        <p key={note} className="fb-report-note">
          {note}
        </p>
      ))}
      {figure && (
        <figure>
          {chartPictures.map((picture, at) => (
            <PictureView
              // biome-ignore lint/suspicious/noArrayIndexKey: parts of one figure have no other name
              key={at}
              picture={picture}
              alternative={at === 0 ? figureAlternativeText(figure, labels) : null}
              direction={labels.direction}
            />
          ))}
        </figure>
      )}
      {withheld !== true && (
        <ReportTableView
          table={table}
          caption={tableTitle || title}
          isTwin={figure !== undefined}
          labels={labels}
        />
      )}
    </section>
  );
}

interface ReportTableViewProps {
  readonly table: ReportTable;
  readonly caption: string;
  /** The table repeats the content of a picture above it. */
  readonly isTwin?: boolean;
  readonly labels: ReportLabels;
}

function ReportTableView({ table, caption, isTwin = false, labels }: ReportTableViewProps): ReactElement {
  if (table.rows.length === 0)
    return <p className="fb-report-note">{labels.translate('report.doc.empty')}</p>;
  return (
    <div className="fb-report-scroll">
      <table>
        <caption data-shown={isTwin || undefined}>{caption}</caption>
        <thead>
          <tr>
            {table.columns.map((reportColumn) => (
              <th
                key={reportColumn.id}
                scope="col"
                data-align={reportColumn.align}
                data-column={reportColumn.id}
              >
                <BreakableText text={labels.columnTitle(reportColumn)} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((reportRow, at) => (
            <ReportRowView
              key={`${reportRow.id} ${at + 1}`}
              row={reportRow}
              columns={table.columns}
              labels={labels}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface ReportRowViewProps {
  readonly row: ReportRow;
  readonly columns: readonly ReportColumn[];
  readonly labels: ReportLabels;
}

const ReportRowView = ({ row, columns, labels }: ReportRowViewProps): ReactElement => (
  <tr data-total={row.isTotal || undefined}>
    {columns.map(({ id, align }, at) => {
      const reportCell = row.cells[at] ?? { kind: 'none' };
      const content = <ReportCellView cell={reportCell} labels={labels} />;
      return at === 0 ? (
        <th key={id} scope="row" data-align={align}>
          {content}
        </th>
      ) : (
        <td key={id} data-align={align}>
          {content}
        </td>
      );
    })}
  </tr>
);

function ReportCellView({
  cell,
  labels,
}: {
  readonly cell: ReportCell;
  readonly labels: ReportLabels;
}): ReactElement {
  const text = <BreakableText text={labels.cell(cell)} />;
  if (cell.kind === 'level' && cell.isBare !== true)
    return (
      <span className="fb-report-level" data-level={cell.level}>
        {text}
      </span>
    );
  if (cell.kind === 'missing' || cell.kind === 'hidden' || cell.kind === 'none')
    return <span className="fb-report-quiet">{text}</span>;
  if (cell.kind === 'day') return <bdi className="fb-report-day">{text}</bdi>;
  // A written text keeps its own direction inside a cell in the table's direction.
  return <bdi>{text}</bdi>;
}

/** Text whose long words may end a line. Only a part of a word has no key of its own. */
const BreakableText = ({ text }: { readonly text: string }): ReactElement => (
  <>
    {breakablePartsOf(text).map((part, at) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text have no other name
      <Fragment key={at}>
        {at > 0 && <wbr />}
        {part}
      </Fragment>
    ))}
  </>
);

/** Records behind each line. */
function ReportAppendixView({ report, labels }: Omit<ReportViewProps, 'hasAppendix'>): ReactElement | null {
  const { records, lines } = buildReportAppendix(report);
  if (records.length === 0) return null;
  const { translate } = labels;
  return (
    <section aria-labelledby="report-appendix" className="fb-report-section fb-report-appendix">
      <h2 id="report-appendix">{translate('report.doc.appendix')}</h2>
      <p className="fb-report-note">{translate('report.doc.appendix.text')}</p>
      <table>
        <caption>{translate('report.doc.appendix.records')}</caption>
        <thead>
          <tr>
            <th scope="col">{translate('report.doc.appendix.short')}</th>
            <th scope="col">{translate('report.column.kind')}</th>
            <th scope="col">{translate('report.doc.appendix.line')}</th>
            <th scope="col">{translate('report.doc.appendix.id')}</th>
          </tr>
        </thead>
        <tbody>
          {records.map(({ short, doc, kind, title }) => (
            <tr key={doc}>
              <th scope="row">{short}</th>
              <td>{labels.recordKind(kind)}</td>
              <td>
                <bdi>
                  <BreakableText text={title} />
                </bdi>
              </td>
              <td>
                <code dir="ltr">{doc}</code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <table>
        <caption>{translate('report.doc.appendix')}</caption>
        <thead>
          <tr>
            <th scope="col">{translate('report.doc.appendix.section')}</th>
            <th scope="col">{translate('report.doc.appendix.line')}</th>
            <th scope="col">{translate('report.doc.appendix.from')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ section, line, name, from }) => (
            <tr key={`${section} ${line}`}>
              <th scope="row">
                {section}.{line}
              </th>
              <td>
                <bdi>
                  <BreakableText text={labels.cell(name)} />
                </bdi>
              </td>
              <td>
                {from.map(({ short, paths }) => (
                  <span key={short} dir="ltr" className="fb-report-source">
                    {short} {paths.join(', ')}
                  </span>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
