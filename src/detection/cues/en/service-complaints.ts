// English complaints about how one is treated: no reply, rudeness, poor service, deceit, and complaints announced as such.
import type { CueTable } from '../cue';

export const englishServiceComplaints: CueTable = {
  'no-reply': {
    weights: { complaint: 0.56, frustration: 0.4 },
    phrases: `
      no|zero|without|never|any|havent ..3 reply|response|answer|replies|responses|answers|acknowledgement
      no one|body ..3 answer-|reply|replies|replied|respond-|call-|help-|pick-|available|know-|care-|there|contact-|told|came|work-|listen-
      nobody ..3 answer-|repl-|respond-|call-|help-|pick-|available|know-|care-|there|contact-|told|can|works
      noone ..3 answer-|repl-|respond-|call-|help-|pick-|can|is
      not|never|didnt|dont|doesnt|havent|hasnt|wont|arent|isnt ..1 answer|answered|answering|reply|replied|replying|respond-|listen-|acknowledg-|contacted|heard
      never|didnt|havent|hasnt|not|nobody|wont ..1 called|calls|call|returned|return|picked|picking|pick ..2 back|calls|call|up|phone|emails
      ignored|ignoring|ignores
      no one|body ..2 got|gets|gotten|come|came back
      never|nobody|havent|hasnt ..2 got|gotten|come|came back
      hung|hang|hangs|hanging up
      disconnected|disconnecting
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
      file|make|filing|making|lodge|submit|register|raise|open|put|have|report|leave|send|sending|lay|place|filed|lodged ..2 a|an|my|the|formal|official|your|some|against|any ..1 complaint|complain|complaints|grievance
      want|need|like|going|have|wish|must|would|help|how|where|can ..2 complain
      file|make|lodge|submit|write|register|report|reporting|filing|lodging|making|presenting complaint|complaints
      consumer|customer ..1 complaint|complaints|reclamation|claim
      complaint about|against|regarding|with|to
      formal|official complaint
      i m|am complaining
      complaining|complain about
      complaint ..1 against`,
  },
  'complaint-word': { weights: { complaint: 0.42 }, phrases: 'complain-' },
  'just-complaint': { weights: { complaint: 0.6 }, place: 'alone', phrases: 'complaint|complaints' },
  awful: {
    weights: { complaint: 0.55, frustration: 0.4 },
    phrases: `
      @awful
      @service ..3 @awful
      @awful ..1 @service
      sucks|sucked
      worst ..2 ever|experience|service|company|shop|purchase
      worse ..1 than|and|every|service
      disaster|nightmare|fiasco|shambles|farce|debacle|clusterfuck|catastrophe
      what|is|s|are|complete|total|absolute|utter|big|huge|sick|bad ..1 joke|mess|circus|fail|failure|chaos|hell
      epic fail
      fail|fails|failing|failure
      @service|you|u|they|company failed
      not|isnt acceptable|impressed|helpful|happy|amused
      bad service|experience|customer|company|idea|job|day|form|business|attitude|communication|weather|flight
      third world`,
  },
  'not-ok': {
    weights: { complaint: 0.42, frustration: 0.3 },
    mood: 'fixed',
    phrases: 'not|isnt|aint ok|okay|cool|right|fair|good|fun|great',
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
      let down
      upset|upsetting`,
  },
  unprofessional: {
    weights: { complaint: 0.5, frustration: 0.3 },
    phrases: `
      lack|lacks|lacking of|in?
      no|zero|lack|terrible ..1 professionalism|respect|organization|organisation|accountability|compassion|empathy|courtesy|apology|consistency|customer|service|sense|excuse
      you|u|they|agents|staff|nobody|team|company ..1 dont|doesnt|didnt|not|couldnt|never|no ..2 care|know|tell|told|inform|informed|notif-|warn|warned|explain|help|helped
      dont|doesnt|didnt|not|couldnt|never ..1 care|bother|apologi-|honor|resolve|resolved|fix
      clueless|careless|negligent|neglected|neglect|sloppy|lazy|dishonest|greedy
      refuse|refuses|refused|refusing ..2 help|assist|tell|explain|fix|give|let|honor|accept|accommodate|do|check|change|to
      wouldnt|wont ..1 help|assist|explain|fix|honor|accept|accommodate|listen
      runaround|run around
      passed|bounced|transferred|sent|passing|shunted ..2 around|pillar|circles|person|department|forth
      not|never ..2 resolved|fixed|solved|sorted|addressed
      get your act|shit|stuff|sh*t together
      understaffed|overbooked|oversold|overbooking
      forced to|me|us
      had to ..3 wait|pay|buy|rebook|miss|sit|stand|spend|drive|walk
      had no choice
      made|making ..2 wait|miss|stand|sit`,
  },
  rude: {
    weights: { complaint: 0.58, frustration: 0.35 },
    phrases: `
      rude|rudely|rudest|rudeness
      impolite|arrogant|condescending|hostile|dismissive|disrespect-|discourteous|snarky|snotty|unfriendly|snobby|patronising|patronizing|smug
      treated ..3 like|badly|poorly|horribly|terribly|unfairly
      treat|treating|treats ..2 customers|people|us|me ..1 like|this|badly|so
      yelled|shouted|screamed|swore|laughed at
      bad|horrible|nasty|terrible|poor attitude|manners
      discriminat-|racist|sexist
      lied|lying|lie to|about`,
  },
  deceived: {
    weights: { complaint: 0.58, frustration: 0.45 },
    phrases: `
      scam|scams|scamming|scammed
      a|this|is|total fraud
      fraudsters
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
      dont|never|not buy|order|shop|trust|fly|waste ..2 here|from|them|with
      bad|negative|terrible ..1 review|reviews|rating|feedback
      one|1|zero|0 star|stars ..1 review|rating|service|experience
      zero stars
      tell|telling|warn|warning everyone|everybody
      buyer beware
      all over ..1 social|facebook|twitter|internet`,
  },
  'leaves-us': {
    weights: { complaint: 0.42, frustration: 0.5 },
    mood: 'fixed',
    phrases: `
      never|wont ..3 buy|order|shop|use|using|purchase|purchasing|flying|fly|return|come|coming|book|booking|do|deal|choose|trust|buying|ordering|shopping|travel ..5 again|anymore|elsewhere|ever|back
      not ..3 buying|ordering|shopping|using|flying|coming|returning|buy|fly ..3 again|anymore|back
      never again
      last ..1 time ..1 i|we ..2 ever|will|buy|order|shop|fly|use
      last time ..1 flying|buying|ordering|shopping|using
      lost|lose|losing|loose|loosing ..2 customer|customers|business|client|me|loyalty
      taking|take|taken ..2 business|custom ..1 elsewhere|to|away
      go|going|shop|shopping|buy|switch|switching|moving|look|move|fly elsewhere|to ..1 competitor|another|competition
      done with ..1 you|this|your|u|them
      switch|switching|changing ..1 companies|airlines|providers
      goodbye ..2 forever|customer
      former|ex|loyal customer`,
  },
  'ends-contract': {
    weights: { complaint: 0.25, frustration: 0.2 },
    phrases: 'cancel|cancelling|canceling|close|closing ..1 my ..2 membership|account|subscription|contract',
  },
  'no-thanks': {
    weights: { complaint: 0.5, frustration: 0.55 },
    mood: 'fixed',
    phrases: 'thanks|thank|thx|thankyou ..2 for nothing',
  },
  sarcasm: {
    weights: { complaint: 0.42, frustration: 0.48 },
    mood: 'fixed',
    phrases: `
      thanks|thank|thx|thankyou ..2 for ruining|losing|wasting|breaking|cancel-|ignoring|delay-|stranding
      thanks|thank ..2 for ..2 delay|delays|terrible|poor|bad|horrible|lack|nothing
      great|nice|good|fantastic|excellent|awesome|lovely|wonderful|superb|top job|work|way|start|service|customer ..2 not|losing|breaking|ruin-|delay-|ignoring
      way to ..2 lose|ruin|treat|go|keep|start
      so much for
      yeah right
      what a joke|shock|mess|waste|disappointment|nightmare|shame
      congrats|congratulations|bravo|kudos on|for ..2 losing|worst|ruining|being|failing|cancel-`,
  },
};
