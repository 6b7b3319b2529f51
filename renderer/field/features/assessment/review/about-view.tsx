import type { ReactElement } from 'react';
import { AssessmentType } from '#domain/assessment/assessment.ts';
import type { DocumentId } from '#domain/ids.ts';
import { assessmentTypeKeys } from '#renderer/words/finding-words.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { DateField } from '#renderer/ui/date-field.tsx';
import { Facts } from '#renderer/ui/facts.tsx';
import { Section } from '#renderer/ui/section.tsx';
import { Select, type SelectOption } from '#renderer/ui/select.tsx';
import { TextLink } from '#renderer/ui/text-link.tsx';
import './review.css';

interface AboutViewProps {
  readonly type: AssessmentType | null;
  /** The day that the ratings describe. */
  readonly referenceDate: string | null;
  /** The assessment that this one follows or takes the place of; null where there is none. */
  readonly follows: { readonly title: string; readonly href: string } | null;
  /** What a follow-up can follow. */
  readonly finals: readonly SelectOption<DocumentId>[];
  /** Why there is a new version; empty where this is none. */
  readonly versionReason: string;
  /** Absent where nothing may be changed. */
  readonly onType?: ((type: AssessmentType) => void) | undefined;
  readonly onFollows?: ((doc: DocumentId) => void) | undefined;
  readonly onReferenceDate?: ((day: string | null) => void) | undefined;
}

/** What sort of assessment this is, of which day, and what came before it. */
export function AboutView(props: AboutViewProps): ReactElement {
  const { type, referenceDate, follows, finals, versionReason, onType, onFollows, onReferenceDate } = props;
  const say = useSay();
  return (
    <Section title={say('life.about.title')}>
      <div className="life-about">
        <Select
          label={say('life.about.type')}
          options={AssessmentType.options.map((id) => ({ id, label: say(assessmentTypeKeys[id]) }))}
          value={type}
          onChange={(chosen) => onType?.(chosen)}
          isDisabled={onType === undefined}
        />
        <DateField
          label={say('life.about.referenceDate')}
          description={say('life.about.referenceDate.help')}
          value={referenceDate}
          onChange={(day) => onReferenceDate?.(day)}
          isReadOnly={onReferenceDate === undefined}
        />
        {type === 'follow-up' && follows === null && (
          <Select
            label={say('life.about.follows')}
            description={say(finals.length === 0 ? 'mission.create.follows.none' : 'life.about.follows.help')}
            options={finals}
            value={null}
            onChange={(doc) => onFollows?.(doc)}
            isDisabled={onFollows === undefined}
          />
        )}
      </div>
      {(follows !== null || versionReason !== '') && (
        <Facts
          facts={[
            ...(follows === null
              ? []
              : [
                  {
                    term: say('life.about.follows'),
                    value: <TextLink href={follows.href}>{follows.title}</TextLink>,
                  },
                ]),
            ...(versionReason === ''
              ? []
              : [{ term: say('life.about.versionReason'), value: <span dir="auto">{versionReason}</span> }]),
          ]}
        />
      )}
    </Section>
  );
}
