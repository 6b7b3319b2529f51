import { Eraser, SearchX, Trash2 } from 'lucide-react';
import { type ReactElement, useEffect, useRef, useState } from 'react';
import type { FoundMatch, FoundResponse } from '#api/data-requests-api.ts';
import { assessmentKind } from '#domain/assessment/assessment.ts';
import { emptyDocument } from '#domain/document/document.ts';
import { erasablePartsOfPath } from '#domain/privacy/path-privacy.ts';
import { describePath } from '#renderer/console/parts/describe-path.ts';
import { type ListColumn, OwnSortedTableView } from '#renderer/console/parts/list-filters-view.tsx';
import { recordKindIcon } from '#renderer/console/parts/record-kind-icons.ts';
import { NameCell } from '#renderer/console/parts/table-cells.tsx';
import { useFormat, useTranslate } from '#renderer/i18n';
import { localNoonMs } from '#renderer/records/local-days.ts';
import { documentKindLabel } from '#renderer/records/value-labels.ts';
import { Button, Dialog, EmptyState, FactList, RadioRows, TextLink } from '#renderer/ui';
import {
  type ErasureControls,
  foundMatchId,
  isFoundErased,
  type MatchErasure,
  type NamedMissions,
} from './request-labels.ts';
import './data-requests.css';
import type { ErasedPart } from '#domain/document/erase-ops.ts';

interface FoundMatchesViewProps {
  readonly found: FoundResponse;
  readonly missions: NamedMissions;
  readonly hrefOf: (foundMatch: FoundMatch) => string;
  /** Null for a request that does not ask for erasure. */
  readonly erasing: ErasureControls | null;
}

/**
 * Found fields: record, field, day, and erased parts.
 * The link of a record opens for people with a role in its mission: others pass it on to them.
 */
export function FoundMatchesView({ found, missions, hrefOf, erasing }: FoundMatchesViewProps): ReactElement {
  const translate = useTranslate();
  const wordsOf = useFoundMatchLabel(missions);
  const [asked, setAsked] = useState<FoundMatch | null>(null);
  const { places: matches, left } = found;
  const erasedIn = (foundMatch: FoundMatch) => erasing?.erasedById.get(foundMatchId(foundMatch));
  const listColumns = useFoundMatchColumns(wordsOf, hrefOf, erasedIn);
  const erasure: ListColumn<FoundMatch> = {
    id: 'erasure',
    title: translate('rights.kind.erasure'),
    cell: (foundMatch) => (
      <EraseMatchCell
        match={foundMatch}
        words={wordsOf(foundMatch)}
        erased={erasedIn(foundMatch)}
        onAsk={() => setAsked(foundMatch)}
      />
    ),
  };
  return (
    <>
      <OwnSortedTableView
        label={translate('rights.found')}
        rows={matches}
        rowId={foundMatchId}
        columns={erasing === null ? listColumns : [...listColumns, erasure]}
        empty={<EmptyState icon={SearchX} title={translate('rights.found.none')} />}
      />
      {left > 0 && <p className="console-rights-text">{translate('rights.found.left', { count: left })}</p>}
      {erasing !== null && asked !== null && (
        <EraseMatchDialog
          match={asked}
          words={wordsOf(asked)}
          isAsking={erasing.isAsking}
          onErase={(erasedPart) => erasing.onErase(asked, erasedPart, () => setAsked(null))}
          onClose={() => setAsked(null)}
        />
      )}
    </>
  );
}

interface EraseMatchDialogProps {
  readonly match: FoundMatch;
  readonly words: FoundMatchLabel;
  readonly isAsking: boolean;
  readonly onErase: (erasedPart: ErasedPart) => void;
  readonly onClose: () => void;
}

/** Ask which part of a field is erased, and state its effects and limits. */
export function EraseMatchDialog({
  match,
  words,
  isAsking,
  onErase,
  onClose,
}: EraseMatchDialogProps): ReactElement {
  const translate = useTranslate();
  const [chosenPart, setChosen] = useState<ErasedPart>(match.stands === 'now' ? 'all' : 'past');
  const erasedParts = erasablePartsOfPath(match.kind, match.path);
  const erasedPart = erasedParts.includes(chosenPart) ? chosenPart : 'past';
  return (
    <Dialog
      role="alertdialog"
      title={translate('rights.erase.title')}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button kind="danger" icon={Trash2} isPending={isAsking} onPress={() => onErase(erasedPart)}>
            {translate('rights.erase.yes')}
          </Button>
          <Button hasFirstFocus onPress={onClose}>
            {translate('ui.cancel')}
          </Button>
        </>
      }
    >
      <FactList
        facts={[
          { term: translate('rights.found.field'), value: <bdi>{words.field}</bdi> },
          { term: translate('path.record'), value: <bdi>{`${words.record} ${words.recordId}`}</bdi> },
          { term: translate('value.documentKind.mission'), value: <bdi>{words.mission}</bdi> },
        ]}
      />
      {erasedParts.length > 1 ? (
        <RadioRows
          label={translate('rights.erase.part')}
          rows={[
            {
              value: 'all',
              text: translate('rights.erase.all'),
              description: translate('rights.erase.all.text'),
            },
            {
              value: 'past',
              text: translate('rights.erase.past'),
              description: translate('rights.erase.past.text'),
            },
          ]}
          value={erasedPart}
          onChange={setChosen}
        />
      ) : (
        <p>{translate('rights.erase.onlyPast')}</p>
      )}
      <ul className="console-rights-reach">
        <li>{translate('rights.erase.second')}</li>
        <li>{translate('rights.erase.forGood')}</li>
        <li>{translate('rights.erase.laptops')}</li>
        {match.kind === assessmentKind && <li>{translate('rights.erase.otherMissions')}</li>}
        <li>{translate('rights.erase.copies')}</li>
      </ul>
    </Dialog>
  );
}

