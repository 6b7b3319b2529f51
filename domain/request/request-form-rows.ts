import { RequestArea, RequestChannel, type RequestField, RequestSupport } from './request.ts';

/** Kind of file that a State fills in. */
export type RequestFileKind = 'docx' | 'xlsx';

/** Version of the form; it is in the first row of each file. */
export const requestFormVersion = 1;

/** Marker of the row that names the form, its version and its language. */
export const requestFormMarker = 'fieldbook-request';

/** Way in which a row is answered: words, lines, a day, a name of a State, a choice, a mark, or yes and no. */
type RowAnswer = 'words' | 'lines' | 'day' | 'state' | 'choice' | 'mark' | 'yes-no';

/** Row of the form. Its marker is the field, and for one choice of several the choice too: `areas.D4`. */
export interface RequestFormRow {
  readonly marker: string;
  readonly field: RequestField;
  readonly choice: string | null;
  readonly answer: RowAnswer;
}

const rowOf = (requestField: RequestField, answer: RowAnswer): RequestFormRow => ({
  marker: requestField,
  field: requestField,
  choice: null,
  answer,
});
const choiceRowsOf = (requestField: RequestField, choices: readonly string[]): readonly RequestFormRow[] =>
  choices.map((choice) => ({
    marker: `${requestField}.${choice}`,
    field: requestField,
    choice,
    answer: 'mark',
  }));

/** Rows of the form. Word has no list to choose the channel from, so each channel is a row there. */
export const requestFormRows = (fileKind: RequestFileKind): readonly RequestFormRow[] => [
  rowOf('state', 'state'),
  rowOf('authority', 'words'),
  rowOf('contact', 'words'),
  rowOf('reference', 'words'),
  rowOf('received-on', 'day'),
  ...(fileKind === 'docx' ? choiceRowsOf('channel', RequestChannel.options) : [rowOf('channel', 'choice')]),
  ...choiceRowsOf('areas', RequestArea.options),
  ...choiceRowsOf('support', RequestSupport.options),
  rowOf('purpose', 'words'),
  rowOf('has-recommendation', 'yes-no'),
  rowOf('recommendation', 'words'),
  rowOf('other-support', 'words'),
  rowOf('wanted-from', 'day'),
  rowOf('wanted-to', 'day'),
  rowOf('languages', 'lines'),
  rowOf('attachments', 'lines'),
  rowOf('remarks', 'words'),
];
