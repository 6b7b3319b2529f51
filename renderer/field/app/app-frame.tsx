import {
  useCallback,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
  type ReactElement,
  type ReactNode,
} from 'react';
import { useQuery } from '../use-query.ts';
import { useField } from './field-context.tsx';
import { EraseView } from '../parts/erase-view.tsx';
import { FrameContext, type FrameFacts } from './frame-context.tsx';
import { GoAnywhere } from './go-anywhere.tsx';
import { KeysView } from './keys-view.tsx';
import { RecipientsNotice } from './recipients-notice.tsx';
import { statusFactsOf } from './status-facts.ts';
import type { Route } from './route.ts';
import { SyncAnnouncer } from './sync-announcer.tsx';
import type { StoreStatus } from '#renderer/store/store-api.ts';
import { useAppKeys } from './use-app-keys.ts';

/** What stands around and over every screen: the facts of its frame, Ctrl K, all keys. */
export function AppFrame({ children }: { readonly children: ReactNode }): ReactElement {
  const { host, session, route, unsaved } = useField();
  const isTyped = useSyncExternalStore(unsaved.onChange, unsaved.isAny);
  const status = useQuery('status', null);
  const missions = useQuery('missions', null);
  const held = useQuery('heldTexts', null);
  const devices = useQuery('colleagueDevices', null);
  const notices = useQuery('accessNotices', null);
  const [open, setOpen] = useState<'nothing' | 'keys' | 'goAnywhere' | 'erase'>('nothing');
  const close = useCallback(() => setOpen('nothing'), [setOpen]);
  const onKeys = useCallback(() => setOpen('keys'), [setOpen]);
  const onGoAnywhere = useCallback(() => setOpen('goAnywhere'), [setOpen]);
  const onLock = useCallback(() => void host.ask('vault.lock', null), [host]);
  const askErase = useCallback(() => setOpen('erase'), [setOpen]);
  useAppKeys({ goAnywhere: onGoAnywhere, showKeys: onKeys, lock: onLock, askErase });
  useHeadingFocus(screenOf(route));

  const facts = useMemo(
    () => ({
      status: status.kind === 'present' ? statusFactsOf(orSaving(status.answer, isTyped), session) : null,
      conflicts: status.kind === 'present' ? status.answer.conflicts : 0,
      missions: missions.kind === 'present' ? missions.answer : null,
      heldTexts: held.kind === 'present' ? held.answer : noTexts,
      accessNotices: notices.kind === 'present' ? notices.answer : noNotices,
      newDevices: devices.kind === 'present' ? devices.answer.filter(({ isNew }) => isNew) : noDevices,
      onGoAnywhere,
      onKeys,
      onLock,
    }),
    [status, isTyped, missions, held, devices, notices, session, onGoAnywhere, onKeys, onLock],
  );
  return (
    <FrameContext value={facts}>
      {facts.status && <SyncAnnouncer network={facts.status.network} />}
      {children}
      <RecipientsNotice />
      <KeysView isOpen={open === 'keys'} onClose={close} />
      <EraseView
        isOpen={open === 'erase'}
        onErase={() => void host.ask('vault.erase', null)}
        onClose={close}
      />
      {open === 'goAnywhere' && <GoAnywhere onClose={close} />}
    </FrameContext>
  );
}

const noTexts: FrameFacts['heldTexts'] = [];
const noNotices: FrameFacts['accessNotices'] = [];
const noDevices: FrameFacts['newDevices'] = [];

/** What is still gathered in a field is not saved, whatever was saved before it. */
const orSaving = (status: StoreStatus, isTyped: boolean): StoreStatus =>
  isTyped ? { ...status, saving: true } : status;

/** What makes two routes two screens; going from one question to the next is no going elsewhere. */
const screenOf = (route: Route): string =>
  [
    route.screen,
    'log' in route && route.log,
    'doc' in route && route.doc,
    'place' in route && route.place,
    'item' in route && route.item,
  ].join(' ');

/** After going to another screen, keys and screen readers begin at its heading; not when the app opens. */
function useHeadingFocus(screen: string): void {
  const before = useRef(screen);
  useLayoutEffect(() => {
    if (before.current === screen) return;
    before.current = screen;
    const heading = document.querySelector('h1');
    if (!heading) return;
    heading.tabIndex = -1;
    heading.focus();
  }, [screen]);
}
