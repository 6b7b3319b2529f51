import { CircleCheck, CircleDashed } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import type { SetupStep } from '#renderer/console/api/response-types.ts';
import { type MessageKey, useTranslate } from '#renderer/i18n';
import { Button, PageSection, TextLink } from '#renderer/ui';
import './mission-list.css';

/** In their order. */
const setupSteps: readonly SetupStep[] = ['administrators', 'programme', 'mission'];

const stepKeys: { readonly [step in SetupStep]: { readonly title: MessageKey; readonly text: MessageKey } } =
  {
    administrators: {
      title: 'console.begin.administrators',
      text: 'console.begin.administrators.text',
    },
    programme: { title: 'console.begin.programme', text: 'console.begin.programme.text' },
    mission: { title: 'console.begin.mission', text: 'console.begin.mission.text' },
  };

/** Commands of the operator for the first administrators; they stay as they are in every language. */
const administratorCommands = [
  'npm run server -- admin add-person --name "NAME" --role admin',
  'npm run server -- admin console-code --person ID',
];

interface FirstStepsViewProps {
  readonly missing: readonly SetupStep[];
  /** Whether this person creates logs and gives roles. */
  readonly administers: boolean;
  /** Whether this person creates missions. */
  readonly createsMissions: boolean;
  readonly peopleHref: string;
  readonly onAdd: (kind: 'programme' | 'mission') => void;
}

/** Steps of a new headquarters, in their order: those that are done, and the next one with its button. */
export function FirstStepsView({
  missing,
  administers,
  createsMissions,
  peopleHref,
  onAdd,
}: FirstStepsViewProps): ReactElement {
  const translate = useTranslate();
  const actOf = (step: SetupStep): ReactNode => {
    if (step === 'administrators')
      return administratorCommands.map((command) => (
        <code key={command} dir="ltr">
          {command}
        </code>
      ));
    if (!(step === 'mission' ? createsMissions : administers)) return null;
    const word = step === 'programme' ? 'console.begin.programme.add' : 'console.missions.add';
    return <Button onPress={() => onAdd(step)}>{translate(word)}</Button>;
  };
  return (
    <PageSection
      title={translate('console.begin.title')}
      description={translate(administers ? 'console.begin.text' : 'console.begin.text.reader')}
    >
      <ol className="console-first-steps">
        {setupSteps.map((step) => {
          const isDone = !missing.includes(step);
          const { title, text } = stepKeys[step];
          const Icon = isDone ? CircleCheck : CircleDashed;
          return (
            <li key={step} data-done={isDone || undefined}>
              <Icon className="fb-icon" aria-hidden />
              <div>
                <strong>{translate(title)}</strong>
                {isDone ? (
                  <span className="fb-hidden">{translate('ui.meaning.good')}</span>
                ) : (
                  <>
                    <p>{translate(text)}</p>
                    {actOf(step)}
                  </>
                )}
              </div>
            </li>
          );
        })}
        <li>
          <CircleDashed className="fb-icon" aria-hidden />
          <div>
            <strong>{translate('console.begin.people')}</strong>
            <p>{translate('console.begin.people.text')}</p>
            {administers && <TextLink href={peopleHref}>{translate('console.missions.toPeople')}</TextLink>}
          </div>
        </li>
      </ol>
    </PageSection>
  );
}
