// Entry of the component library: screens import no other file of it. Its base styles come first in every page.

import './kit.css';

export {
  applyAppearance,
  loadLanguageFont,
  prepareDocument,
  ScreenTheme,
  screenThemeLabels,
  TextSize,
  textSizes,
} from './appearance.ts';
export { Button } from './button.tsx';
export { Checkbox, Switch } from './fields/checkbox.tsx';
export { DateField, TimeField } from './fields/date-field.tsx';
export {
  DraftFormScope,
  Form,
  FormActs,
  type FormSubmission,
  useFormDecision,
} from './fields/draft-form.tsx';
export {
  type DraftedField,
  type DraftHandling,
  type FieldDrafts,
  FieldDraftsContext,
} from './fields/field-draft.tsx';
export { FieldLabel, FieldNotes, type FieldProps, fieldStateOf } from './fields/field-parts.tsx';
export { LongSelect } from './fields/long-select.tsx';
export type { LongSelectOption } from './fields/long-select-list.tsx';
export { NumberField, Slider } from './fields/number-field.tsx';
export { CheckRows, type RadioRow, RadioRows } from './fields/radio-rows.tsx';
export { RankList } from './fields/rank-list.tsx';
export { SearchField } from './fields/search-field.tsx';
export { Select, type SelectOption } from './fields/select.tsx';
export { SuggestField } from './fields/suggest-field.tsx';
export { TextArea, type TextAreaProps, TextField } from './fields/text-field.tsx';
export { Card, CollapsedLine } from './layout/card.tsx';
export { type NavItem, NavList } from './layout/nav-list.tsx';
export { NavigationRail, RailItem, RailPerson, RailSection } from './layout/navigation-rail.tsx';
export { type Breadcrumb, ScreenLayout } from './layout/screen-layout.tsx';
export { PageSection, ScreenPage } from './layout/screen-page.tsx';
export { openSideColumn, SplitColumns, scrollToTop } from './layout/split-columns.tsx';
export { StatusBar, StatusPart } from './layout/status-bar.tsx';
export { TabLinks } from './layout/tab-links.tsx';
export { type TabContent, Tabs } from './layout/tabs.tsx';
export { Toolbar, ToolbarButton, ToolbarGap, ToolbarToggle } from './layout/toolbar.tsx';
export { focusHeading, useLostFocus } from './layout/use-lost-focus.ts';
export { Banner } from './marks/banner.tsx';
export { EmptyState } from './marks/empty-state.tsx';
export { FactList, type FactListItem, ListEntry } from './marks/fact-list.tsx';
export { KeyHint } from './marks/key-hint.tsx';
export { LevelChip, LevelRange, type MaturityChipLevel } from './marks/level-chip.tsx';
export { Badge, MeaningIcon, Pill, type StatusMeaning } from './marks/pill.tsx';
export { ProgressBar, ProgressRing } from './marks/progress.tsx';
export { QrCode } from './marks/qr-code.tsx';
export { TextHitList } from './marks/text-hit-list.tsx';
export { BannerLine, BannerPager } from './overlays/banner-pager.tsx';
export { Dialog, FormDialog } from './overlays/dialog.tsx';
export { MenuButton, type MenuChoice } from './overlays/menu-button.tsx';
export { NoticesProvider, type NoticeText, type ScreenNotice, useNotify } from './overlays/notices.tsx';
export { type FoundOption, type FoundOptionGroup, SearchDialog } from './overlays/search-dialog.tsx';
export {
  ClockProvider,
  createStoppedClock,
  createTickingClock,
  localDayOf,
  RelativeTime,
  type ScreenClock,
  useNowMs,
} from './screen-clock.tsx';
export { SortableTable, type TableColumn, type TableSort } from './sortable-table.tsx';
export { TextLink } from './text-link.tsx';
export { useIsPrinting } from './use-is-printing.ts';
export { pressedKeyName, useKeyPresses } from './use-key-presses.ts';
export { scrollToRow, useVisibleRows } from './use-visible-rows.ts';
