import { useTranslation } from 'react-i18next';
import { SignalBar } from '../conversation/signal-chips';
import { CustomerSection } from '../customer/customer-section';
import { type Briefing, type Conversation, signalNames } from '../data/contract';
import { useShopZone } from '../data/queries';
import { hrefOf, type LinePlace } from '../frame/address';
import { byMoment, customerName, fullDue } from '../look/state-words';
import { shortMoment } from '../words/times';
import { useNow } from '../words/use-now';
import classes from './briefing.module.css';
import { Contact, MessageLink, Section } from './briefing-parts';

interface Props {
  conversation: Conversation;
  place: LinePlace;
  onGoTo(messageId: string): void;
}

export function BriefingBody({ conversation, place, onGoTo }: Props) {
  const { t } = useTranslation();
  const { briefing, handoff } = conversation;
  return (
    <>
      <Section title={t('briefing.whyNow')}>
        {handoff ? (
          <p className={classes.reason}>{t(`states.reason.${handoff.reason}`)}</p>
        ) : (
          <p className={classes.soft}>{t('briefing.none')}</p>
        )}
        {briefing && <WhyNow briefing={briefing} onGoTo={onGoTo} />}
        <Signals conversation={conversation} />
      </Section>
      {conversation.contact && (
        <Section title={t('briefing.contact')}>
          <Contact email={conversation.contact.email} name={customerName(t, conversation)} />
          {conversation.optedOut && <p className={classes.soft}>{t('customer.optedOutShort')}</p>}
        </Section>
      )}
      {briefing && briefing.facts.length > 0 && <Facts briefing={briefing} onGoTo={onGoTo} />}
      {briefing && handoff && <Tried briefing={briefing} onGoTo={onGoTo} />}
      {briefing && briefing.promised.length > 0 && <Promised briefing={briefing} />}
      {briefing && briefing.earlierContacts.length > 0 && <Earlier briefing={briefing} place={place} />}
      {conversation.trail && conversation.trail.length > 0 && <Trail trail={conversation.trail} />}
      <CustomerSection conversation={conversation} place={place} />
    </>
  );
}

interface PartProps {
  briefing: Briefing;
  onGoTo(messageId: string): void;
}

function WhyNow({ briefing, onGoTo }: PartProps) {
  const first = briefing.whyNow[0];
  return (
    <>
      {briefing.headline && (
        <p className={classes.headline} dir="auto">
          {first ? (
            <MessageLink messageId={first.messageId} onGoTo={onGoTo}>{`«${briefing.headline}»`}</MessageLink>
          ) : (
            `«${briefing.headline}»`
          )}
        </p>
      )}
      <ul className={classes.words}>
        {unique(briefing.whyNow).map((why) => (
          <li key={`${why.messageId} ${why.text}`}>
            <MessageLink messageId={why.messageId} onGoTo={onGoTo}>
              {why.text}
            </MessageLink>
          </li>
        ))}
      </ul>
    </>
  );
}

/** One stretch of words may have matched several cues. */
function unique(whyNow: Briefing['whyNow']): Briefing['whyNow'] {
  const byWords = new Map(whyNow.map((why) => [`${why.messageId} ${why.text}`, why]));
  return [...byWords.values()];
}

const worthShowing = 0.15;

function Signals({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation();
  const strong = signalNames.filter((name) => conversation.signals[name] >= worthShowing);
  if (strong.length === 0) return null;
  return (
    <dl className={classes.signals}>
      {strong.map((name) => (
        <div key={name}>
          <dt>{t(`states.signal.${name}`)}</dt>
          <dd>
            <SignalBar score={conversation.signals[name]} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Facts({ briefing, onGoTo }: PartProps) {
  const { t } = useTranslation();
  return (
    <Section title={t('briefing.facts')}>
      <dl className={classes.facts}>
        {briefing.facts.map((fact) => (
          <div key={`${fact.label} ${fact.value}`}>
            <dt>{t(`briefing.fact.${fact.label}`)}</dt>
            <dd>
              <MessageLink messageId={fact.messageId} onGoTo={onGoTo}>
                {fact.value}
              </MessageLink>
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}

function Tried({ briefing, onGoTo }: PartProps) {
  const { t } = useTranslation();
  return (
    <Section title={t('briefing.tried')}>
      {briefing.tried.length === 0 && <p className={classes.soft}>{t('briefing.nothingTried')}</p>}
      <ul className={classes.lines}>
        {briefing.tried.map((tried) => (
          <li key={tried.messageId}>
            <MessageLink messageId={tried.messageId} onGoTo={onGoTo}>
              {tried.text}
            </MessageLink>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Promised({ briefing }: { briefing: Briefing }) {
  const { t } = useTranslation();
  const when = { now: useNow(60_000), zone: useShopZone() };
  return (
    <Section title={t('briefing.promised')}>
      <ul className={classes.lines}>
        {briefing.promised.map((promise) => (
          <li key={`${promise.madeAt} ${promise.dueAt}`} className={classes.promise} data-state={promise.state}>
            <strong>{t(`states.promise.${promise.state}`)}</strong>{' '}
            <time dateTime={promise.dueAt} title={fullDue(t, promise.dueAt, when)}>
              {byMoment(t, promise.dueAt, when)}
            </time>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Earlier({ briefing, place }: { briefing: Briefing; place: LinePlace }) {
  const { t } = useTranslation();
  const now = useNow(60_000);
  return (
    <Section title={t('briefing.earlier')}>
      <ul className={classes.lines}>
        {briefing.earlierContacts.map((contact) => (
          <li key={contact.id}>
            <a className={classes.link} href={hrefOf({ ...place, conversationId: contact.id, briefing: false })}>
              {contact.preview ? `«${contact.preview}»` : '…'}
            </a>
            <span className={classes.soft}>
              {shortMoment(contact.closedAt ?? contact.openedAt, now)} ·{' '}
              {contact.outcome ? t(`states.outcome.${contact.outcome}`) : t('briefing.stillOpen')}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** The questions the assistant asked itself in its last turn; the last one decided. */
function Trail({ trail }: { trail: string[] }) {
  const { t, i18n } = useTranslation();
  return (
    <Section title={t('briefing.trail')}>
      <ol className={classes.trail}>
        {trail.map((step, index) => (
          <li key={step} data-decided={index === trail.length - 1}>
            {i18n.exists(`briefing.step.${step}`) ? t(`briefing.step.${step}`) : step}
            {index === trail.length - 1 && <span className={classes.soft}> · {t('briefing.stepEnd')}</span>}
          </li>
        ))}
      </ol>
    </Section>
  );
}
