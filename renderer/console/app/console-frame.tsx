import { type ReactElement, type ReactNode, useState } from 'react';
import type { ConsoleMissionRow } from '#api/console-api.ts';
import { defaultServerName } from '#api/console-api.ts';
import type { SignedInPersonResponse } from '#api/signed-in-person-api.ts';
import type { LogId } from '#domain/ids.ts';
import { mayReleaseHeldOps } from '#domain/kinds/permit.ts';
import type { Role } from '#domain/people/role.ts';
import { type MessageKey, type Translate, useTranslate } from '#renderer/i18n';
import { Button, Dialog, FactList, KeyHint, useKeyPresses } from '#renderer/ui';
import { useConsole, useMissionList, useOwnNotices, useWaitingCounts } from './console-context.ts';
import { ConsoleFrameView, type FrameHeading, type PageFreshness } from './console-frame-view.tsx';
import { ConsoleSearch } from './console-search.tsx';
import type { LoadState } from './polled-resource.ts';
import { problemMessagesOf } from './problem-messages.ts';
import type { ConsoleRailMission, RailItemId } from './rail-sections-view.tsx';
import './console-frame-view.css';

interface ConsoleFrameProps {
  readonly log?: LogId | undefined;
  readonly railItem: RailItemId;
  readonly head: FrameHeading;
  /** Content of the page: the status bar shows its freshness. */
  readonly shows: LoadState<unknown>;
  readonly children: ReactNode;
}

/** Frame with the signed-in person and the missions. */
export function ConsoleFrame({ log, railItem, head, shows, children }: ConsoleFrameProps): ReactElement {
  const { me, onSignOut, onShowPreferences } = useConsole();
  // All missions are much to answer and to parse: the page's content comes first.
  const isPageThere = shows.kind !== 'loading';
  const isRailWanted = isPageThere || log !== undefined;
  const missionsState = useMissionList(isRailWanted);
  const noticesState = useOwnNotices(isPageThere);
  const waitingCounts = useWaitingCounts(isRailWanted);
  const translate = useTranslate();
  const [isSearching, setIsSearching] = useState(false);
  const showSearch = (): void => setIsSearching(true);
  useKeyPresses(
    (key) => {
      if (key === 'Ctrl+k') showSearch();
      return key === 'Ctrl+k';
    },
    { whileTyping: ['Ctrl+k'] },
  );
  const missionRow =
    missionsState.kind === 'present' ? missionsState.value.find((row) => row.log === log) : undefined;

  return (
    <ConsoleFrameView
      person={{ ...me, server: { ...me.server, name: serverNameOf(me, translate) } }}
      mission={missionRow ? railMissionOf(missionRow, translate) : null}
      reviews={railReviewsOf(me, missionsState, waitingCounts?.reviews ?? 0)}
      notices={noticesState.kind === 'present' ? noticesState.value.length : 0}
      waiting={waitingCounts}
      railItem={railItem}
      head={head}
      freshness={pageFreshnessOf(shows)}
      onSignOut={onSignOut}
      onShowPreferences={onShowPreferences}
      onSearch={showSearch}
    >
      {children}
      <KeysDialog />
      {isSearching && <ConsoleSearch onClose={() => setIsSearching(false)} />}
    </ConsoleFrameView>
  );
}

const consoleKeys: readonly { readonly keys: string; readonly does: MessageKey }[] = [
  { keys: 'Ctrl K', does: 'frame.goAnywhere' },
  { keys: '?', does: 'frame.keys.help' },
  { keys: 'Escape', does: 'frame.keys.close' },
  { keys: 'J', does: 'frame.keys.next' },
  { keys: 'K', does: 'frame.keys.back' },
  { keys: 'Alt P', does: 'review.point.add' },
  { keys: 'Alt R', does: 'review.override.give' },
];

/** All keys of the console, on a press of `?`. */
function KeysDialog(): ReactElement {
  const translate = useTranslate();
  const [isOpen, setIsOpen] = useState(false);
  useKeyPresses((key) => {
    if (key !== '?') return false;
    setIsOpen(true);
    return true;
  });
  const close = (): void => setIsOpen(false);
  return (
    <Dialog
      title={translate('frame.keys.title')}
      isOpen={isOpen}
      onClose={close}
      actions={<Button onPress={close}>{translate('ui.close')}</Button>}
    >
      <FactList
        facts={consoleKeys.map(({ keys, does }) => ({
          term: translate(does),
          value: <KeyHint keys={keys} />,
        }))}
      />
    </Dialog>
  );
}

/** Name of this headquarters; one that nobody has named has the word of the language. */
const serverNameOf = ({ server: { name } }: SignedInPersonResponse, translate: Translate): string =>
  name === defaultServerName ? translate('console.fresh.server.default') : name;

/** Title of a mission, with a placeholder for one without. */
export const missionTitleOf = (missionRow: ConsoleMissionRow, translate: Translate): string =>
  missionRow.title === '' ? translate('value.untitled') : missionRow.title;

const overviewRoles: ReadonlySet<Role> = new Set(['manager', 'me-officer']);

/** Item of the review queue in the rail: a count for those who act in it, a plain link for an overview, or none. */
function railReviewsOf(
  signedInPerson: SignedInPersonResponse,
  missionsState: LoadState<readonly ConsoleMissionRow[]>,
  waiting: number,
): number | 'overview' | null {
  if (!signedInPerson.readsContent) return null;
  const missionRows = missionsState.kind === 'present' ? missionsState.value : [];
  const acts = [[signedInPerson.role], ...missionRows.map(({ roles }) => roles)].some(
    (roles) => mayReleaseHeldOps(roles) || roles.includes('adviser'),
  );
  if (acts) return waiting;
  return overviewRoles.has(signedInPerson.role) ? 'overview' : null;
}

const railMissionOf = (missionRow: ConsoleMissionRow, translate: Translate): ConsoleRailMission => ({
  ...missionRow,
  title: missionTitleOf(missionRow, translate),
});

function pageFreshnessOf(shows: LoadState<unknown>): PageFreshness {
  switch (shows.kind) {
    case 'loading':
      return { kind: 'asking' };
    case 'failed':
      return { kind: 'absent' };
    case 'present':
      return shows.trouble === null
        ? { kind: 'fresh', atMs: shows.atMs }
        : { kind: 'stale', atMs: shows.atMs, ...problemMessagesOf(shows.trouble) };
  }
}