interface EraseMatchCellProps {
  readonly match: FoundMatch;
  readonly words: FoundMatchLabel;
  /** Erased since the search; undefined while nothing was. */
  readonly erased: MatchErasure | undefined;
  readonly onAsk: () => void;
}

/** Cell beside a found field: the erased part, and the button to erase. */
function EraseMatchCell({ match, words, erased, onAsk }: EraseMatchCellProps): ReactElement {
  const translate = useTranslate();
  if (erasablePartsOfPath(match.kind, match.path).length === 0)
    return <span className="console-rights-none">{translate('rights.erase.none')}</span>;
  const { field, record, recordId } = words;
  return (
    <div className="console-rights-erase">
      {erased && <ErasedPartView erased={erased} />}
      {erased?.part !== 'all' && (erased?.waitsUntilMs ?? null) === null && (
        <Button
          icon={Eraser}
          label={translate('rights.erase.of', { field, record: `${record} ${recordId}` })}
          onPress={onAsk}
        >
          {translate('rights.erase')}
        </Button>
      )}
    </div>
  );
}

/**
 * Erased part of a found field. It takes the focus of the pressed button, which is gone: work by keys goes on from
 * this row.
 */
function ErasedPartView({ erased }: { readonly erased: MatchErasure }): ReactElement {
  const { part, count, waitsUntilMs } = erased;
  const translate = useTranslate();
  const { exact } = useFormat();
  const line = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    if (part === 'all' || waitsUntilMs !== null) line.current?.focus();
  }, [part, waitsUntilMs]);
  return (
    <span ref={line} tabIndex={-1}>
      {waitsUntilMs === null
        ? translate(part === 'all' ? 'rights.erased.all' : 'rights.erased.past', { count })
        : translate('rights.erase.waitsUntil', { when: exact(waitsUntilMs) })}
    </span>
  );
}

/** Found field in words. */
interface FoundMatchLabel {
  readonly record: string;
  /** End of the record's id, which distinguishes it from others of its kind. */
  readonly recordId: string;
  readonly mission: string;
  readonly field: string;
}

/** Location of a found field: record, mission and field. */
export function useFoundMatchLabel(
  namedMissions: NamedMissions,
): (foundMatch: Pick<FoundMatch, 'log' | 'doc' | 'kind' | 'path'>) => FoundMatchLabel {
  const translate = useTranslate();
  return ({ log, doc, kind, path }) => {
    const { subject, what, detail } = describePath(path, emptyDocument(doc, kind), undefined);
    const field = [subject?.code ?? '', translate(what), detail ?? ''].filter((part) => part !== '');
    return {
      record: translate(documentKindLabel(kind)),
      recordId: doc.slice(-8),
      mission: namedMissions.find((missionId) => missionId.log === log)?.title || translate('value.untitled'),
      field: field.join(' · '),
    };
  };
}

function useFoundMatchColumns(
  wordsOf: (foundMatch: FoundMatch) => FoundMatchLabel,
  hrefOf: FoundMatchesViewProps['hrefOf'],
  erasedIn: (foundMatch: FoundMatch) => MatchErasure | undefined,
): readonly ListColumn<FoundMatch>[] {
  const translate = useTranslate();
  const { date } = useFormat();
  return [
    {
      id: 'record',
      title: translate('path.record'),
      sortBy: (foundMatch) => wordsOf(foundMatch).record,
      cell: (foundMatch) => {
        const { record, recordId } = wordsOf(foundMatch);
        return (
          <TextLink href={hrefOf(foundMatch)}>
            <NameCell icon={recordKindIcon(foundMatch.kind)} name={record} note={recordId} />
          </TextLink>
        );
      },
    },
    {
      id: 'mission',
      title: translate('value.documentKind.mission'),
      sortBy: (foundMatch) => wordsOf(foundMatch).mission,
      cell: (foundMatch) => (
        <NameCell
          name={wordsOf(foundMatch).mission}
          note={foundMatch.opens ? undefined : translate('rights.found.noRole')}
        />
      ),
    },
    {
      id: 'field',
      title: translate('rights.found.field'),
      sortBy: (foundMatch) => wordsOf(foundMatch).field,
      cell: (foundMatch) => <NameCell name={wordsOf(foundMatch).field} note={foundMatch.path} />,
    },
    {
      id: 'on',
      title: translate('rights.found.on'),
      sortBy: ({ on }) => on,
      cell: ({ on }) => (on === null ? '–' : date(localNoonMs(on))),
    },
    {
      id: 'stands',
      title: translate('path.status'),
      cell: (foundMatch) =>
        isFoundErased(foundMatch, erasedIn(foundMatch))
          ? translate('console.value.erased')
          : translate(foundMatchKeys[foundMatch.stands]),
    },
  ];
}

const foundMatchKeys = { now: 'rights.found.now', before: 'rights.found.before' } as const;
