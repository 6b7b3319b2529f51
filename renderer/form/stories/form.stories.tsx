import type { ReactElement } from 'react';
import type { AnswerChange } from '#forms/engine/form.ts';
import { QuestionId } from '#forms/model/instrument.ts';
import type { StoriesAbout } from '#renderer/ui/gallery/story-registry.ts';
import { answered, SampleForm } from './sample-form.tsx';
import { everyday, further, hostile, household } from './sample-instrument.ts';

export const about: StoriesAbout = { title: 'Form' };

export function Everyday(): ReactElement {
  return (
    <SampleForm
      instrument={everyday}
      answers={answered({
        place: 'Unit 3',
        rooms: ['store', 'lab'],
        main: 'lab',
        staff: 12,
        budget: 1.5,
        day: '2026-11-12',
      })}
    />
  );
}

export function NothingAnswered(): ReactElement {
  return <SampleForm instrument={everyday} />;
}

/** A missing required answer, one against a constraint, and a choice that is no longer offered. */
export function Problems(): ReactElement {
  return (
    <SampleForm
      instrument={everyday}
      isChecked
      answers={answered({ rooms: ['lab', 'office'], main: 'store', staff: 9_000 })}
    />
  );
}

export function ReadOnly(): ReactElement {
  return (
    <SampleForm
      instrument={everyday}
      part={{ isReadOnly: true }}
      answers={answered({ place: 'Unit 3', rooms: ['store'], staff: 12, day: '2026-11-12' })}
    />
  );
}

export function Further(): ReactElement {
  return (
    <SampleForm
      instrument={further}
      answers={answered({
        begin: '09:30:00.000+00:00',
        moment: '2026-11-12T16:45:00.000+00:00',
        since: '2019-03-01',
        where: '33.51 36.29 690 12',
        score: 7,
        order: ['3', '1', '2', '4'],
        trust: '3',
        t1: '2',
        district: 'd41',
        visited: ['d3', 'd9000'],
        photo: { blob: 'b1', name: 'door.jpg', type: 'image/jpeg', bytes: 182_000 },
        read: 'OK',
      })}
    />
  );
}

export function FurtherNothingAnswered(): ReactElement {
  return <SampleForm instrument={further} />;
}

const unit = QuestionId.parse('unit');
const row = (instance: string, order: string): AnswerChange => ({
  kind: 'instance',
  repeat: unit,
  instance,
  parent: null,
  order,
});

export function Rows(): ReactElement {
  return (
    <SampleForm
      instrument={household}
      part={{ removed: { isAny: () => true, restore: () => undefined } }}
      answers={[
        row('r1', 'a0'),
        row('r2', 'a1'),
        ...answered({ unitName: 'Records', head: 4 }, 'r1'),
        ...answered({ unitName: 'Laboratory', head: 11 }, 'r2'),
        { kind: 'instance', repeat: QuestionId.parse('device'), instance: 'd1', parent: 'r1', order: 'a0' },
        ...answered({ model: 'Write blocker' }, 'd1'),
      ]}
    />
  );
}

export function ManyRows(): ReactElement {
  return (
    <SampleForm
      instrument={household}
      answers={Array.from({ length: 500 }, (_, at) => [
        row(`m${at}`, `a${String(at).padStart(3, '0')}`),
        ...answered({ unitName: `Unit ${at + 1}`, head: at }, `m${at}`),
      ]).flat()}
    />
  );
}

export function Hostile(): ReactElement {
  return <SampleForm instrument={hostile} />;
}
