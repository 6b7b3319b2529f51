import { Fragment, type ReactElement, type ReactNode } from 'react';
import {
  type AnswerConflict,
  type AnswerSide,
  contestedEvidenceIds,
} from '#domain/assessment/answer-conflict.ts';
import { NotApplicableReason, RatingConfidence } from '#domain/assessment/assessment.ts';
import { type EvidenceItem, readEvidenceItems, readIndicatorAnswer } from '#domain/assessment/read-answer.ts';
import { plainTextAt, readValueAt } from '#domain/document/document.ts';
import type { DeviceId } from '#domain/ids.ts';
import type { Indicator } from '#domain/scoring/maturity-model.ts';
import { evidenceCeilingOf } from '#domain/scoring/score.ts';
import { type Translate, useFormat, useTranslate } from '#renderer/i18n';
import { localNoonMs } from '#renderer/records/local-days.ts';
import { valueLabels } from '#renderer/records/value-labels.ts';
import { Checkbox, KeyHint, LevelChip, Pill, RelativeTime } from '#renderer/ui';
import './answer-conflict.css';

/** Person who gave an answer, and the laptop. */
export interface AnswerWriter {
  readonly isThisLaptop: boolean;
  /** Null while headquarters has not named the person. */
  readonly name: string | null;
  /** Name of the laptop from its enrolment; null where it is not known. */
  readonly laptop: string | null;
}
export type AnswerWriterLookup = (deviceId: DeviceId) => AnswerWriter;

export interface AnswerSidesProps {
  readonly conflict: AnswerConflict;
  /** Absent for a question that this version does not know. */
  readonly indicator: Indicator | undefined;
  readonly writerOf: AnswerWriterLookup;
  /** Evidence that stays, by id. */
  readonly kept: ReadonlySet<string>;
  readonly isReadOnly: boolean;
  readonly onEvidence: (id: string, isKept: boolean) => void;
}

/** Whole answers to one question in columns: the level, the texts with their differences, and the evidence. */
export function AnswerSidesView(props: AnswerSidesProps): ReactElement {
  const { conflict, writerOf, isReadOnly } = props;
  const translate = useTranslate();
  const { sides, question } = conflict;
  return (
    <div
      className="ac-sides"
      role="table"
      aria-label={translate('conflict.answer.label', { question })}
      data-sides={sides.length}
    >
      <AnswerRow label={null}>
        {sides.map((answerSide, at) => (
          <SideHeader
            key={answerSide.key}
            side={answerSide}
            at={at}
            writerOf={writerOf}
            isReadOnly={isReadOnly}
          />
        ))}
      </AnswerRow>
      <AnswerRow label={translate('path.level')}>
        {sides.map((answerSide) => (
          <SideLevel key={answerSide.key} {...props} side={answerSide} />
        ))}
      </AnswerRow>
      <TextRow conflict={conflict} field="rationale" label={translate('path.rationale')} isAlways />
      <TextRow conflict={conflict} field="variation" label={translate('path.variation')} />
      <EvidenceRow {...props} />
    </div>
  );
}

interface AnswerRowProps {
  readonly label: string | null;
  readonly note?: string;
  readonly children: ReactNode;
}

function AnswerRow({ label, note, children }: AnswerRowProps): ReactElement {
  return (
    <div role="row" className="ac-row">
      <span role={label === null ? 'cell' : 'rowheader'} className="ac-label">
        {label}
        {note !== undefined && <small>{note}</small>}
      </span>
      {children}
    </div>
  );
}

/** Name of a side: "Yours", or the people who gave the answer. */
export function answerSideName(
  answerSide: AnswerSide,
  writerOf: AnswerWriterLookup,
  translate: Translate,
  list: (names: readonly string[]) => string,
): string {
  const answerWriters = answerSide.writers.map(({ device }) => writerOf(device));
  if (answerWriters.some(({ isThisLaptop }) => isThisLaptop)) return translate('conflict.answer.yours');
  return list([...new Set(answerWriters.map(({ name }) => name ?? translate('conflict.writer.someone')))]);
}

interface SideHeaderProps {
  readonly side: AnswerSide;
  readonly at: number;
  readonly writerOf: AnswerWriterLookup;
  readonly isReadOnly: boolean;
}

