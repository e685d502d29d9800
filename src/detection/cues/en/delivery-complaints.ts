// English complaints about the way here: late, lost, never seen, charged twice, money not given back.
import type { CueTable } from '../cue';

export const englishDeliveryComplaints: CueTable = {
  'not-arrived': {
    weights: { complaint: 0.52, frustration: 0.1 },
    phrases: `
      hasnt|havent|hadnt|not|didnt|wasnt|isnt|doesnt ..3 arrived|arrive|delivered|received|receive|turned|credited|showed
      hasnt|havent|not come|left|shown yet|here|still?
      not received|arrived|delivered|here|got
      yet to ..1 receive|arrive|be|get|hear|see|ship|have
      no sign|trace|record of
      where on|the earth|hell|heck|fuck is|are|s
      failed|fails|failure to ..1 deliver|arrive|show|ship|respond|provide|notify|honor|send|give|help
      not|hasnt|isnt here yet
      missed ..1 delivery`,
  },
  'not-shipped': {
    weights: { complaint: 0.4 },
    phrases: 'hasnt|havent|hadnt|not|didnt|wasnt|isnt ..3 shipped|ship|dispatched|updated|moved|left',
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
      still|yet nothing|no|not|none|never|havent|hasnt|dont|isnt|cant|didnt|doesnt|arent|wont
      still ..3 waiting|wait|awaiting|pending|missing|stuck|sitting|delayed|hold|lost|unresolved|unable|trying
      but nothing
      no news|update|updates|information|info|word|tracking|communication|answers|explanation|announcement|resolution|luck
      they|you|agents|staff have|has|had no ..1 clue|idea
      no one ..1 knows|knew|cares|seems
      in the dark
      without ..2 update|news|information|explanation|notice|warning|telling|notification|notifying`,
  },
  late: {
    weights: { complaint: 0.5, frustration: 0.15 },
    phrases: `
      is|was|s|are|were|am|m|again|days|hours|weeks|minutes|mins|hrs|so|very|running|always|arrived|flight|delivery|parcel|order|package|super ..1 late
      late again|flight|delivery|departure|arrival
      delayed|delaying
      another|long|more|huge|massive|constant|terrible|hour|hr|flight|all|these|weather ..1 delay|delays
      overdue
      behind schedule
      was|were ..1 supposed|meant|due to ..2 arrive|be|come|leave|get|have|ship|depart|deliver
      should have ..2 arrived|been|come|shipped|left|received
      was|were due ..1 @time|to|on|at|last
      promised ..3 delivery|by|in|to|within|on|me|that
      missed|missing ..2 connection|connecting|flight|birthday|wedding|deadline|christmas|party
      took|taking ..3 long|forever|ages|hours|weeks|months|so|too
      so|too|very|painfully|extremely slow
      paid ..3 express|priority|expedited|next|fast|premium ..4 took|but|late|still|and
      paid ..3 express|priority|expedited|next|fast|premium ..3 it took
      postponed|rescheduled|pushed back`,
  },
  'late-word': { weights: { complaint: 0.4, frustration: 0.1 }, phrases: 'late\ndelay|delays' },
  'waiting-long': {
    weights: { complaint: 0.5, frustration: 0.5 },
    phrases: `
      wait-|hold|line|sitting|sat|stuck|stranded|queue|sat ..2 for|over|since|almost|nearly|past|about ..3 @time
      wait-|hold|stuck|sitting ..2 @number ..1 @number? @time
      been|its|waited|after ..2 @number ..1 @number? @time ..3 wait-|still|nothing|hold|since|without|late|delay-|trying|no
      been ..2 @number @time|weeks|months now|already|and
      @number|over @time ..1 and ..1 still|no|nothing|counting
      been ..1 on ..1 hold
      on hold
      @number|plus ..1 hour|hours|hr|hrs|minute|minutes|min|mins|day|days|week|weeks wait|waiting|hold|delay|late|delayed|queue
      hours|days|weeks|months late
      hours|days|weeks|months ago ..3 still|no|nothing|not|and
      hours|days|weeks|months later
      hours|days|weeks|months of ..1 waiting|delay|delays|hold|trying|calling
      for|over|past ..2 hours|weeks|months|days now
      how ..1 longer|longer
      how much longer
      how long must|am|are ..1 i|we ..2 wait|supposed|expected
      how long do|will i|we have to
      taking forever|ages
      waiting forever|ages|since|on|hours|days|weeks
      put me on
      wait|waiting time|times ..3 ridiculous|over|hours
      long wait|lines|hold`,
  },
  waiting: { weights: { complaint: 0.3, frustration: 0.3 }, phrases: 'waiting|waited|wait' },
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
      @parcel ..3 lost|stolen|misplaced
      lost|losing|misplaced|stolen ..2 @parcel
      lost in ..1 post|mail|transit
      you|they|courier ..2 lost|lose`,
  },
  'says-delivered': {
    weights: { complaint: 0.55, frustration: 0.2 },
    phrases: `
      says|said|shows|marked|showing|claims|states|saying|listed ..4 delivered|completed|dispatched|shipped|arrived|on time
      delivered ..2 but|yet ..3 not|nothing|never|didnt|havent|no|isnt
      delivered to ..2 wrong
      wrong house|door|neighbour|neighbor|city
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
      refund|refunds|money|reimbursement|compensation ..4 hasnt|never|isnt|didnt|havent|wasnt|still|missing|denied|refused
      not|havent|hasnt|never|didnt|still ..3 refunded|reimbursed|compensated
      havent|not|never|still|didnt ..2 received|gotten|got|seen|get|no|receive|given|gave|issued ..2 refund|money|reimbursement|compensation
      no refund|reimbursement|compensation ..1 yet|still|given|received|issued|offered
      wont|refuse|refused|refusing|refuses|denied|deny|wouldnt|wont|cant|not ..3 refund|reimburse|compensate|replace|exchange|honor|honour
      still waiting ..2 refund|money`,
  },
  'asks-for-refund': {
    weights: { complaint: 0.35, frustration: 0.15 },
    phrases:
      'where|wheres ..2 my ..1 refund|money|reimbursement\nmy|our money back\ncompensation|compensate|compensated',
  },
  'wants-money-back': {
    weights: { complaint: 0.55, frustration: 0.3 },
    phrases: `
      want|give|demand ..2 my|our|full ..1 money|cash|deposit ..1 back
      where|wheres is? my money
      money back now|please|immediately|asap
      demand|deserve|owed|insist ..4 refund|replacement|compensation|reimbursement|apology|explanation|money
      want ..1 full refund
      want ..1 refund now|immediately|asap
      refund me|us now|immediately|asap`,
  },
  overcharged: {
    weights: { complaint: 0.6, frustration: 0.2 },
    phrases: `
      charged|charge|billed|debited|charging ..4 twice|double|wrong|again|extra|more|times
      paid ..2 twice
      double|duplicate|hidden|incorrect|unauthorized|unauthorised|unexpected|unknown|strange|wrong|mystery|ridiculous ..1 charge|charges|payment|payments|fee|fees|charged|billing
      overcharged|overcharge|overcharging
      charged ..1 me|us
      paid ..4 but|and|yet ..3 not|nothing|never|no|didnt|havent|still|cant|isnt
      charged but|and ..3 not|nothing|never|no
      nickel and dim-
      wrong ..1 amount|price|total`,
  },
  'order-cancelled': {
    weights: { complaint: 0.48, frustration: 0.2 },
    phrases: `
      you|they|was|were|been|got|automatically ..2 cancelled|canceled
      cancelled|canceled ..1 my|our|on|without|flight|twice|again|me|us
      cancelled flightled|flight|flights
      cancellation|cancellations due|without|because
      cancel-|cancell- ..3 without|no ..2 notice|reason|warning|explanation|notification`,
  },
};
