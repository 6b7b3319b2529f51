import { ChevronRight } from 'lucide-react';
import {
  createContext,
  type ReactElement,
  type ReactNode,
  type Ref,
  type RefObject,
  use,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useFormat, useTranslate } from '#renderer/i18n';
import { Button } from '../button.tsx';
import type { BannerProps } from '../marks/banner.tsx';
import { MeaningIcon, meaningLabels } from '../marks/pill.tsx';
import { Dialog } from './dialog.tsx';
import './banner-pager.css';

interface BannerPagerProps {
  /** `BannerLine`s with keys, the most urgent first; none keeps no room. */
  readonly banners: readonly ReactElement[];
}

/** Banners of a frame: one at a time, in one line, with their number. The page below never moves by a second one. */
export function BannerPager({ banners }: BannerPagerProps): ReactElement | null {
  const mostUrgent = banners[0]?.key;
  const [shown, setShown] = useState({ mostUrgent, index: 0 });
  // News that is more urgent than all others is shown at once, wherever a person has paged to.
  const index = shown.mostUrgent === mostUrgent ? Math.min(shown.index, banners.length - 1) : 0;
  const total = banners.length;
  const bannerPage = useMemo(
    () => ({
      number: index + 1,
      total,
      onNext: () => setShown({ mostUrgent, index: (index + 1) % total }),
    }),
    [index, total, mostUrgent],
  );
  if (total === 0) return null;
  return <BannerPageContext value={bannerPage}>{banners[index]}</BannerPageContext>;
}

interface BannerPage {
  readonly number: number;
  readonly total: number;
  readonly onNext: () => void;
}

const BannerPageContext = createContext<BannerPage | null>(null);

interface BannerLineProps extends Omit<BannerProps, 'isQuiet'> {
  /** Acts that need the whole text before them: they stand below it only, never in the line. */
  readonly actsBelowText?: ReactNode | undefined;
}

/** Banner in one line of a frame. A text that does not fit opens whole. */
export function BannerLine(props: BannerLineProps): ReactElement {
  const { meaning, icon, title, children, actions, actsBelowText, isAnnounced = false } = props;
  const translate = useTranslate();
  const line = useRef<HTMLDivElement>(null);
  const isCut = useIsCut(line);
  const [isOpen, setIsOpen] = useState(false);
  const close = (): void => setIsOpen(false);
  return (
    <div
      className="fb-banner-line"
      data-meaning={meaning}
      {...(isAnnounced && { role: meaning === 'bad' ? 'alert' : 'status' })}
    >
      <MeaningIcon meaning={meaning} icon={icon} />
      <LineText line={line} {...{ meaning, title }}>
        {children}
      </LineText>
      {(isCut || actsBelowText !== undefined) && (
        <Button onPress={() => setIsOpen(true)}>{translate('ui.banner.whole')}</Button>
      )}
      {actions}
      <BannerPageTurner />
      <Dialog
        title={title ?? translate(meaningLabels[meaning])}
        isOpen={isOpen}
        onClose={close}
        actions={
          <>
            {actsBelowText ?? actions}
            <Button onPress={close}>{translate('ui.close')}</Button>
          </>
        }
      >
        {children}
      </Dialog>
    </div>
  );
}

interface LineTextProps extends Pick<BannerProps, 'meaning' | 'title' | 'children'> {
  readonly line: Ref<HTMLDivElement>;
}

function LineText({ line, meaning, title, children }: LineTextProps): ReactElement {
  const translate = useTranslate();
  return (
    <div className="fb-banner-line-text" ref={line}>
      <span className="fb-hidden">{translate(meaningLabels[meaning])}: </span>
      {title !== undefined && <strong>{title}</strong>} {children}
    </div>
  );
}

/** Number of this banner among all, and the way to the next; nothing for a single one. */
function BannerPageTurner(): ReactElement | null {
  const translate = useTranslate();
  const format = useFormat();
  const bannerPage = use(BannerPageContext);
  if (bannerPage === null || bannerPage.total < 2) return null;
  const { number, total, onNext } = bannerPage;
  return (
    <Button kind="quiet" onPress={onNext}>
      {translate('ui.banner.page', { number: format.number(number), total: format.number(total) })}
      <span className="fb-hidden"> {translate('ui.banner.next')}</span>
      <ChevronRight className="fb-icon fb-turns" aria-hidden />
    </Button>
  );
}

/** Whether the text of a line has no room, now. */
function useIsCut(line: RefObject<HTMLDivElement | null>): boolean {
  const [isCut, setIsCut] = useState(false);
  useLayoutEffect(() => {
    const measured = line.current;
    if (!measured) return undefined;
    // Both numbers are rounded, each its own way.
    const measure = (): void => setIsCut(measured.scrollWidth > measured.clientWidth + 1);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(measured);
    return () => observer.disconnect();
  });
  return isCut;
}
