// English frustration: patience running out, things told again and again, oaths at nobody, a bot that does not understand.
import type { CueTable } from '../cue';

export const englishFrustration: CueTable = {
  'time-and-again': {
    weights: { frustration: 0.7, complaint: 0.42 },
    phrases: `
      third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|umpteenth|millionth|hundredth|3rd|4th|5th|6th|7th|10th|nth time
      @many times ..1 now|already|and|but|this|to|in|i|with
      called|emailed|written|asked|tried|contacted|messaged|phoned|told|explained|complained|reported ..4 @many times|emails|calls|people|agents
      how many times
      time and time|again
      again and again
      over and over
      every|each ..1 single? ..1 time
      here we go
      same thing|story|answer|response|reply|question over|again|every|each?
      once again
      yet again|another`,
  },
  'second-time': {
    weights: { frustration: 0.5, complaint: 0.35 },
    phrases:
      'second|2nd time\ntwice ..1 now|already|in|and|this|but\nanother delay|problem|issue|mistake|cancellation|broken',
  },
  'told-already': {
    weights: { frustration: 0.4, complaint: 0.25 },
    phrases: `
      already ..2 told|said|asked|called|emailed|written|explained|sent|tried|contacted|spoke|spoken|wrote|reported|complained
      have|having|had|need to ..1 repeat|explain|call|keep|chase ..2 again|myself|everything|times
      repeat myself|repeating
      as|like i said|told|wrote|mentioned|explained
      i|ive told|asked you|u|them
      just|i|we ..1 said|asked|told ..1 that|this|you
      keep|keeps|kept|keeping ..1 asking|telling|getting|having|calling|saying|chasing|sending|trying|repeating|being|changing|giving|transferring
      chasing|chased
      followed|following up
      after ..3 calls|emails|messages|phone|attempts|tries|transfers
      multiple|several|numerous|countless|many|repeated ..1 times|emails|calls|attempts|messages|occasions|requests|tweets`,
  },
  again: { weights: { frustration: 0.3, complaint: 0.2 }, phrases: 'again' },
  'always-so': {
    weights: { frustration: 0.25, complaint: 0.22 },
    phrases:
      'always ..2 late|delayed|broken|wrong|problem|problems|the|issue|issues|something|same|fails\nconstantly\nconsistently\ncontinually\nrepeatedly\nendless-\nnever ends\nfor weeks|months|ages|days|hours|years|forever',
  },
  angry: {
    weights: { frustration: 0.75, complaint: 0.25 },
    phrases: `
      angry|anger|angered
      furious|fuming|livid|outraged|enraged|irate|raging|seething|infuriat-|incensed
      pissed|pisses
      annoyed
      irritated|irritating|aggravat-|exasperat-
      frustrat-|frustrated
      mad at|that
      so|very|really|am|m|getting|pretty|makes|making ..1 mad
      fucking|fkn|fckn|fuckin|f*king|f*ing|effing`,
  },
  'strong-word': {
    weights: { frustration: 0.45, complaint: 0.2 },
    mood: 'fixed',
    phrases: 'freaking|frickin|frigging|bloody|goddamn|damn|darn|blasted',
  },
  'fed-up': {
    weights: { frustration: 0.65, complaint: 0.25 },
    phrases: `
      fed up
      sick of
      sick and tired
      tired of
      had ..1 enough
      enough of ..1 this|your
      had it
      enough ..1 is ..1 enough
      enough already
      at ..2 end ..2 rope|wits|tether|patience
      wits end
      losing|lost|lose|running|ran ..1 patience|temper|it|mind|out ..1 of? patience
      patience ..2 thin|out|limit
      cant|cannot ..1 take|stand|believe|deal ..2 anymore|this|it|with|how|that|you
      stressed|stressful|stressing|stress
      desperate|exhausted|exhausting|helpless|hopeless
      driving ..1 me ..1 crazy|mad|insane|nuts
      beyond a joke
      i give up
      give up
      stop already|asking
      hate ..2 this|you|your|it|that|when|flying|waiting`,
  },
  enough: {
    weights: { frustration: 0.42 },
    mood: 'fixed',
    place: 'alone',
    phrases: 'enough\nseriously\nargh\nugh\nwow\ncome on\nomg\nffs\nreally',
  },
  disbelief: {
    weights: { frustration: 0.45, complaint: 0.25 },
    mood: 'fixed',
    phrases: `
      are|r you|u ..1 kidding|joking|serious|insane|crazy|mad
      you|u ..2 kidding|joking ..1 me?
      is this ..2 joke|serious|normal|how|acceptable
      what ..1 the|a ..1 hell|heck|fuck|f*k|actual
      wth|wtf|ffs|smh|omfg|wtaf|jfc
      how ..2 is|are this|that|it|you ..2 possible|acceptable|ok|okay|hard|difficult|legal|even|still
      how hard|difficult
      beyond belief
      what|whats|s ..2 going|happening|wrong ..1 on|with|here
      why ..2 cant|wont|dont|isnt|didnt|doesnt|havent|hasnt|not ..3 you|anyone|it|this|they|your|my
      why is|are|am|do|does ..3 so|still|always|keep|every
      no ..1 excuse|excuses|explanation|apology
      speechless|flabbergasted|gobsmacked|baffled|mindblowing|unreal
      hello hello|anyone?
      seriously ..2 you|this|how|why|what|again
      get it together
      ugh|argh|grr|sigh|facepalm|smdh`,
  },
  'how-possible': {
    weights: { frustration: 0.55, complaint: 0.3 },
    mood: 'fixed',
    phrases: 'how is|are this|that|it ..1 acceptable|ok|okay|legal|possible',
  },
  'no-use': {
    weights: { frustration: 0.5, complaint: 0.3 },
    mood: 'fixed',
    phrases: `
      useless
      pointless
      worthless
      waste ..1 of ..1 time|my|everyone
      wasted|wasting ..3 time|hours|day|money|hour|my
      no|not|isnt|arent|wasnt|never|hardly ..2 helpful|useful
      no help
      isnt|arent|wasnt|not helping
      doesnt|didnt|not ..2 help|helping|helped
      you|it|this|bot|they cant|dont|wont ..1 help
      you|u|bot|it|this ..2 not|dont|doesnt|didnt|cant ..2 understand-|get|listen-|read|reading|answer-|make|get
      not|isnt|wasnt|didnt|thats ..3 what|answer|question ..1 i|my|that ..1 asked|question|ask|asking|meant|said
      not ..2 answer ..2 question|my
      wrong answer
      read ..2 what i|my ..2 message|wrote|said|question
      automated|canned|generic|scripted|robotic|copy ..1 response|responses|reply|replies|answer|answers|message|messages|paste
      going|go|round|around in|and circles|round`,
  },
  ruined: {
    weights: { frustration: 0.5, complaint: 0.45 },
    phrases: `
      ruined|ruining|ruin|spoiled|spoilt ..1 my|our|the|birthday|christmas|wedding|gift|holiday|vacation|trip|day?
      embarrass- me|us
      cost|costing|costs me|us
      in tears
      crying|cried|cry
      heartbroken|devastated|gutted
      missed|missing|miss ..2 my|our|because|due`,
  },
  oath: {
    weights: { frustration: 0.6, complaint: 0.2, abuse: 0.3 },
    mood: 'fixed',
    phrases: `
      fuck|fucks|fucked|fuk|f*k|f*ck|fck|f*cking|fuckup|fuckery|f*g
      shit|sh*t|s*t|shite|bullshit|bullsh*t|horseshit|bs
      crap|crappy
      arse|ass|arsed|a*s|badass
      goddamn|goddam|dammit|damnit|damned
      jesus christ
      christ sake
      for fucks|fuck|gods|god|christs|christ|heavens sake|s
      hell no`,
  },
  'angry-emoji': {
    weights: { frustration: 0.5, complaint: 0.2 },
    mood: 'fixed',
    phrases: '😡|😠|🤬|😤|👿|💩|🤮|😾|💢',
  },
  'sad-emoji': {
    weights: { frustration: 0.25, complaint: 0.1 },
    mood: 'fixed',
    phrases: '😭|😢|😞|😔|😩|😫|🙄|😒|🤦|😣|😖|💔|☹|🤷|😓|😑|👎',
  },
  urgent: {
    weights: { urgency: 0.7 },
    phrases: `
      urgent|urgently|urgency
      emergency
      asap
      as soon as
      immediately|immediate
      right now|away
      in a hurry|rush
      by|before ..2 today|tomorrow|tonight|saturday|sunday|monday|friday|weekend|christmas|noon|eod
      straight away`,
  },
  soon: {
    weights: { urgency: 0.4 },
    phrases: `
      soon
      quickly|quick
      wedding|birthday|anniversary|christening|party|ceremony|graduation ..3 tomorrow|saturday|sunday|today|tonight|in|this|next
      tomorrow s|is ..2 birthday|wedding|anniversary|party
      need it ..1 by|for|today|tomorrow|now|before
      now`,
  },
};
