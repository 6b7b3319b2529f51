import type { ReactElement } from 'react';
import type { FieldRoute } from '#renderer/field/parts/field-route.ts';
import { type MessageKey, useTranslate } from '#renderer/i18n';
import { Dialog, KeyHint, PageSection } from '#renderer/ui';
import './keyboard-help-view.css';

interface KeyboardHelpViewProps {
  readonly isOpen: boolean;
  /** Present screen, whose keys come first. */
  readonly route: FieldRoute;
  readonly onClose: () => void;
}

/** All keys, in one place: those of the present screen first, those of other screens below a heading. */
export function KeyboardHelpView({ isOpen, route, onClose }: KeyboardHelpViewProps): ReactElement {
  const translate = useTranslate();
  const isHere = ({ isOn }: ShortcutGroup): boolean => isOn === undefined || isOn(route);
  const here = shortcutGroups
    .filter(isHere)
    .toSorted((a, b) => Number(b.isOn !== undefined) - Number(a.isOn !== undefined));
  return (
    <Dialog title={translate('frame.keys.title')} isOpen={isOpen} onClose={onClose} width="l">
      <div className="field-keys">
        {here.map((shortcutGroup) => (
          <ShortcutSection key={shortcutGroup.title} group={shortcutGroup} />
        ))}
      </div>
      <h3 className="field-keys-others">{translate('frame.keys.others')}</h3>
      <div className="field-keys">
        {shortcutGroups
          .filter((group) => !isHere(group))
          .map((shortcutGroup) => (
            <ShortcutSection key={shortcutGroup.title} group={shortcutGroup} />
          ))}
      </div>
    </Dialog>
  );
}

interface KeyboardShortcut {
  readonly keys: readonly string[];
  readonly does: MessageKey;
}

const globalShortcuts: readonly KeyboardShortcut[] = [
  { keys: ['Ctrl K'], does: 'frame.keys.goAnywhere' },
  { keys: ['Ctrl Z'], does: 'frame.keys.undo' },
  { keys: ['Ctrl Shift Z', 'Ctrl Y'], does: 'frame.keys.redo' },
  { keys: ['?'], does: 'frame.keys.help' },
  { keys: ['Esc'], does: 'frame.keys.close' },
  { keys: ['Ctrl Enter'], does: 'frame.keys.saveForm' },
  { keys: ['Ctrl L'], does: 'frame.keys.lock' },
  { keys: ['Ctrl Shift Del'], does: 'frame.keys.erase' },
  { keys: ['G T'], does: 'today.title' },
  { keys: ['G M'], does: 'frame.keys.missions' },
  { keys: ['G C'], does: 'frame.keys.conflicts' },
  { keys: ['G W'], does: 'frame.keys.whereItIs' },
];

const assessmentShortcuts: readonly KeyboardShortcut[] = [
  { keys: ['1', '2', '3', '4', '5'], does: 'frame.keys.rate' },
  { keys: ['0'], does: 'value.answerStatus.na' },
  { keys: ['6'], does: 'value.answerStatus.ne' },
  { keys: ['7'], does: 'frame.keys.declined' },
  { keys: ['Alt W'], does: 'frame.keys.rationale' },
  { keys: ['…'], does: 'frame.keys.begin' },
  { keys: ['Esc'], does: 'frame.keys.leave' },
  { keys: ['Enter'], does: 'frame.keys.next' },
  { keys: ['Shift Enter'], does: 'frame.keys.back' },
  { keys: ['Alt A'], does: 'frame.keys.evidence' },
  { keys: ['Alt C'], does: 'frame.keys.comment' },
  { keys: ['1', '2'], does: 'frame.keys.keep' },
  { keys: [']', '['], does: 'frame.keys.nextDimension' },
  { keys: ['/'], does: 'frame.keys.search' },
];

const conflictShortcuts: readonly KeyboardShortcut[] = [
  { keys: ['↑', '↓'], does: 'conflict.keys.through' },
  { keys: ['1', '2'], does: 'conflict.keys.keepThat' },
  { keys: ['0'], does: 'conflict.both' },
  { keys: ['Alt W'], does: 'conflict.write' },
  { keys: ['O'], does: 'conflict.goTo' },
];

const reviewShortcuts: readonly KeyboardShortcut[] = [
  { keys: ['↑', '↓'], does: 'life.keys.through' },
  { keys: ['…'], does: 'life.keys.help.write' },
  { keys: ['Alt O'], does: 'life.keys.help.open' },
  { keys: ['Alt W'], does: 'life.keys.help.write' },
  { keys: ['Alt M'], does: 'life.keys.help.mend' },
];

