import { createContext, use, useCallback, useMemo, useState, type ReactElement, type ReactNode } from 'react';
import { NoticeList } from './notice-list.tsx';
import type { Notice } from './notice.ts';

const NotifyContext = createContext<Notify>(() => undefined);

/** Shows a short notice in the corner, and has it read out. */
export type Notify = (notice: Notice) => void;

/** The way to say that something happened elsewhere than under the person's hands. Errors of an act stand at the act instead. */
export function useNotify(): Notify {
  return use(NotifyContext);
}

/** Holds the notices of everything inside; once, around the app. */
export function NoticesProvider({ children }: { readonly children: ReactNode }): ReactElement {
  const [{ notices }, setShown] = useState<Shown>({ notices: [], nextId: 0 });

  const notify = useCallback<Notify>((notice) => {
    setShown(({ notices: before, nextId }) => ({
      notices: [...before, { ...notice, id: nextId }].slice(-longestList),
      nextId: nextId + 1,
    }));
  }, []);
  const dismiss = useCallback((id: number) => {
    setShown(({ notices: before, nextId }) => ({
      notices: before.filter((notice) => notice.id !== id),
      nextId,
    }));
  }, []);

  return (
    <NotifyContext value={notify}>
      {children}
      {useMemo(
        () => (
          <NoticeList notices={notices} onDismiss={dismiss} />
        ),
        [notices, dismiss],
      )}
    </NotifyContext>
  );
}

const longestList = 3;

interface Shown {
  readonly notices: readonly (Notice & { readonly id: number })[];
  readonly nextId: number;
}
