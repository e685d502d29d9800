// English complaints about how one is treated: no reply, rudeness, poor service, deceit, and complaints announced as such.
import type { CueTable } from '../cue';

export const englishServiceComplaints: CueTable = {
  'no-reply': {
    weights: { complaint: 0.56, frustration: 0.4 },
    phrases: `
      no|zero|without|never|any|havent ..3 reply|response|answer|replies|responses|answers|acknowledgement
      no one|body ..3 answer-|reply|replies|replied|respond-|call-|help-|pick-|available|know-|care-|there|here|contact-|told|came|work-|listen-|can|to|at|is
      nobody ..3 answer-|repl-|respond-|call-|help-|pick-|available|know-|care-|there|contact-|told|can|works
      noone ..3 answer-|repl-|respond-|call-|help-|pick-|can|is
      not|never|didnt|dont|doesnt|havent|hasnt|wont|arent|isnt|cant ..2 answer-|reply|replied|replying|respond-|returned|return|listen-|pick-|acknowledg-|call-|contacted|heard|hear
      ignored|ignoring|ignores
      hung|hang|hangs|hanging up
      disconnected|disconnects|disconnect|disconnecting
      cant|cannot|couldnt|unable|impossible|not|trying ..3 get ..1 through|hold|ahold|anyone|someone|human|person|help|answer
      cant|cannot|couldnt|impossible ..2 reach|contact
      unanswered|unhelpful|unresponsive
      radio silence
      got cut off
      voicemail|busy ..1 signal
      phone|phones|line|lines ..3 busy|dead|ringing|down|cut|dropped
      left|leave|sent|emailed|messaged|written|called ..3 no ..1 reply|response|answer`,
  },
  'formal-complaint': {
    weights: { complaint: 0.65, frustration: 0.15 },
    phrases: `
      file|make|filing|making|lodge|submit|register|raise|open|put|have|report|leave|send|sending|lay|place|filed|lodged ..2 a|an|my|the|formal|official ..1 complaint|complain|complaints|claim|grievance
      want|need|like|going|have|wish|must|would|help|how|where|can ..2 complain
      file|make|lodge|submit|write|register|report|reporting complaint|complaints|claim
      complaint about|against|regarding|with|to
      formal|official complaint
      i m|am complaining
      complaining|complain about
      consumer complaint|claim|complaints`,
  },
  'complaint-word': { weights: { complaint: 0.42 }, phrases: 'complain-' },
  'just-complaint': { weights: { complaint: 0.6 }, place: 'alone', phrases: 'complaint|complaints' },
  awful: {
    weights: { complaint: 0.55, frustration: 0.4 },
    phrases: `
      @awful
      @service ..3 @awful
      @awful ..1 @service
      sucks|suck|sucked|blows
      worst ..2 ever|experience|service|company|shop|purchase
      worse ..1 than|and|every|service
      disaster|nightmare|fiasco|shambles|farce|joke|debacle|clusterfuck|hell|chaos|mess|circus|catastrophe|fail|fails|failing|epic
      failure|failed|failing
      not|isnt acceptable|ok|okay|cool|right|fair|impressed|good|enough|helpful|happy|amused|fun
      bad service|experience|customer|company|idea|job|day|form|business|attitude|communication|weather|flight
      third world`,
  },
  'bad-word': {
    weights: { complaint: 0.32, frustration: 0.2 },
    phrases:
      'bad\npoor\nannoying\nstupid\nnasty\nterrible\nweak\nugly\nworse\nunfair\nunhappy\nsad\nunfortunately\nblame\nfault\nshady\nsketchy\nuseless',
  },
  shame: {
    weights: { complaint: 0.58, frustration: 0.55 },
    phrases: 'shame on|you\nashamed\ndisgrace\nshame\ndisgusted\nappalled\nembarrassment\nhow dare',
  },
  disappointed: {
    weights: { complaint: 0.53, frustration: 0.35 },
    phrases: `
      disappoint-
      dissatisf-
      unsatisf-
      unhappy|displeased|unimpressed|dismayed|aggrieved
      not|isnt|arent|wasnt|less|never ..2 happy|satisfied|pleased|impressed|thrilled|amused
      let down|me down
      regret ..1 buying|ordering|choosing|flying|my
      expected|expect ..1 better|more
      thought ..2 better
      do|did|does better
      upset|upsetting`,
  },
  unprofessional: {
    weights: { complaint: 0.5, frustration: 0.3 },
    phrases: `
      lack|lacks|lacking of|in?
      no|zero|lack|terrible ..1 professionalism|respect|organization|organisation|accountability|compassion|empathy|courtesy|apology|consistency|customer|service|sense|excuse
      dont|doesnt|didnt|not|couldnt|never ..1 care|bother|apologi-|help|offer|know|tell|inform|notif-|warn|explain|honor|resolve|resolved|fix
      clueless|careless|negligent|neglected|neglect|sloppy|lazy|dishonest|greedy
      wouldnt|wont|refuse|refuses|refused|refusing|couldnt|unable|cant|didnt ..2 help|assist|tell|explain|fix|give|let|honor|accept|accommodate|do|check|change
      runaround|run around
      passed|bounced|transferred|sent|passing|shunted ..2 around|pillar|circles|person|department|forth
      not|never ..2 resolved|fixed|solved|sorted|addressed
      get your act|shit|stuff|sh*t together
      understaffed|overbooked|oversold|overbooking
      forced to|me|us
      had to|no ..4 again|myself|hotel|choice|pay|wait|buy
      made|making ..2 wait|miss|stand|check|pay|sit
      no help|helpful|help`,
  },
  rude: {
    weights: { complaint: 0.58, frustration: 0.35 },
    phrases: `
      rude|rudely|rudest|rudeness
      impolite|arrogant|condescending|hostile|dismissive|disrespect-|discourteous|snarky|snotty|unfriendly|mean|snobby|patronising|patronizing|smug
      treated ..3 like|badly|poorly|horribly|terribly|unfairly
      treat|treating|treats ..2 customers|people|us|me ..1 like|this|badly|so
      yelled|shouted|screamed|swore|laughed at
      bad|horrible|nasty|terrible|poor attitude|manners
      discriminat-|racist|sexist
      lied|lies|lying|liar|lie ..1 to|about`,
  },
  deceived: {
    weights: { complaint: 0.58, frustration: 0.45 },
    phrases: `
      scam|scams|scamming|scammed
      fraud|fraudulent|fraudsters
      ripped|rip|ripping ..1 off|me
      cheated|conned|deceived|misled|duped|tricked|screwed|swindled|robbed|shafted
      misleading|deceptive|deceitful|bogus
      false ..1 advertising|promises|advertisement|information|info|hope
      broken|empty promises|promise
      theft|stealing|stole|robbery
      bait and switch
      taking the piss|mickey`,
  },
  'warns-others': {
    weights: { complaint: 0.52, frustration: 0.4 },
    phrases: `
      not|never|dont|wouldnt|cant ..2 recommend|recommended
      stay|steer away|clear
      avoid ..1 this|them|at|like|company|shop
      beware
      dont|never|do|not buy|order|shop|use|trust|fly|waste ..2 here|from|this|your|them|with|these
      bad|negative|one|1|zero|terrible ..1 star|stars|review|reviews
      tell|telling|warn|warning everyone|everybody|people|all|friends|my
      buyer beware
      post|posting|share|leave|write ..3 social|review|facebook|twitter|reviews|trustpilot|online`,
  },
  'leaves-us': {
    weights: { complaint: 0.42, frustration: 0.5 },
    mood: 'fixed',
    phrases: `
      never|not|wont|ever|no ..3 buy|order|shop|use|using|purchase|purchasing|flying|fly|return|come|coming|book|booking|do|deal|choose|trust|buying|ordering|shopping|travel ..5 again|anymore|elsewhere|more|ever|back
      never again
      last ..1 time|order|purchase|flight ..1 i|we|ever|with|flying|buying|from
      lost|lose|losing|loose|loosing ..2 customer|customers|business|client|me|loyalty
      taking|take|taken ..2 business|money|custom elsewhere|to|away
      go|going|shop|shopping|buy|switch|switching|moving|look|move|fly elsewhere|to ..1 competitor|another|competition
      done with ..1 you|this|your|u|them
      switch|switching|changing ..1 to|companies|airlines|providers
      goodbye ..2 forever|customer
      former|ex|loyal customer|flyer|member
      cancel|cancelling|canceling|close|closing ..1 my ..2 membership|account|subscription|contract`,
  },
  sarcasm: {
    weights: { complaint: 0.42, frustration: 0.48 },
    mood: 'fixed',
    phrases: `
      thanks|thank|thx|thankyou ..1 you? for|a nothing|ruining|losing|wasting|breaking|making|the ..1 delay|lost|terrible|nothing|lack|wasting|ruining|cancel-|poor|bad|help?
      thanks|thank ..2 for ..1 nothing
      thanks a lot for
      great|nice|good|way|fantastic|excellent|awesome|lovely|wonderful|superb|top job|work|way|start|going|service|go|to|customer ..2 not|guys|losing|breaking|lol|ruin-|making|delay|start|ignoring|keeping
      so much for
      yeah right
      what a surprise|joke|shock|mess|waste|disappointment|nightmare|shame|way
      real|really nice|classy|helpful|smart|professional
      gee|congrats|congratulations|bravo|kudos thanks|on|for ..2 losing|worst|ruining|being|failing`,
  },
};
