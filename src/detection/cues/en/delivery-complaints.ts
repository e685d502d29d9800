// English complaints about the way here: late, lost, never seen, charged twice, money not given back.
import type { CueTable } from '../cue';

export const englishDeliveryComplaints: CueTable = {
  'not-arrived': {
    weights: { complaint: 0.52, frustration: 0.1 },
    phrases: `
      hasnt|havent|has|have|hadnt|not|didnt|did|wasnt|isnt|doesnt ..4 arrived|arrive|shipped|delivered|dispatched|come|received|receive|turned|updated|moved|credited|posted|showed|shown|left
      not received|arrived|delivered|shipped|here|there|got
      yet to ..1 receive|arrive|be|get|hear|see|ship|have
      no sign|trace|record of
      failed|fails|failure to ..1 deliver|arrive|show|ship|respond|provide|notify|honor|send|give|help
      not|hasnt|isnt here yet
      missed ..1 delivery`,
  },
  'never-arrived': {
    weights: { complaint: 0.65, frustration: 0.3 },
    phrases: `
      never ..1 arrived|received|delivered|came|shipped|got|turned|showed|sent|made|seen|heard|left|happened|called|gave|told|notified
      nowhere to be|in found|sight
      nowhere to
      vanished|disappeared`,
  },
  'still-nothing': {
    weights: { complaint: 0.5, frustration: 0.35 },
    phrases: `
      still|yet nothing|no|not|none|never|havent|hasnt|dont|isnt|cant|didnt|doesnt|arent|wont|don
      still ..3 waiting|wait|awaiting|pending|missing|stuck|sitting|delayed|hold|lost|unresolved|unable|trying
      and|but nothing
      no news|update|updates|information|info|word|tracking|communication|answers|explanation|announcement|clue|idea|resolution|help|luck
      no one ..1 knows|knew|cares|seems
      in the dark
      without ..2 update|news|information|explanation|notice|warning|telling|notification|notifying`,
  },
  late: {
    weights: { complaint: 0.5, frustration: 0.15 },
    phrases: `
      late
      delayed|delay|delays|delaying
      overdue
      behind schedule
      was|were|is|are|should ..1 supposed|meant|due to ..2 arrive|be|come|leave|get|have|ship|depart|deliver
      should have ..2 arrived|been|come|shipped|left|received
      was|were due ..1 @time|to|on|at|last
      promised ..3 delivery|by|in|to|within|on|me|that
      missed|missing ..2 connection|connecting|flight|birthday|wedding|deadline|christmas|party
      took|takes|taking ..3 long|forever|ages|hours|days|weeks|months|so|too
      so|too|very|painfully|extremely slow
      postponed|rescheduled|pushed back`,
  },
  'waiting-long': {
    weights: { complaint: 0.5, frustration: 0.5 },
    phrases: `
      wait-|hold|line|sitting|sat|stuck|stranded|queue|sat ..2 for|over|since|almost|nearly|past|about ..3 @time
      wait-|hold|stuck|sitting ..2 @number ..1 @number? @time
      been|its|it|waited|for|after ..2 @number ..1 @number? @time ..3 wait-|and|no|still|nothing|on|hold|since|without|now|late|delay-|trying
      been ..1 on ..1 hold
      on hold
      @number|plus ..1 hour|hours|hr|hrs|minute|minutes|min|mins|day|days|week|weeks wait|waiting|hold|delay|late|delayed|queue
      hours|days|weeks|months late|ago|later and?
      hours|days|weeks|months of ..1 waiting|delay|delays|hold|trying|calling
      for|over|past ..2 hours|weeks|months|days now
      how|much long-|longer ..2 do|does|must|will|should|have|is|am|are|more|can ..2 i|we|it|this
      taking forever|ages
      waiting forever|ages|for
      wait|waiting time|times ..3 long|ridiculous|over|hours|is
      long wait|line|lines|hold|delay
      waiting
      waited`,
  },
  stuck: {
    weights: { complaint: 0.5, frustration: 0.2 },
    phrases: `
      stuck
      stranded
      sitting|been sitting|held in|on|at ..2 customs|depot|warehouse|tarmac|runway|plane|hub|gate|facility
      tracking ..4 not|hasnt|stuck|nothing|same|doesnt|isnt|havent
      not moved|moving|updated
      hasnt moved|updated|changed`,
  },
  lost: {
    weights: { complaint: 0.58, frustration: 0.25 },
    phrases: `
      @parcel ..3 lost|stolen|misplaced|gone
      lost|lose|losing|losing|misplaced|stolen|damaged|delayed|broke ..2 @parcel
      lost in ..1 post|mail|transit
      you|they|courier ..2 lost|lose`,
  },
  'says-delivered': {
    weights: { complaint: 0.55, frustration: 0.2 },
    phrases: `
      says|said|shows|marked|showing|claims|states|saying|listed ..4 delivered|completed|dispatched|shipped|arrived|on time
      delivered ..2 but|yet ..3 not|nothing|never|didnt|havent|no|isnt
      delivered to ..2 wrong
      wrong address|house|door|neighbour|neighbor|city|place
      never ..1 rang|knocked|called
      didnt|not|without ..1 ring|knock|ringing|knocking|bother`,
  },
  'careless-courier': {
    weights: { complaint: 0.58, frustration: 0.25 },
    phrases: `
      courier|driver|postman|delivery|carrier|mailman ..4 threw|dumped|left|dropped|tossed|refused|chucked|kicked
      threw|dumped|tossed|chucked|left|abandoned ..4 outside|rain|street|doorstep|gate|fence|bin|road|garden|stairs|door|open
      in the rain`,
  },
  'refund-missing': {
    weights: { complaint: 0.62, frustration: 0.25 },
    phrases: `
      refund|refunds|money|credit|reimbursement|compensation ..4 not|hasnt|never|isnt|didnt|havent|wasnt|still|missing|late|denied|refused|wrong
      not|havent|hasnt|never|didnt|still|no|nor ..4 refund|refunded|reimbursed|money|compensation|reimbursement|voucher|compensated
      wont|refuse|refused|refusing|refuses|denied|deny|wouldnt|wont|cant|not ..3 refund|reimburse|compensate|replace|exchange|honor|honour
      where|wheres|when|still ..2 my refund|money`,
  },
  'wants-money-back': {
    weights: { complaint: 0.55, frustration: 0.3 },
    phrases: `
      want|need|give|demand|get|like ..2 my|our|full ..1 money|cash|deposit ..1 back
      my|our money back
      money back now|please|immediately|asap
      demand|deserve|expect|owe|owed|insist ..4 refund|replacement|compensation|reimbursement|apology|explanation|money
      want ..1 full refund
      want ..1 refund now|immediately|asap
      compensation|compensate|compensated|reimburse|reimbursed|reimbursement`,
  },
  overcharged: {
    weights: { complaint: 0.6, frustration: 0.2 },
    phrases: `
      charged|charge|billed|paid|debited|charging|taken|took ..4 twice|double|wrong|again|extra|more|times
      double|duplicate|extra|hidden|incorrect|unauthorized|unauthorised|unexpected|unknown|strange|wrong|mystery|ridiculous ..1 charge|charges|payment|payments|fee|fees|charged|billing
      overcharged|overcharge|overcharging
      charged ..1 me|us
      paid ..4 but|and|yet|for ..3 not|nothing|never|no|didnt|havent|still|cant|isnt
      charged but|and ..3 not|nothing|never|no
      nickel and dim-
      wrong ..1 amount|price|total`,
  },
  'order-cancelled': {
    weights: { complaint: 0.48, frustration: 0.2 },
    phrases: `
      you|they|was|were|been|is|got|has|have|just|then|again|s ..3 cancelled|canceled
      cancelled|canceled ..1 my|our|it|the|on|without|flight|order
      cancelled|canceled flightled|flight|order|flights|twice|again
      cancellation|cancellations due|without|because
      cancel-|cancell- ..3 without|no ..2 notice|reason|warning|explanation|notification`,
  },
};
