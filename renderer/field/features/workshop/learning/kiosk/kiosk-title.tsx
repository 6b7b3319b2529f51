import { type ReactElement, type ReactNode, useEffect, useRef } from 'react';

/** Title of a page of the kiosk. It gets the focus, so that a screen reader begins with it. */
export function KioskTitle({ children }: { readonly children: ReactNode }): ReactElement {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  return (
    <h1 className="kiosk-title" tabIndex={-1} ref={title}>
      {children}
    </h1>
  );
}
