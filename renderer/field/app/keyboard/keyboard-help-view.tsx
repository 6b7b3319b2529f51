import type { ReactElement } from 'react';
import { type MessageKey, useTranslate } from '#renderer/i18n';
import { Dialog, KeyHint, PageSection } from '#renderer/ui';
import './keyboard-help-view.css';

interface KeyboardHelpViewProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
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
  { keys: ['Ctrl L'], does: 'frame.keys.lock' },
  { keys: ['Ctrl Shift Del'], does: 'frame.keys.erase' },
  { keys: ['G M'], does: 'frame.keys.missions' },
  { keys: ['G C'], does: 'frame.keys.conflicts' },
  { keys: ['G W'], does: 'frame.keys.whereItIs' },
];

const assessmentShortcuts: readonly KeyboardShortcut[] = [
  { keys: ['1', '2', '3', '4', '5'], does: 'frame.keys.rate' },
  { keys: ['0'], does: 'value.answerStatus.na' },
  { keys: ['6'], does: 'value.answerStatus.ne' },
  { keys: ['7'], does: 'frame.keys.declined' },
  { keys: ['W'], does: 'frame.keys.rationale' },
  { keys: ['…'], does: 'frame.keys.begin' },
  { keys: ['Esc'], does: 'frame.keys.leave' },
  { keys: ['Enter'], does: 'frame.keys.next' },
  { keys: ['Shift Enter'], does: 'frame.keys.back' },
  { keys: ['A'], does: 'frame.keys.evidence' },
  { keys: ['C'], does: 'frame.keys.comment' },
  { keys: ['8', '9'], does: 'frame.keys.keep' },
  { keys: [']', '['], does: 'frame.keys.nextDimension' },
  { keys: ['/'], does: 'frame.keys.search' },
];

const conflictShortcuts: readonly KeyboardShortcut[] = [
  { keys: ['↑', '↓'], does: 'conflict.keys.through' },
  { keys: ['1', '2'], does: 'conflict.keys.keepThat' },
  { keys: ['0'], does: 'conflict.both' },
  { keys: ['W'], does: 'conflict.write' },
  { keys: ['O'], does: 'conflict.goTo' },
];

const reviewShortcuts: readonly KeyboardShortcut[] = [
  { keys: ['↑', '↓'], does: 'life.keys.through' },
  { keys: ['O'], does: 'life.keys.help.open' },
  { keys: ['W'], does: 'life.keys.help.write' },
  { keys: ['M'], does: 'life.keys.help.mend' },
];

const ratingShortcuts: readonly KeyboardShortcut[] = [
  { keys: ['1', '2', '3', '4', '5'], does: 'frame.keys.rate' },
  { keys: ['W'], does: 'frame.keys.rationale' },
  { keys: ['Ctrl Enter'], does: 'several.keys.record' },
  { keys: ['Enter'], does: 'frame.keys.next' },
];

const noteShortcuts: readonly KeyboardShortcut[] = [
  { keys: ['/'], does: 'note.list.search' },
  { keys: ['N'], does: 'note.new' },
  { keys: ['Esc'], does: 'note.keys.back' },
];

const agendaShortcuts: readonly KeyboardShortcut[] = [
  { keys: ['Alt ↑'], does: 'workshop.session.up' },
  { keys: ['Alt ↓'], does: 'workshop.session.down' },
];

const sessionNoteShortcuts: readonly KeyboardShortcut[] = [
  { keys: ['/'], does: 'entry.search.label' },
  { keys: ['N'], does: 'entry.newKey' },
  { keys: ['Ctrl 1', 'Ctrl 6'], does: 'entry.keys.type' },
  { keys: ['↑', '↓'], does: 'entry.keys.through' },
  { keys: ['E'], does: 'entry.keys.write' },
  { keys: ['P', 'Enter'], does: 'entry.plan.add' },
  { keys: ['D'], does: 'entry.details' },
  { keys: ['Del'], does: 'ui.remove' },
];

const findingShortcuts: readonly KeyboardShortcut[] = [
  { keys: ['T'], does: 'finding.act.finding' },
  { keys: ['R'], does: 'finding.act.recommend' },
  { keys: ['1', '2', '3'], does: 'finding.keys.help.values' },
  { keys: ['Del'], does: 'finding.keys.help.clear' },
  { keys: ['↑', '↓', '←', '→'], does: 'finding.keys.help.move' },
  { keys: ['Shift ↓', 'Shift ↑'], does: 'finding.keys.help.select' },
];

/** All keys, in one place. */
export function KeyboardHelpView({ isOpen, onClose }: KeyboardHelpViewProps): ReactElement {
  const translate = useTranslate();
  return (
    <Dialog title={translate('frame.keys.title')} isOpen={isOpen} onClose={onClose} width="l">
      <div className="field-keys">
        <div className="field-keys-more">
          <PageSection kind="side" title={translate('frame.keys.assessment')}>
            <ShortcutList keys={assessmentShortcuts} />
          </PageSection>
          <PageSection kind="side" title={translate('life.place')}>
            <ShortcutList keys={reviewShortcuts} />
          </PageSection>
          <PageSection kind="side" title={translate('several.place')}>
            <ShortcutList keys={ratingShortcuts} />
          </PageSection>
        </div>
        <div className="field-keys-more">
          <PageSection kind="side" title={translate('frame.keys.everywhere')}>
            <ShortcutList keys={globalShortcuts} />
          </PageSection>
          <PageSection kind="side" title={translate('frame.rail.conflicts')}>
            <ShortcutList keys={conflictShortcuts} />
          </PageSection>
          <PageSection kind="side" title={translate('finding.gaps.title')}>
            <ShortcutList keys={findingShortcuts} />
          </PageSection>
          <PageSection kind="side" title={translate('note.tab')}>
            <ShortcutList keys={noteShortcuts} />
          </PageSection>
          <PageSection kind="side" title={translate('workshop.section.agenda')}>
            <ShortcutList keys={agendaShortcuts} />
          </PageSection>
          <PageSection kind="side" title={translate('workshop.section.notes')}>
            <ShortcutList keys={sessionNoteShortcuts} />
          </PageSection>
        </div>
      </div>
    </Dialog>
  );
}

function ShortcutList({ keys: list }: { readonly keys: readonly KeyboardShortcut[] }): ReactElement {
  const translate = useTranslate();
  return (
    <dl className="field-key-list">
      {list.map(({ keys, does }) => (
        <div key={does}>
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
