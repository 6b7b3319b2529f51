import { Download, EyeOff, PackageOpen } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Button } from '#renderer/ui/button.tsx';
import { NavList } from '#renderer/ui/nav-list.tsx';
import { Section } from '#renderer/ui/section.tsx';
import { Entry } from '#renderer/ui/entry.tsx';

/** Something that is to be looked at, in its place. */
export interface ToCheck {
  readonly key: string;
  readonly question: string;
  readonly why: string;
}

/** An answer that is kept and not asked for: hidden by a skip rule, or without a question in this version. */
export interface KeptAnswer {
  readonly key: string;
  readonly name: string;
  readonly value: string;
}

interface FormOverviewViewProps {
  readonly toCheck: readonly ToCheck[];
  readonly hidden: readonly KeptAnswer[];
  readonly parked: readonly KeptAnswer[];
  readonly onGo: (key: string) => void;
  /** Takes the answers away as a file. */
  readonly onSave: () => void;
}

/** More are not listed: the first ones are where one begins. */
const mostListed = 50;

/** What is known of the whole form: what to check, and what is kept though it is not asked. */
export function FormOverviewView({
  toCheck,
  hidden,
  parked,
  onGo,
  onSave,
}: FormOverviewViewProps): ReactElement {
  const say = useSay();
  return (
    <>
      <Section kind="side" title={say('form.check.title', { count: toCheck.length })}>
        {toCheck.length === 0 ? (
          <p className="assess-prompt">{say('form.check.none')}</p>
        ) : (
          <NavList
            label={say('form.check.title', { count: toCheck.length })}
            current={null}
            onGo={onGo}
            items={toCheck
              .slice(0, mostListed)
              .map(({ key, question, why }) => ({ id: key, title: question, note: why }))}
          />
        )}
        {toCheck.length > mostListed && (
          <p className="assess-prompt">{say('form.check.more', { count: toCheck.length - mostListed })}</p>
        )}
      </Section>
      {hidden.length > 0 && (
        <KeptList
          title={say('form.hidden.title', { count: hidden.length })}
          text={say('form.hidden.text')}
          answers={hidden}
          icon={<EyeOff className="fb-icon" aria-hidden />}
        />
      )}
      {parked.length > 0 && (
        <KeptList
          title={say('form.parked.title', { count: parked.length })}
          text={say('form.parked.text')}
          answers={parked}
          icon={<PackageOpen className="fb-icon" aria-hidden />}
        />
      )}
      <Section kind="side" title={say('form.save.title')}>
        <p className="assess-prompt">{say('form.save.text')}</p>
        <Button icon={Download} onPress={onSave}>
          {say('form.save.do')}
        </Button>
      </Section>
    </>
  );
}

interface KeptListProps {
  readonly title: string;
  readonly text: string;
  readonly answers: readonly KeptAnswer[];
  readonly icon: ReactElement;
}

function KeptList({ title, text, answers, icon }: KeptListProps): ReactElement {
  const say = useSay();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Section
      kind="side"
      title={title}
      action={
        <Button
          kind="quiet"
          label={`${say(isOpen ? 'form.kept.hide' : 'form.kept.show')}: ${title}`}
          onPress={() => setIsOpen(!isOpen)}
        >
          {say(isOpen ? 'form.kept.hide' : 'form.kept.show')}
        </Button>
      }
    >
      <p className="assess-prompt">{text}</p>
      {isOpen &&
        answers.slice(0, mostListed).map(({ key, name, value }) => (
          <Entry key={key} lead={icon} meta={<bdi>{name}</bdi>}>
            {value}
          </Entry>
        ))}
    </Section>
  );
}
