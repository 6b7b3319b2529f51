import {
  CalendarRange,
  ClipboardList,
  File,
  Inbox,
  LayoutTemplate,
  ListChecks,
  Map as MapIcon,
  Presentation,
  type LucideIcon,
} from 'lucide-react';

const recordKindIcons: ReadonlyMap<string, LucideIcon> = new Map([
  ['mission', MapIcon],
  ['assessment', ClipboardList],
  ['action-plan', ListChecks],
  ['programme', CalendarRange],
  ['request', Inbox],
  ['workshop', Presentation],
  ['workshop-template', LayoutTemplate],
]);

/** Icon of a kind of record; its name is `documentKindLabel`. */
export const recordKindIcon = (kind: string): LucideIcon => recordKindIcons.get(kind) ?? File;