function SideHeader({ side, at, writerOf, isReadOnly }: SideHeaderProps): ReactElement {
  const translate = useTranslate();
  const format = useFormat();
  return (
    <div role="columnheader" className="ac-cell ac-head" data-side={at === 0 ? 'first' : undefined}>
      <span>
        <b>
          <bdi>{answerSideName(side, writerOf, translate, format.list)}</bdi>
        </b>
        {side.writers.map(({ device, atMs }) => (
          <small key={device}>
            <bdi>{laptopText(writerOf(device), translate)}</bdi> · <RelativeTime atMs={atMs} show="moment" />
          </small>
        ))}
      </span>
      {!isReadOnly && <KeyHint keys={`${at + 1}`} />}
    </div>
  );
}

const laptopText = ({ isThisLaptop, laptop }: AnswerWriter, translate: Translate): string => {
  if (isThisLaptop) return translate('conflict.answer.thisLaptop', { laptop: laptop ?? 'none' });
  return laptop === null
    ? translate('conflict.answer.otherLaptop')
    : translate('conflict.answer.laptop', { laptop });
};

function SideLevel({
  side,
  conflict,
  indicator,
}: AnswerSidesProps & { readonly side: AnswerSide }): ReactElement {
  const translate = useTranslate();
  const path = `answers/${conflict.question}`;
  const indicatorAnswer = readIndicatorAnswer(side.document, conflict.question);
  const notApplicableReason = readValueAt(
    side.document,
    `${path}/na-reason`,
    NotApplicableReason.nullable(),
    null,
  );
  const ratingConfidence = readValueAt(
    side.document,
    `${path}/confidence`,
    RatingConfidence.nullable(),
    null,
  );
  const maturityLevel = indicatorAnswer.level ?? null;
  const descriptor = maturityLevel === null ? undefined : indicator?.levels[maturityLevel - 1];
  return (
    <div role="cell" className="ac-cell ac-level">
      {maturityLevel !== null && <LevelChip level={maturityLevel} isDecorative />}
      <span>
        <b>
          {maturityLevel === null
            ? translate(
                indicatorAnswer.state === 'blank'
                  ? 'conflict.value.none'
                  : valueLabels.answerStatus[indicatorAnswer.state],
              )
            : translate('ui.level.label', { level: maturityLevel })}
        </b>
        {descriptor !== undefined && <span dir="auto">{descriptor}</span>}
        {indicatorAnswer.state === 'na' && notApplicableReason !== null && (
          <span>{translate(valueLabels.naReason[notApplicableReason])}</span>
        )}
        {ratingConfidence !== null && (
          <span>
            {translate('value.confidence.labelled', {
              confidence: translate(valueLabels.confidence[ratingConfidence]),
            })}
          </span>
        )}
      </span>
    </div>
  );
}

interface TextRowProps {
  readonly conflict: AnswerConflict;
  readonly field: 'rationale' | 'variation';
  readonly label: string;
  /** Shown also where no side has a text. */
  readonly isAlways?: boolean;
}

/** Texts of the sides; words that the first does not share with the others are marked. */
function TextRow({ conflict, field, label, isAlways = false }: TextRowProps): ReactElement | null {
  const translate = useTranslate();
  const texts = conflict.sides.map(({ document }) =>
    plainTextAt(document, `answers/${conflict.question}/${field}`),
  );
  if (!isAlways && texts.every((text) => text === '')) return null;
  return (
    <AnswerRow label={label}>
      {texts.map((text, at) => (
        <div role="cell" className="ac-cell ac-text" key={conflict.sides[at]?.key}>
          <div dir="auto">
            {text === '' ? (
              <i>{translate('conflict.answer.noText')}</i>
            ) : (
              markDifferences(text, texts[at === 0 ? 1 : 0] ?? '').map((markedWords, index) =>
                // Words have no identity but their place.
                // biome-ignore lint/suspicious/noArrayIndexKey: a text is drawn anew as a whole
                markedWords.isOnlyHere ? (
                  <ins key={index}>{markedWords.text}</ins>
                ) : (
                  <Fragment key={index}>{markedWords.text}</Fragment>
                ),
              )
            )}
          </div>
        </div>
      ))}
    </AnswerRow>
  );
}

