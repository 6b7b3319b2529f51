import { readFindings } from '../assessment/read-findings.ts';
import { recommendationTable } from './assessment-tables.ts';
import { list, recordOf, text, word } from './cells.ts';
import type { Reading } from './report-sources.ts';
import type { Section } from './report.ts';
import { findingKindWords, markWords } from './word-tables.ts';

/** What the items of a partner's plan rest on, of records that were cut to it (`sharedPart`): findings and recommendations. */
export const behindItems = (readings: readonly Reading[]): readonly Section[] => [
  {
    id: 'T5',
    title: 'report.r2.t4',
    access: 'state-partner',
    table: {
      columns: [
        { id: 'institution', title: 'report.column.institution' },
        { id: 'kind', title: 'report.column.kind' },
        { id: 'finding', title: 'report.column.finding' },
        { id: 'about', title: 'report.column.about' },
        { id: 'mark', title: 'report.column.mark' },
      ],
      rows: readings.flatMap(({ doc, document, institution }) =>
        readFindings(document).map((finding) => ({
          id: finding.id,
          cells: [
            text(institution),
            word(findingKindWords[finding.kind]),
            text(finding.text),
            list(finding.about.map(text)),
            word(markWords[finding.mark]),
          ],
          records: [recordOf(doc, `findings/${finding.id}`)],
        })),
      ),
    },
  },
  { ...recommendationTable(readings, { id: 'T6', title: 'report.r4.t2' }), access: 'state-partner' },
];
