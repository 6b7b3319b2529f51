import {
  useCallback,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type ReactElement,
  type ReactNode,
} from 'react';
import { useQuery } from '../use-query.ts';
import { useField } from './field-context.tsx';
import { FrameContext } from './frame-context.tsx';
import { GoAnywhere } from './go-anywhere.tsx';
import { KeysView } from './keys-view.tsx';
import { statusFactsOf } from './status-facts.ts';
import { SyncAnnouncer } from './sync-announcer.tsx';
import { useAppKeys } from './use-app-keys.ts';

/** What stands around and over every screen: the facts of its frame, Ctrl K, all keys. */
export function AppFrame({ children }: { readonly children: ReactNode }): ReactElement {
  const { session, route } = useField();
  const status = useQuery('status', null);
  const missions = useQuery('missions', null);
  const [open, setOpen] = useState<'nothing' | 'keys' | 'goAnywhere'>('nothing');
  const close = useCallback(() => setOpen('nothing'), [setOpen]);
  const onKeys = useCallback(() => setOpen('keys'), [setOpen]);
  const onGoAnywhere = useCallback(() => setOpen('goAnywhere'), [setOpen]);
  useAppKeys({ goAnywhere: onGoAnywhere, showKeys: onKeys });
  useHeadingFocus(`${route.screen} ${'log' in route ? route.log : ''} ${'doc' in route ? route.doc : ''}`);

  const facts = useMemo(
    () => ({
      status: status.kind === 'present' ? statusFactsOf(status.answer, session) : null,
      conflicts: status.kind === 'present' ? status.answer.conflicts : 0,
      missions: missions.kind === 'present' ? missions.answer : null,
      onGoAnywhere,
      onKeys,
    }),
    [status, missions, session, onGoAnywhere, onKeys],
  );
  return (
    <FrameContext value={facts}>
      {facts.status && <SyncAnnouncer network={facts.status.network} />}
      {children}
      <KeysView isOpen={open === 'keys'} onClose={close} />
      {open === 'goAnywhere' && <GoAnywhere onClose={close} />}
    </FrameContext>
  );
}

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
