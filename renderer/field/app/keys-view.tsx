import type { ReactElement } from 'react';
import type { MessageKey } from '#renderer/i18n/message.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { Section } from '#renderer/ui/section.tsx';
import './keys-view.css';

interface KeysViewProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

interface KeyHelp {
  readonly keys: readonly string[];
  readonly does: MessageKey;
}

const everywhere: readonly KeyHelp[] = [
  { keys: ['Ctrl K'], does: 'frame.keys.goAnywhere' },
  { keys: ['?'], does: 'frame.keys.help' },
  { keys: ['Esc'], does: 'frame.keys.close' },
  { keys: ['Ctrl L'], does: 'frame.keys.lock' },
  { keys: ['Ctrl Shift Del'], does: 'frame.keys.erase' },
  { keys: ['G M'], does: 'frame.keys.missions' },
  { keys: ['G C'], does: 'frame.keys.conflicts' },
  { keys: ['G W'], does: 'frame.keys.whereItIs' },
];

const assessment: readonly KeyHelp[] = [
  { keys: ['1', '2', '3', '4', '5'], does: 'frame.keys.rate' },
  { keys: ['0'], does: 'frame.keys.notApplicable' },
  { keys: ['E'], does: 'frame.keys.notEvidenced' },
  { keys: ['D'], does: 'frame.keys.declined' },
  { keys: ['W'], does: 'frame.keys.rationale' },
  { keys: ['Esc'], does: 'frame.keys.leave' },
  { keys: ['Enter'], does: 'frame.keys.next' },
  { keys: ['Shift Enter'], does: 'frame.keys.back' },
  { keys: ['A'], does: 'frame.keys.evidence' },
  { keys: ['C'], does: 'frame.keys.comment' },
  { keys: ['K', 'L'], does: 'frame.keys.keep' },
  { keys: [']', '['], does: 'frame.keys.nextDimension' },
  { keys: ['/'], does: 'frame.keys.search' },
];

const conflicts: readonly KeyHelp[] = [
  { keys: ['↑', '↓'], does: 'conflict.keys.through' },
  { keys: ['1', '2'], does: 'conflict.keys.keepThat' },
  { keys: ['B'], does: 'conflict.both' },
  { keys: ['W'], does: 'conflict.write' },
  { keys: ['O'], does: 'conflict.goTo' },
];

const review: readonly KeyHelp[] = [
  { keys: ['↑', '↓'], does: 'life.keys.through' },
  { keys: ['O'], does: 'life.keys.help.open' },
  { keys: ['W'], does: 'life.keys.help.write' },
  { keys: ['M'], does: 'life.keys.help.mend' },
];

const ratings: readonly KeyHelp[] = [
  { keys: ['1', '2', '3', '4', '5'], does: 'frame.keys.rate' },
  { keys: ['W'], does: 'frame.keys.rationale' },
  { keys: ['Ctrl Enter'], does: 'several.keys.record' },
  { keys: ['Enter'], does: 'frame.keys.next' },
];

const notes: readonly KeyHelp[] = [
  { keys: ['/'], does: 'note.list.search' },
  { keys: ['N'], does: 'note.new' },
  { keys: ['Esc'], does: 'note.keys.back' },
];

const agenda: readonly KeyHelp[] = [
  { keys: ['Alt ↑'], does: 'workshop.session.up' },
  { keys: ['Alt ↓'], does: 'workshop.session.down' },
];

const findings: readonly KeyHelp[] = [
  { keys: ['T'], does: 'finding.act.finding' },
  { keys: ['R'], does: 'finding.act.recommend' },
  { keys: ['↑', '↓'], does: 'finding.act.row' },
];

/** All keys, in one place. */
export function KeysView({ isOpen, onClose }: KeysViewProps): ReactElement {
  const say = useSay();
  return (
    <Dialog title={say('frame.keys.title')} isOpen={isOpen} onClose={onClose} width="l">
      <div className="field-keys">
        <div className="field-keys-more">
          <Section kind="side" title={say('frame.keys.assessment')}>
            <KeyList keys={assessment} />
          </Section>
          <Section kind="side" title={say('life.place')}>
            <KeyList keys={review} />
          </Section>
          <Section kind="side" title={say('several.place')}>
            <KeyList keys={ratings} />
          </Section>
        </div>
        <div className="field-keys-more">
          <Section kind="side" title={say('frame.keys.everywhere')}>
            <KeyList keys={everywhere} />
          </Section>
          <Section kind="side" title={say('frame.rail.conflicts')}>
            <KeyList keys={conflicts} />
          </Section>
          <Section kind="side" title={say('finding.gaps.title')}>
            <KeyList keys={findings} />
          </Section>
          <Section kind="side" title={say('note.tab')}>
            <KeyList keys={notes} />
          </Section>
          <Section kind="side" title={say('workshop.agenda.label')}>
            <KeyList keys={agenda} />
          </Section>
        </div>
      </div>
    </Dialog>
  );
}

function KeyList({ keys: list }: { readonly keys: readonly KeyHelp[] }): ReactElement {
  const say = useSay();
  return (
    <dl className="field-key-list">
      {list.map(({ keys, does }) => (
        <div key={does}>
          <dt>
            {keys.map((key) => (
              <KeyHint key={key} keys={key} />
            ))}
          </dt>
          <dd>{say(does)}</dd>
        </div>
      ))}
    </dl>
  );
}
