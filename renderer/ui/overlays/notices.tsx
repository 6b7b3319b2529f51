import { X } from 'lucide-react';
import {
  createContext,
  type ReactElement,
  type ReactNode,
  use,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import {
  type LanguageFormat,
  type PlainMessageKey,
  type Translate,
  useFormat,
  useTranslate,
} from '#renderer/i18n';
import { Button } from '../button.tsx';
import { MeaningIcon, type StatusMeaning } from '../marks/pill.tsx';
import './notices.css';

/** Sentence of a notice in the language of the screen, also where that changes while the notice is shown. */
export type NoticeText = (translate: Translate, format: LanguageFormat) => string;

/** Event elsewhere than under the person's hands. */
export interface ScreenNotice {
  readonly meaning: StatusMeaning;
  readonly text: NoticeText;
  /** A notice takes the place of an earlier one with the same key. */
  readonly key?: string;
  /** The notice closes with it. */
  readonly action?: { readonly label: PlainMessageKey; readonly onPress: () => void };
}

interface NoticeCornerProps {
  readonly notices: readonly (ScreenNotice & { readonly id: number })[];
  readonly onDismiss: (id: number) => void;
}

/** Corner of the notices. Always in the page, because only then do screen readers hear additions. */
export function NoticeCorner({ notices, onDismiss }: NoticeCornerProps): ReactElement {
  const translate = useTranslate();
  const corner = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const giveWay = (): void => moveOffFocus(corner.current);
    giveWay();
    document.addEventListener('focusin', giveWay);
    return () => document.removeEventListener('focusin', giveWay);
  }, [notices]);
  return (
    <div
      ref={corner}
      role="log"
      className="fb-notices"
      aria-label={translate('frame.notices.label')}
      aria-live="polite"
      aria-relevant="additions"
    >
      {notices.map((notice) => (
        <NoticeItem key={notice.id} notice={notice} onDismiss={onDismiss} />
      ))}
    </div>
  );
}

/**
 * Move the notices to the top while they would lie over the element in focus. They stay where they are for a press by
 * mouse: moved between press and release they would take its click.
 */
function moveOffFocus(corner: HTMLElement | null): void {
  const focused = document.activeElement;
  if (corner === null || focused === null || corner.contains(focused)) return;
  if (!focused.matches(':focus-visible') && focused !== document.body) return;
  corner.removeAttribute('data-at');
  if (focused.contains(corner) || focused.id === 'fb-main') return;
  // The input of a radio or tick is hidden; its label is on the screen.
  const seen = (focused.closest('label') ?? focused).getBoundingClientRect();
  const own = corner.getBoundingClientRect();
  const isOver =
    own.height > 0 &&
    seen.right > own.left &&
    seen.left < own.right &&
    seen.bottom > own.top &&
    seen.top < own.bottom;
  if (isOver) corner.setAttribute('data-at', 'top');
}

const noticeShownMs = 8_000;

interface NoticeItemProps {
  readonly notice: ScreenNotice & { readonly id: number };
  readonly onDismiss: (id: number) => void;
}

function NoticeItem({ notice, onDismiss }: NoticeItemProps): ReactElement {
  const translate = useTranslate();
  const format = useFormat();
  const [isHeld, setIsHeld] = useState(false);
  // A notice to act on stays until it is closed; others disappear, but never while they are read or have
  // hover.
  const staysOpen = isHeld || notice.meaning === 'bad';

  useEffect(() => {
    if (staysOpen) return undefined;
    const timer = setTimeout(() => onDismiss(notice.id), noticeShownMs);
    return () => clearTimeout(timer);
  }, [staysOpen, onDismiss, notice.id]);

  return (
    <div
      className="fb-notice"
      data-meaning={notice.meaning}
      onPointerEnter={() => setIsHeld(true)}
      onPointerLeave={() => setIsHeld(false)}
      onFocus={() => setIsHeld(true)}
      onBlur={() => setIsHeld(false)}
    >
      <MeaningIcon meaning={notice.meaning} />
      <p>{notice.text(translate, format)}</p>
      {notice.action && (
        <Button
          onPress={() => {
            onDismiss(notice.id);
            notice.action?.onPress();
          }}
        >
          {translate(notice.action.label)}
        </Button>
      )}
      <Button kind="quiet" icon={X} onPress={() => onDismiss(notice.id)}>
        {translate('ui.close')}
      </Button>
    </div>
  );
}

const NotifyContext = createContext<NotifyFunction>(() => undefined);

/** Show a short notice in the corner, and have it read out. */
type NotifyFunction = (screenNotice: ScreenNotice) => void;

/**
 * Function that tells of an event elsewhere than under the person's hands. Errors of an act are shown at the
 * act instead.
 */
export function useNotify(): NotifyFunction {
  return use(NotifyContext);
}

/** Provider of notices for everything inside; once, around the app. */
export function NoticesProvider({ children }: { readonly children: ReactNode }): ReactElement {
  const words = { translate: useTranslate(), format: useFormat() };
  const [{ notices }, setShown] = useState<ShownNotices>({ notices: [], nextId: 0 });

  const said = useRef(words);
  useEffect(() => {
    said.current = words;
  });

  const notify = useCallback<NotifyFunction>((screenNotice) => {
    setShown(({ notices: before, nextId }) => ({
      notices: [
        ...before.filter((other) => !isReplacedBy(other, screenNotice, said.current)),
        { ...screenNotice, id: nextId },
      ].slice(-maximumNotices),
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
          <NoticeCorner notices={notices} onDismiss={dismiss} />
        ),
        [notices, dismiss],
      )}
    </NotifyContext>
  );
}

interface NoticeWords {
  readonly translate: Translate;
  readonly format: LanguageFormat;
}

const maximumNotices = 3;

/** Whether a notice makes an earlier one superfluous: it has its key, or says the same and offers no act of its own. */
const isReplacedBy = (
  earlier: ScreenNotice,
  nextScreenNotice: ScreenNotice,
  { translate, format }: NoticeWords,
): boolean =>
  nextScreenNotice.key === undefined
    ? earlier.text(translate, format) === nextScreenNotice.text(translate, format) &&
      earlier.action === undefined &&
      nextScreenNotice.action === undefined
    : earlier.key === nextScreenNotice.key;

interface ShownNotices {
  readonly notices: readonly (ScreenNotice & { readonly id: number })[];
  readonly nextId: number;
}
