import { addToGroup } from '#base/group.ts';
import { ok, type Result, refuse } from '#base/result.ts';
import { findStateByName, nameKeyOf, suggestStates } from '../states/state-names.ts';
import { readDay } from './read-day.ts';
import {
  emptyRequestForm,
  RequestArea,
  RequestChannel,
  type RequestField,
  RequestForm,
  RequestSupport,
  requestLimits,
} from './request.ts';
import type { RequestFileRefusal, RequestFileTexts } from './request-file.ts';
import {
  type RequestFormRow,
  requestFormMarker,
  requestFormRows,
  requestFormVersion,
} from './request-form-rows.ts';

/** Words of the form in one language. `fixed`: texts that it prints itself, beside labels and choices. */
export interface RequestFormWords {
  /** Labels by marker, also of fields whose choices are rows. */
  readonly labels: Readonly<Record<string, string>>;
  readonly yes: string;
  readonly no: string;
  readonly fixed: readonly string[];
}

/** Sentence about an imported form; `text`: the words of the file that it is about. */
export interface ImportNote {
  readonly kind:
    | 'state'
    | 'choice'
    | 'choices'
    | 'mark'
    | 'day'
    | 'twice'
    | 'long'
    | 'recommendation'
    | 'beside'
    | 'pictures'
    | 'version';
  readonly field: RequestField | null;
  /** Label of the field. */
  readonly label: string;
  readonly text: string;
}

/** A filled form as a request, before a person has confirmed it. Words without a field are in its remarks. */
export interface ImportedRequest {
  readonly form: RequestForm;
  readonly notes: readonly ImportNote[];
  /** States whose name is close to the one in the file, best first. */
  readonly states: readonly string[];
}

const rows = [...requestFormRows('docx'), ...requestFormRows('xlsx')];
const rowByMarker = new Map(rows.map((row) => [row.marker, row]));

/**
 * Turn the texts of a filled file into a request. Rows are found by their marker, else by their label in any language.
 * @param words of all languages; the first is the language of the labels in the remarks
 */
export function importRequest(
  requestFileTexts: RequestFileTexts,
  words: readonly [RequestFormWords, ...RequestFormWords[]],
): Result<ImportedRequest, RequestFileRefusal | 'no-form'> {
  const [shownWords] = words;
  const known = knownTextsOf(words);
  const answers = new Map<string, string[]>();
  const beside: string[] = [];
  const importNotes: ImportNote[] = [];
  for (const cells of requestFileTexts.rows) {
    const [at, requestFormRow] = findRow(cells, words);
    if (requestFormRow === null) {
      const [version] = cells.flatMap((cell) => /^fieldbook-request (\d+)\b/.exec(cell)?.[1] ?? []);
      if (version !== undefined && Number(version) > requestFormVersion)
        importNotes.push({ kind: 'version', field: null, label: '', text: version });
      beside.push(...cells.filter((cell) => isOwnText(cell, known)));
      continue;
    }
    // Label, answer, and all other words of people in the row.
    const [label = '', answer = '', ...others] = cells.slice(at).map(cleanText);
    if (answer !== '') addToGroup(answers, requestFormRow.marker, answer);
    beside.push(
      ...[label, ...others]
        .filter((text) => isOwnText(text, known))
        .map((text) => `${shownWords.labels[requestFormRow.marker] ?? requestFormRow.marker}: ${text}`),
    );
  }
  if (answers.size === 0 && !requestFileTexts.rows.some((cells) => findRow(cells, words)[1] !== null))
    return refuse('no-form');
  beside.push(...requestFileTexts.beside.filter((text) => isOwnText(text, known)));
  if (beside.length > 0)
    importNotes.push({
      kind: 'beside',
      field: 'remarks',
      label: shownWords.labels['remarks'] ?? '',
      text: beside.join('; '),
    });
  if (requestFileTexts.pictures > 0)
    importNotes.push({ kind: 'pictures', field: null, label: '', text: String(requestFileTexts.pictures) });
  return new FormReader(answers, words, importNotes).read(beside);
}

/** Texts of the form itself, in all languages: nobody wrote them. */
function knownTextsOf(requestFormWordses: readonly RequestFormWords[]): ReadonlySet<string> {
  const texts = requestFormWordses.flatMap(({ labels, fixed }) => [...Object.values(labels), ...fixed]);
  return new Set([...texts, ...rowByMarker.keys()].map(nameKeyOf));
}

