import { Landmark, Map, User } from 'lucide-react';
import { type ReactElement, useEffect, useState } from 'react';
import type { SearchResponse } from '#api/console-api.ts';
import { foundRowLimit } from '#api/console-api.ts';
import { stateNameIn } from '#domain/states/state-names.ts';
import { unfilteredOverviews } from '#renderer/console/parts/list-query.ts';
import { recordKindIcon } from '#renderer/console/parts/record-kind-icons.ts';
import { type LanguageFormat, type Message, type Translate, useFormat, useTranslate } from '#renderer/i18n';
import { documentKindLabel, valueLabels } from '#renderer/records/value-labels.ts';
import { type FoundOption, type FoundOptionGroup, SearchDialog } from '#renderer/ui';
import { useConsole } from './console-context.ts';
import { consoleAddressOf, unfilteredRecordList } from './console-route.ts';
import { problemMessagesOf } from './problem-messages.ts';

/** Pause after a letter before headquarters is asked. */
const restMs = 150;

interface KnownResult {
  readonly text: string;
  /** Null where headquarters gave none. */
  readonly found: SearchResponse | null;
  readonly problem: Message | null;
}

/** Response to the typed words; that to the words before while it is on its way. */
function useFoundRecords(text: string): KnownResult {
  const { client } = useConsole();
  const [knownResult, setKnown] = useState<KnownResult>({ text: '', found: null, problem: null });
  useEffect(() => {
    let isGone = false;
    const ask = async (): Promise<void> => {
      const result = text === '' ? null : await client.search(text);
      if (isGone) return;
      setKnown({
        text,
        found: result?.ok ? result.value : null,
        problem: result === null || result.ok ? null : problemMessagesOf(result.refusal).text,
      });
    };
    const timer = setTimeout(() => void ask(), text === '' ? 0 : restMs);
    return () => {
      isGone = true;
      clearTimeout(timer);
    };
  }, [client, text]);
  return knownResult;
}

/** Ctrl K: missions, States, people, records and requests by their names, as far as this person reads them. */
export function ConsoleSearch({ onClose }: { readonly onClose: () => void }): ReactElement {
  const [text, setText] = useState('');
  const typed = text.trim().slice(0, 200);
  const knownResult = useFoundRecords(typed);
  return (
    <ConsoleSearchView
      text={text}
      onText={setText}
      found={knownResult.found}
      problem={knownResult.problem}
      isPending={knownResult.text !== typed}
      onGo={(address) => {
        onClose();
        location.hash = address;
      }}
      onClose={onClose}
    />
  );
}

interface ConsoleSearchViewProps {
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly found: SearchResponse | null;
  readonly problem: Message | null;
  readonly isPending: boolean;
  readonly onGo: (address: string) => void;
  readonly onClose: () => void;
}

/** Dialog of the search: the text, the hits by group, and their number. */
export function ConsoleSearchView(props: ConsoleSearchViewProps): ReactElement {
  const { text, onText, found, problem, isPending, onGo, onClose } = props;
  const translate = useTranslate();
  const { language } = useFormat();
  const foundOptionGroups = found === null ? [] : foundGroupsOf(found, translate, language);
  const total = found === null ? 0 : Object.values(found).reduce((sum, group) => sum + group.total, 0);
  return (
    <SearchDialog
      title={translate('frame.goAnywhere')}
      label={translate('console.search.label')}
      text={text}
      onText={onText}
      status={total === 0 ? '' : translate('console.search.found', { count: total })}
      groups={foundOptionGroups}
      empty={emptyLineOf()}
      isPending={isPending}
      onGo={onGo}
      onClose={onClose}
    />
  );

  function emptyLineOf(): string {
    if (problem !== null) return translate(problem);
    if (text.trim() === '') return translate('console.search.begin');
    return isPending ? '' : translate('frame.go.none');
  }
}

/** Groups with results; the address of a place is its id. */
function foundGroupsOf(
  { missions, states, people, records, requests }: SearchResponse,
  translate: Translate,
  nameLanguage: LanguageFormat['language'],
): readonly FoundOptionGroup[] {
  const stateOf = (country: string | null): string =>
    country === null ? '' : stateNameIn(country, nameLanguage);
  const untitled = translate('value.untitled');
  return [
    groupOf(
      'missions',
      translate('console.missions.title'),
      missions.total,
      missions.rows.map(({ log, title, country, opens }) => ({
        id: opens
          ? consoleAddressOf({ screen: 'records', log, list: unfilteredRecordList })
          : `${consoleAddressOf({ screen: 'missions' })}?${new URLSearchParams({ find: title }).toString()}`,
        icon: Map,
        title: title || untitled,
        note: stateOf(country),
        kind: '',
      })),
    ),
    groupOf(
      'states',
      translate('states.title'),
      states.total,
      states.rows.map(({ country, missions: count }) => ({
        id: consoleAddressOf({ screen: 'state', country, list: unfilteredOverviews }),
        icon: Landmark,
        title: stateOf(country),
        note: translate('console.search.missions', { count }),
        kind: '',
      })),
    ),
    groupOf(
      'records',
      translate('console.records.title'),
      records.total,
      records.rows.map(({ log, doc, kind, title, institution, mission }) => ({
        id: consoleAddressOf({ screen: 'record', log, doc, part: '' }),
        icon: recordKindIcon(kind),
        title: title || institution || untitled,
        note: [title === '' ? '' : institution, mission].filter((part) => part !== '').join(' · '),
        kind: translate(documentKindLabel(kind)),
      })),
    ),
    groupOf(
      'requests',
      translate('request.title'),
      requests.total,
      requests.rows.map(({ doc, state, reference, authority }) => ({
        id: consoleAddressOf({ screen: 'request', doc }),
        icon: recordKindIcon('request'),
        title: stateOf(state) || authority || untitled,
        note: [authority, reference].filter((part) => part !== '').join(' · '),
        kind: '',
      })),
    ),
    groupOf(
      'people',
      translate('console.people.title'),
      people.total,
      people.rows.map(({ person, name, role }) => ({
        id: consoleAddressOf({ screen: 'person', person }),
        icon: User,
        title: name,
        note: translate(valueLabels.role[role]),
        kind: '',
      })),
    ),
  ].filter(({ options }) => options.length > 0);

  function groupOf(
    id: string,
    title: string,
    total: number,
    options: readonly Omit<Extract<FoundOption, { kind: string }>, 'href'>[],
  ): FoundOptionGroup {
    return {
      id,
      title,
      ...(total > foundRowLimit && {
        more: translate('console.search.more', { count: total - foundRowLimit }),
      }),
      options: options.map((option) => ({ ...option, href: option.id })),
    };
  }
}
