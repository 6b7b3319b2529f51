import {
  CalendarRange,
  ClipboardList,
  File,
  Inbox,
  LayoutTemplate,
  ListChecks,
  type LucideIcon,
  Map as MapIcon,
  Presentation,
} from 'lucide-react';
import { entryOfKind, type KnownDocumentKind } from '#domain/path-rules/path-classes.ts';

const recordKindIcons: { readonly [kind in KnownDocumentKind]: LucideIcon } = {
  mission: MapIcon,
  assessment: ClipboardList,
  'action-plan': ListChecks,
  programme: CalendarRange,
  request: Inbox,
  workshop: Presentation,
  'workshop-template': LayoutTemplate,
  instrument: File,
};

/** Icon of a kind of record; its name is `documentKindLabel`. */
export const recordKindIcon = (kind: string): LucideIcon => entryOfKind(recordKindIcons, kind, File);