const isOwnText = (text: string, known: ReadonlySet<string>): boolean => {
  const clean = cleanText(text);
  return (
    clean !== '' &&
    !emptyBox.test(clean) &&
    !known.has(nameKeyOf(clean)) &&
    !clean.startsWith(requestFormMarker)
  );
};

/** Row of these cells with the place of its label; null where they name none. */
function findRow(
  cells: readonly string[],
  requestFormWordses: readonly RequestFormWords[],
): readonly [number, RequestFormRow | null] {
  for (const [at, cell] of cells.entries()) {
    const requestFormRow = rowByMarker.get(cell.trim());
    if (requestFormRow !== undefined) return [at + 1, requestFormRow];
  }
  for (const [at, cell] of cells.entries()) {
    const key = nameKeyOf(cell);
    const requestFormRow =
      key === ''
        ? undefined
        : rows.find(({ marker }) =>
            requestFormWordses.some(({ labels }) => nameKeyOf(labels[marker] ?? '') === key),
          );
    if (requestFormRow !== undefined) return [at, requestFormRow];
  }
  return [0, null];
}

const emptyBox = /^[☐□]$/u;

/** Characters that no field may have: controls, and marks that turn the direction of other texts. */
const hiddenCharacters = /(?![\n\t])\p{Cc}|[\u202d\u202e\ufeff]/gu;

const cleanText = (text: string): string =>
  text
    .replaceAll(hiddenCharacters, '')
    .replaceAll(/[\u00a0\t]/gu, ' ')
    .replaceAll(/\n{3,}/gu, '\n\n')
    .trim();

/** Reads the answers field by field. Each text that has no place is kept for the remarks. */
class FormReader {
  private readonly left: string[] = [];
  private states: readonly string[] = [];
  private readonly answers: ReadonlyMap<string, readonly string[]>;
  private readonly words: readonly [RequestFormWords, ...RequestFormWords[]];
  private readonly notes: ImportNote[];

  constructor(
    answers: ReadonlyMap<string, readonly string[]>,
    words: readonly [RequestFormWords, ...RequestFormWords[]],
    importNotes: ImportNote[],
  ) {
    this.answers = answers;
    this.words = words;
    this.notes = importNotes;
  }

  read(beside: readonly string[]): Result<ImportedRequest, RequestFileRefusal> {
    const form: RequestForm = {
      ...emptyRequestForm,
      state: this.state(),
      authority: this.line('authority'),
      contact: this.line('contact'),
      reference: this.line('reference'),
      'received-on': this.day('received-on'),
      channel: this.channel(),
      areas: this.marked('areas', RequestArea.options),
      support: this.marked('support', RequestSupport.options),
      purpose: this.text('purpose'),
      ...this.recommendation(),
      'other-support': this.text('other-support'),
      'wanted-from': this.day('wanted-from'),
      'wanted-to': this.day('wanted-to'),
      languages: this.lines('languages'),
      attachments: this.lines('attachments'),
    };
    const remarks = [...this.textsOf('remarks'), ...this.left, ...beside].join('\n');
    const read = RequestForm.safeParse({ ...form, remarks });
    // Only the remarks may exceed their limit: they get the surplus of every other field.
    return read.success
      ? ok({ form: read.data, notes: this.notes, states: this.states })
      : refuse('too-large');
  }

  private textsOf(marker: string): readonly string[] {
    return this.answers.get(marker) ?? [];
  }

  private note(kind: ImportNote['kind'], requestField: RequestField, text: string): void {
    const label = this.words[0].labels[requestField] ?? requestField;
    this.notes.push({ kind, field: requestField, label, text });
    this.left.push(`${label}: ${text}`);
  }

  private text(requestField: RequestField, most = requestLimits.textCharacters): string {
    const text = this.textsOf(requestField).join('\n');
    if (text.length <= most) return text;
    this.note('long', requestField, text);
    return text.slice(0, most);
  }

  private line(requestField: RequestField): string {
    const text = this.textsOf(requestField)
      .join('; ')
      .replaceAll(/\s*\n\s*/gu, ' ');
    if (text.length <= requestLimits.lineCharacters) return text;
    this.note('long', requestField, text);
    return text.slice(0, requestLimits.lineCharacters);
  }