const ratingShortcuts: readonly KeyboardShortcut[] = [
  { keys: ['1', '2', '3', '4', '5'], does: 'frame.keys.rate' },
  { keys: ['Alt W'], does: 'frame.keys.rationale' },
  { keys: ['Ctrl Enter'], does: 'several.keys.record' },
  { keys: ['Enter'], does: 'frame.keys.next' },
];

const noteShortcuts: readonly KeyboardShortcut[] = [
  { keys: ['/'], does: 'note.list.search' },
  { keys: ['Alt N'], does: 'note.new' },
  { keys: ['Esc'], does: 'note.keys.back' },
];

const agendaShortcuts: readonly KeyboardShortcut[] = [
  { keys: ['Alt ↑'], does: 'workshop.session.up' },
  { keys: ['Alt ↓'], does: 'workshop.session.down' },
];

const sessionNoteShortcuts: readonly KeyboardShortcut[] = [
  { keys: ['/'], does: 'entry.search.label' },
  { keys: ['…', 'Alt N'], does: 'entry.newKey' },
  { keys: ['Ctrl 1', 'Ctrl 6'], does: 'entry.keys.type' },
  { keys: ['↑', '↓'], does: 'entry.keys.through' },
  { keys: ['Enter', 'Alt E'], does: 'entry.keys.write' },
  { keys: ['Alt P', 'Enter'], does: 'entry.plan.add' },
  { keys: ['Alt D'], does: 'entry.details' },
  { keys: ['Del'], does: 'ui.remove' },
];

const findingShortcuts: readonly KeyboardShortcut[] = [
  { keys: ['Alt T'], does: 'finding.act.finding' },
  { keys: ['Alt R'], does: 'finding.act.recommend' },
  { keys: ['1', '2', '3'], does: 'finding.keys.help.values' },
  { keys: ['Del'], does: 'finding.keys.help.clear' },
  { keys: ['↑', '↓', '←', '→'], does: 'finding.keys.help.move' },
  { keys: ['Shift ↓', 'Shift ↑'], does: 'finding.keys.help.select' },
];

interface ShortcutGroup {
  readonly title: MessageKey;
  readonly keys: readonly KeyboardShortcut[];
  /** Whether a screen has these keys; absent: every screen. */
  readonly isOn?: (fieldRoute: FieldRoute) => boolean;
}

const shortcutGroups: readonly ShortcutGroup[] = [
  { title: 'frame.keys.everywhere', keys: globalShortcuts },
  {
    title: 'frame.keys.assessment',
    keys: assessmentShortcuts,
    isOn: (fieldRoute) => fieldRoute.screen === 'assessment' && fieldRoute.tab === undefined,
  },
  {
    title: 'life.place',
    keys: reviewShortcuts,
    isOn: (fieldRoute) => fieldRoute.screen === 'assessment' && fieldRoute.tab === 'review',
  },
  {
    title: 'several.place',
    keys: ratingShortcuts,
    isOn: (fieldRoute) => fieldRoute.screen === 'assessment' && fieldRoute.tab === 'ratings',
  },
  {
    title: 'finding.gaps.title',
    keys: findingShortcuts,
    isOn: (fieldRoute) => fieldRoute.screen === 'assessment' && fieldRoute.tab === 'findings',
  },
  { title: 'frame.rail.conflicts', keys: conflictShortcuts, isOn: ({ screen }) => screen === 'conflicts' },
  {
    title: 'note.tab',
    keys: noteShortcuts,
    isOn: (fieldRoute) =>
      fieldRoute.screen === 'note' || (fieldRoute.screen === 'mission' && fieldRoute.tab === 'notes'),
  },
  {
    title: 'workshop.section.agenda',
    keys: agendaShortcuts,
    isOn: (fieldRoute) => fieldRoute.screen === 'workshop' && (fieldRoute.section ?? 'agenda') === 'agenda',
  },
  {
    title: 'workshop.section.notes',
    keys: sessionNoteShortcuts,
    isOn: (fieldRoute) => fieldRoute.screen === 'workshop' && fieldRoute.section === 'notes',
  },
];

function ShortcutSection({ group }: { readonly group: ShortcutGroup }): ReactElement {
  const translate = useTranslate();
  return (
    <PageSection kind="side" title={translate(group.title)}>
      <ShortcutList keys={group.keys} />
    </PageSection>
  );
}

function ShortcutList({ keys: list }: { readonly keys: readonly KeyboardShortcut[] }): ReactElement {
  const translate = useTranslate();
  return (
    <dl className="field-key-list">
      {list.map(({ keys, does }) => (
        <div key={`${does} ${keys.join(' ')}`}>
          <dt>
            {keys.map((key) => (
              <KeyHint key={key} keys={key} />
            ))}
          </dt>
          <dd>{translate(does)}</dd>
        </div>
      ))}
    </dl>
  );
}
