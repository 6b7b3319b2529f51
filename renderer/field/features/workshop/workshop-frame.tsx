import type { ReactElement, ReactNode } from 'react';
import { type Document, valueAt } from '#domain/document/document.ts';
import { ScreenFrame, useMissionCrumbs } from '#renderer/field/app/frame/screen-frame.tsx';
import { fieldAddressOf, type WorkshopSection } from '#renderer/field/parts/field-route.ts';
import { useTranslate } from '#renderer/i18n';
import type { DocumentQueryResult } from '#renderer/store/api/store-api.ts';

/** Workshop as a section of its screen gets it. */
export interface WorkshopSectionProps {
  readonly queryResult: DocumentQueryResult;
  readonly section: WorkshopSection;
  /** Session of the address, which may be unknown. */
  readonly session?: string | undefined;
  /** Links to the sections. */
  readonly tabs: ReactNode;
}

interface WorkshopFrameProps {
  readonly of: WorkshopSectionProps;
  /** Part of the section, such as a session; the workshop's title becomes a crumb. */
  readonly part?: string | undefined;
  /** At most one primary button, last. */
  readonly actions?: ReactNode | undefined;
  /** A `ScreenPage` or `SplitColumns`. */
  readonly children: ReactNode;
}

/** Frame of every section of a workshop: title, links to the other sections, acts. */
export function WorkshopFrame({ of, part, actions, children }: WorkshopFrameProps): ReactElement {
  const { log, document } = of.queryResult;
  const title = useWorkshopTitle(document);
  const crumbs = useMissionCrumbs(log, 'workshops');
  const href = fieldAddressOf({ screen: 'workshop', log, doc: document.doc, section: of.section });
  return (
    <ScreenFrame
      title={part ?? title}
      crumbs={part === undefined ? crumbs : [...crumbs, { label: title, href }]}
      actions={actions}
      tabs={of.tabs}
    >
      {children}
    </ScreenFrame>
  );
}

/** Title of the workshop; a placeholder without one. */
function useWorkshopTitle(document: Document): string {
  const translate = useTranslate();
  const title = valueAt(document, 'title');
  return typeof title === 'string' && title !== '' ? title : translate('workshop.untitled');
}