function EvidenceRow(props: AnswerSidesProps): ReactElement | null {
  const { conflict } = props;
  const translate = useTranslate();
  const items = conflict.sides.map(({ document }) => readEvidenceItems(document, conflict.question));
  const isOnEach = (id: string): boolean =>
    items.every((ofSide) => ofSide.some((evidenceItem) => evidenceItem.id === id));
  if (contestedEvidenceIds(conflict).length === 0) return null;
  return (
    <AnswerRow label={translate('path.evidence')} note={translate('conflict.answer.evidenceHow')}>
      {items.map((ofSide, at) => (
        <div role="cell" className="ac-cell ac-evidence" key={conflict.sides[at]?.key}>
          {ofSide.map((evidenceItem) => (
            <SideEvidence
              key={evidenceItem.id}
              {...props}
              item={evidenceItem}
              isOnEach={isOnEach(evidenceItem.id)}
            />
          ))}
          <p className="ac-ceiling">{ceilingText(ofSide, translate)}</p>
        </div>
      ))}
    </AnswerRow>
  );
}

function ceilingText(evidenceItems: readonly EvidenceItem[], translate: Translate): string {
  const bestEvidenceStrength = evidenceItems.reduce<EvidenceItem['strength']>(
    (evidenceStrength, { strength }) => (strength > evidenceStrength ? strength : evidenceStrength),
    'E0',
  );
  return translate('assessment.evidence.ceiling', {
    level: evidenceCeilingOf(bestEvidenceStrength),
    has: evidenceItems.length === 0 ? 'none' : bestEvidenceStrength,
  });
}

interface SideEvidenceProps extends AnswerSidesProps {
  readonly item: EvidenceItem;
  readonly isOnEach: boolean;
}

function SideEvidence({ item, isOnEach, kept, isReadOnly, onEvidence }: SideEvidenceProps): ReactElement {
  const translate = useTranslate();
  const format = useFormat();
  const { id, title, kind, strength, date, holder } = item;
  return (
    <div className="ac-item">
      <Checkbox
        label={`${strength} · ${title}`}
        state={kept.has(id) ? 'on' : 'off'}
        onChange={(isKept) => onEvidence(id, isKept)}
        isReadOnly={isReadOnly}
      />
      {!isOnEach && <Pill text={translate('conflict.answer.onlyHere')} meaning="info" />}
      <small>
        {translate(valueLabels.evidenceKind[kind])}
        {date !== null && ` · ${format.date(localNoonMs(date))}`}
        {holder !== '' && (
          <>
            {' · '}
            <bdi>{holder}</bdi>
          </>
        )}
      </small>
    </div>
  );
}

/** Run of words in a text, and whether the other text lacks it. */
interface MarkedWords {
  readonly text: string;
  readonly isOnlyHere: boolean;
}

/** Longest comparison, in pairs of words: two texts of 1,500 words. Longer ones are marked whole. */
const maximumWordPairs = 2_250_000;

/** The words of a text, with those marked that another text does not have at this place. */
export function markDifferences(text: string, other: string): readonly MarkedWords[] {
  const words = splitWords(text);
  const others = splitWords(other);
  if (words.length * others.length > maximumWordPairs) return [{ text, isOnlyHere: text !== other }];
  const common = commonWords(words, others);
  const marked: { text: string; isOnlyHere: boolean }[] = [];
  for (const [at, word] of words.entries()) {
    const isOnlyHere = !common.has(at);
    const last = marked.at(-1);
    if (last?.isOnlyHere === isOnlyHere) last.text += word;
    else marked.push({ text: word, isOnlyHere });
  }
  return marked;
}

/** Words with the white space after them, so that all together are the text again. */
const splitWords = (text: string): readonly string[] => text.match(/\S+\s*|\s+/gu) ?? [];

/** Places of the words in the longest common sequence of both. */
function commonWords(words: readonly string[], others: readonly string[]): ReadonlySet<number> {
  const width = others.length + 1;
  const lengths = new Uint32Array((words.length + 1) * width);
  const isSame = (at: number, to: number): boolean => words[at]?.trim() === others[to]?.trim();
  for (let at = words.length - 1; at >= 0; at -= 1) {
    for (let to = others.length - 1; to >= 0; to -= 1) {
      lengths[at * width + to] = isSame(at, to)
        ? (lengths[(at + 1) * width + to + 1] ?? 0) + 1
        : Math.max(lengths[(at + 1) * width + to] ?? 0, lengths[at * width + to + 1] ?? 0);
    }
  }
  const common = new Set<number>();
  for (let at = 0, to = 0; at < words.length && to < others.length; ) {
    if (isSame(at, to)) {
      common.add(at);
      at += 1;
      to += 1;
    } else if ((lengths[(at + 1) * width + to] ?? 0) >= (lengths[at * width + to + 1] ?? 0)) at += 1;
    else to += 1;
  }
  return common;
}
