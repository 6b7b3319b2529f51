import { Eraser, History, MessageSquareText, Paperclip, PencilLine } from 'lucide-react';
import { memo, type ReactElement } from 'react';
import { withEqualParts } from '#base/json.ts';
import type { DeviceId } from '#domain/ids.ts';
import type { DeviceOwner } from '#domain/people/known-devices.ts';
import { type Message, type MessageKey, useTranslate } from '#renderer/i18n';
import { LevelChip, ListEntry, PageSection, RelativeTime } from '#renderer/ui';
import type { HistoryLine, PreviousValue } from './history-lines.ts';
import { ratingMessage } from './question-model.ts';

interface QuestionHistoryListViewProps {
  readonly lines: readonly HistoryLine[];
  readonly names: Readonly<Record<DeviceId, string>>;
  /** Names of laptops, where headquarters gives them. */
  readonly owners: Readonly<Record<DeviceId, Pick<DeviceOwner, 'laptop'>>>;
  /** This laptop. */
  readonly ownDevice: DeviceId;
  /** Values that these changes replaced are no longer, or were never, on this laptop. */
  readonly hasOlder: boolean;
}

/** History of one question: person, answer, time, and delivery status of each. */
export function QuestionHistoryListView({
  lines,
  names,
  owners,
  ownDevice,
  hasOlder,
}: QuestionHistoryListViewProps): ReactElement {
  const translate = useTranslate();
  return (
    <PageSection kind="side" title={translate('assessment.history.title')}>
      {lines.length === 0 && !hasOlder && (
        <p className="assess-prompt">{translate('assessment.history.none')}</p>
      )}
      <ol className="assess-history">
        {lines.map((historyLine) => (
          <li key={historyLine.key}>
            <HistoryLineItem
              line={historyLine}
              who={names[historyLine.device] ?? translate('assessment.unknownPerson')}
              // Without a name, the first digits tell two laptops of one person apart.
              laptop={
                historyLine.device === ownDevice
                  ? translate('assessment.history.thisLaptop')
                  : translate('assessment.history.laptop', {
                      laptop: owners[historyLine.device]?.laptop ?? historyLine.device.slice(0, 4),
                    })
              }
            />
          </li>
        ))}
      </ol>
      {hasOlder && <p className="assess-prompt">{translate('assessment.history.older')}</p>}
    </PageSection>
  );
}

interface HistoryLineItemProps {
  readonly line: HistoryLine;
  readonly who: string;
  readonly laptop: string;
}

const HistoryLineItem = memo(function HistoryLineItem({
  line,
  who,
  laptop,
}: HistoryLineItemProps): ReactElement {
  const translate = useTranslate();
  const { what, where, isHeld, atMs, before } = line;
  const sourceKey = locationMessageKeys[isHeld ? 'held' : where];
  return (
    <ListEntry
      lead={<HistoryLineIcon what={what} />}
      meta={
        <>
          <RelativeTime atMs={atMs} show="moment" /> · {laptop} · {translate(sourceKey)}
          {before !== null && (
            <span className="assess-before" dir="auto">
              {translate('assessment.history.before', { value: previousValueText(before, translate) })}
            </span>
          )}
        </>
      }
    >
      {what.kind === 'rating' && what.rating.state === 'rated' ? (
        <bdi>{who}</bdi>
      ) : (
        translate(historyEventMessage(what, who, translate))
      )}
    </ListEntry>
  );
}, isSameHistoryLine);

// A new line moves all others, so that they come as copies.
function isSameHistoryLine(before: HistoryLineItemProps, after: HistoryLineItemProps): boolean {
  return withEqualParts(before, after) === before;
}

/** A long text is recognized by its beginning; the whole of it is one "before" further down. */
const maximumPreviousTextLength = 120;

function previousValueText(previousValue: PreviousValue, translate: (message: Message) => string): string {
  if (previousValue.kind === 'rating') return translate(ratingMessage(previousValue.rating));
  const text =
    previousValue.text.length > maximumPreviousTextLength
      ? `${previousValue.text.slice(0, maximumPreviousTextLength)}…`
      : previousValue.text;
  return translate({ key: 'assessment.reason.text', values: { text } });
}

const locationMessageKeys: { readonly [P in HistoryLine['where'] | 'held']: MessageKey } = {
  laptop: 'assessment.where.laptop',
  headquarters: 'assessment.where.headquarters',
  held: 'assessment.where.held',
};

function HistoryLineIcon({ what }: { readonly what: HistoryLine['what'] }): ReactElement {
  switch (what.kind) {
    case 'rating':
      return <LevelChip level={what.rating.level} />;
    case 'value':
      return <PencilLine className="fb-icon" aria-hidden />;
    case 'reason':
    case 'variation':
    case 'naReason':
    case 'override':
      return <MessageSquareText className="fb-icon" aria-hidden />;
    case 'evidence':
    case 'evidenceRemoved':
      return <Paperclip className="fb-icon" aria-hidden />;
    case 'erased':
      return <Eraser className="fb-icon" aria-hidden />;
    case 'other':
      return <History className="fb-icon" aria-hidden />;
  }
}

function historyEventMessage(
  what: HistoryLine['what'],
  who: string,
  translate: (message: Message) => string,
): Message {
  switch (what.kind) {
    case 'rating':
      return {
        key: 'assessment.history.state',
        values: { who, answer: translate(ratingMessage(what.rating)) },
      };
    case 'value':
      return {
        key: 'assessment.history.state',
        values: { who, answer: what.text || translate({ key: 'value.answerStatus.blank' }) },
      };
    case 'reason':
      return { key: 'assessment.history.reason', values: { who } };
    case 'variation':
      return { key: 'assessment.history.variation', values: { who } };
    case 'naReason':
      return { key: 'assessment.history.naReason', values: { who } };
    case 'override':
      return { key: 'assessment.history.override', values: { who } };
    case 'evidence':
      return { key: 'assessment.history.evidence', values: { who } };
    case 'evidenceRemoved':
      return { key: 'assessment.history.evidenceRemoved', values: { who } };
    case 'erased':
      return { key: 'assessment.history.erased', values: { who } };
    case 'other':
      return { key: 'assessment.history.other', values: { who } };
  }
}
