// English words of law, consumer rights, injury and danger: such a message always belongs to a person.
import type { CueTable } from '../cue';

export const englishGrave: CueTable = {
  lawyer: {
    weights: { legalOrSafety: 0.85, frustration: 0.3, complaint: 0.3 },
    mood: 'fixed',
    phrases: `
      my|our|a|the|from|by lawyer|lawyers|attorney|solicitor|barrister
      lawyer|lawyers|attorney|attorneys|solicitor|solicitors
      legal ..1 action|proceedings|steps|advice|notice|route|case|claim|department|team|rights|threat
      legally
      lawsuit|litigation|sued|suing
      sue ..1 you|your|them|this|the|for|company
      will|gonna|going|could|to sue
      small claims
      take|taking|see ..2 to|in court
      in court
      class action
      cease and desist
      press|file charges
      damages ..1 for|claim
      breach of contract
      report-|reporting ..3 police|authorities|ftc|cops
      call-|contact-|going|went|inform-|gone ..2 police|cops
      police report`,
  },
  'consumer-body': {
    weights: { legalOrSafety: 0.8, frustration: 0.3, complaint: 0.3 },
    mood: 'fixed',
    phrases: `
      consumer ..1 protection|rights|association|affairs|advice|watchdog|ombudsman|council|agency|law|champion
      trading standards
      better business bureau
      ombudsman
      citizens advice
      ftc|cfpb|aviation authority|dot complaint
      watchdog
      attorney general
      go|going|went|telling|contact-|tell ..3 press|media|newspaper|newspapers|journalist`,
  },
  chargeback: {
    weights: { legalOrSafety: 0.75, complaint: 0.4, frustration: 0.3 },
    mood: 'fixed',
    phrases: `
      chargeback|chargebacks
      charge back
      dispute|disputing|disputed|contest|contesting ..3 charge|charges|payment|transaction|card|bank|paypal|it
      paypal ..2 dispute|claim|case
      open|opening|opened|file|filing|raise ..2 dispute|case
      reverse ..2 charge|payment
      section 75
      section seventy`,
  },
  injury: {
    weights: { legalOrSafety: 0.9, complaint: 0.4, urgency: 0.5 },
    phrases: `
      cut|burned|burnt|hurt|injured|scalded|sliced ..1 myself|himself|herself|themselves
      cut|burned|burnt|hurt|injured|scalded|sliced ..1 my|his|her|our|their ..2 hand|hands|finger|fingers|foot|leg|arm|face|lip|mouth|eye|daughter|son|child|kid|baby|wife|husband|mother|thumb|mum|mom|dad
      got cut|burned|burnt|injured|hurt
      injured|injury|injuries
      bleeding|bled|stitches
      blood everywhere|all
      went|taken|rushed|ended|end ..3 hospital|emergency
      emergency room
      hospitalized|hospitalised
      ambulance
      food poisoning
      lead poisoning
      electric shock
      electrocuted
      poisoned|choked
      swallowed ..3 piece|shard|glass|chip|ceramic|fragment`,
  },
  danger: {
    weights: { legalOrSafety: 0.85, urgency: 0.5, complaint: 0.3 },
    phrases: `
      allergic reaction|shock
      anaphyla-
      had ..2 reaction to
      broke out in
      rash from|on|after
      caught|catch|catching|set|sets on? ..1 fire|alight
      on fire
      smoke|sparks coming|from
      exploded|explode|exploding|explosion
      short circuit
      safety hazard
      fire hazard
      health hazard
      passed out
      fainted`,
  },
  'danger-word': {
    weights: { legalOrSafety: 0.35, urgency: 0.3 },
    phrases: 'dangerous|danger\nhazard|hazardous\ntoxic\nhospital\nunsafe',
  },
  'self-harm': {
    weights: { legalOrSafety: 0.97, urgency: 0.6 },
    phrases: `
      kill|hurt|harm|hang|shoot myself
      killing|hurting|harming myself
      want|wanna|going|rather ..1 die
      end my life|it all
      suicid-
      self harm
      take my ..1 life
      dont want to live|be ..1 anymore|alive|here
      no reason to live`,
  },
};