  private lines(requestField: RequestField): readonly string[] {
    const all = this.textsOf(requestField)
      .flatMap((text) => text.split('\n'))
      .map((line) => line.trim())
      .filter((line) => line !== '');
    const kept = all
      .filter((line) => line.length <= requestLimits.lineCharacters)
      .slice(0, requestLimits.lines);
    const over = all.filter((line) => !kept.includes(line));
    if (over.length > 0) this.note('long', requestField, over.join('; '));
    return kept;
  }

  private state(): string | null {
    const text = this.textsOf('state').join('; ');
    if (text === '') return null;
    const state = findStateByName(text);
    if (state !== null) return state;
    this.states = suggestStates(text);
    this.note('state', 'state', text);
    return null;
  }

  private day(requestField: RequestField): string | null {
    const texts = this.textsOf(requestField);
    const days = new Set(texts.map(readDay));
    const [day = null] = days;
    if (texts.length === 0) return null;
    if (days.size === 1 && day !== null) return day;
    this.note(days.size > 1 ? 'twice' : 'day', requestField, texts.join('; '));
    return null;
  }

  /** One channel, from a list or from marked rows. */
  private channel(): RequestForm['channel'] {
    const marked = this.marked('channel', RequestChannel.options);
    const chosenRequestChannels = this.textsOf('channel').flatMap((text) => {
      const foundRequestChannel = RequestChannel.options.find(
        (requestChannel) => requestChannel === text || this.isWord(`channel.${requestChannel}`, text),
      );
      if (foundRequestChannel === undefined) this.note('choice', 'channel', text);
      return foundRequestChannel ?? [];
    });
    const all = [...new Set([...marked, ...chosenRequestChannels])];
    const [onlyRequestChannel = null] = all;
    if (all.length <= 1) return onlyRequestChannel;
    this.note(
      'choices',
      'channel',
      all
        .map((requestChannel) => this.words[0].labels[`channel.${requestChannel}`] ?? requestChannel)
        .join('; '),
    );
    return null;
  }

  private marked<Choice extends string>(
    requestField: RequestField,
    choices: readonly Choice[],
  ): readonly Choice[] {
    return choices.filter((choice) => {
      const texts = this.textsOf(`${requestField}.${choice}`);
      const marks = texts.map((text) => this.mark(text));
      const unclear = texts.filter((_, at) => marks[at] === null);
      if (unclear.length > 0) {
        const label = this.words[0].labels[`${requestField}.${choice}`] ?? choice;
        this.note('mark', requestField, `${label}: ${unclear.join('; ')}`);
      }
      return marks.includes(true);
    });
  }

  /** Whether a row is marked; null for other words. */
  private mark(text: string): boolean | null {
    const [sign = ''] = text;
    const rest = nameKeyOf(text.replace(/^[☐□☒☑✓✔✗✘]/u, ''));
    if (rest === '') return !/[☐□]/u.test(sign);
    if (
      rest === 'x' ||
      rest === '1' ||
      rest === 'true' ||
      this.words.some(({ yes }) => nameKeyOf(yes) === rest)
    )
      return true;
    return rest === '0' || rest === 'false' || this.words.some(({ no }) => nameKeyOf(no) === rest)
      ? false
      : null;
  }

  private isWord(marker: string, text: string): boolean {
    return this.words.some(({ labels }) => nameKeyOf(labels[marker] ?? '') === nameKeyOf(text));
  }

  /** A reference is a link where nothing else is answered; with a "no" it contradicts it, and a person decides. */
  private recommendation(): Pick<RequestForm, 'has-recommendation' | 'recommendation'> {
    // An empty box is the state in which the form was sent out.
    const text = this.textsOf('has-recommendation').find((one) => !emptyBox.test(one));
    const answer = text === undefined ? null : this.mark(text);
    if (text !== undefined && answer === null) this.note('mark', 'has-recommendation', text);
    const reference = this.line('recommendation');
    const isRefused = answer === false && reference !== '';
    if (!isRefused)
      return { 'has-recommendation': answer === true || reference !== '', recommendation: reference };
    this.note('recommendation', 'recommendation', reference);
    return { 'has-recommendation': false, recommendation: '' };
  }
}
