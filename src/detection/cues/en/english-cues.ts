// English: what surrounds the cues (small words, negation, supposition, harmless phrases) and the list of cue tables.
import type { LanguageCues } from '../cue';
import { englishAbuse } from './abuse';
import { englishClasses } from './classes';
import { englishDeliveryComplaints } from './delivery-complaints';
import { englishFrustration } from './frustration';
import { englishGrave } from './grave';
import { englishPersonRequests } from './person-requests';
import { englishProductComplaints } from './product-complaints';
import { englishServiceComplaints } from './service-complaints';

export const englishCues: LanguageCues = {
  language: 'en',
  classes: englishClasses,
  functionWords: `the an and or of to for with from by at on is are was were be been am isnt arent wasnt werent im ive ill youre its thats
    this that these those it they them he she we you your my mine our their his her who what when where why how which
    have has had do does did dont doesnt didnt cant couldnt wont wouldnt havent hasnt can could would should will shall may
    not there here if then than but so just still yet only very too about after before because please thanks thank hello hey
    want need get got know as into out up any some every all`,
  spellings: `u=you ur=your pls=please plz=please thx=thanks ty=thanks some1=someone sum1=someone any1=anyone ppl=people cust=customer
    svc=service w=with b4=before cuz=because coz=because til=until yr=your`,
  fillers: `hi hello hey good morning afternoon evening please thanks thank you very much many so pls plz thx a an the ok okay yes no well now asap just
    sorry excuse me cheers kindly dear there sir madam to with great perfect lovely nice alright sure right bye goodbye then and oh
    👍 🙏 🙂 😊 ❤ 👋`,
  negators: `not no never dont doesnt didnt isnt arent wasnt werent hasnt havent hadnt aint without neither nor nobody
    wouldnt shouldnt`,
  invitations: 'why',
  lightWords: `a an the any really very that so too at all is was are were be been being it s to i my me yet actually even ever particularly
    get got getting have has had need want wish like going of this your with single bit`,
  suppositions: `
    if
    unless
    in case
    in the event
    policy|procedure|rules|guarantee|warranty|insurance for|on|about|regarding|if|against
    should it|they|the|my|anything
    suppose|supposing|assuming
    what happens when|with
    what do i do when|with
    what to do when|with
    do|does you|they replace|refund|exchange|accept|cover|repair|fix|compensate
    does the|your warranty|guarantee|insurance|policy|cover
    risk of|that`,
  notSuppositions: `
    even|as|like if
    if possible|you|u|not|so|only|i|we|available
    if there s|is anyone|someone
    ask|asking|asked|know|see|wonder|wondering|sure if
    if this|that|it is how|the|what|a|your|any
    do|can you ever|even|people|guys|fix|help`,
  harmless: `
    no|without|never|any|zero problem|problems|issue|issues|damage|complaints|complaint|trouble|worries|fault
    not a problem|complaint
    no ..1 problems|complaints|damage
    nothing ..1 @broken
    thank|thanks ..2 so much for
    complaint|complaints|claim form|forms|page|link|department|number|address|procedure|process|policy|book
    form|page|link|address|email|procedure for ..2 complaint|complaints|claim
    perfect|good|great|excellent condition
    cant|cannot|couldnt wait to|for
    i|we|ive|have|ve|accidentally ..1 broke|smashed|dropped|cracked|chipped|broken ..2 @thing
    i|we|ive|have|ve|accidentally ..1 broke|smashed|dropped|cracked|chipped|broken
    i ..1 made a mistake
    i|we ..1 ordered|entered|put|typed|gave|chose|selected|used|bought|picked|written|wrote ..3 wrong
    i|we ..1 lost ..3 number|receipt|password|code|link|email|invoice
    am|are|is i|you|this|it ..1 @talk|chatting to|with ..2 @person|@bot
    talking|speaking|chatting|spoke|spoken|talked to|with ..2 @person|@bot
    are|r you ..2 @person|@bot|real
    is this|that|it ..2 @person|@bot|real
    is this|that|it a real|live|actual|human person|human|being
    are|r you ..1 real|live|actual|human person|human|being|agent
    @bot or a? real|live|human? @person|being
    you|u a ..1 @bot|human|person
    travel|estate|real|insurance|booking|tour|ticket|gate|free|cleaning|double secret? agent|agents
    people person
    tour|crane|machine|telephone|mobile|phone operator
    the courier|driver|postman|carrier ..3 @callme
    @callme before ..3 deliver-|arriv-|coming
    ask|tell ..3 courier|driver|postman|carrier ..3 @callme
    you|u ..1 call me a|an|my|by|mr|mrs|ms
    too late to|for
    delivery|shipping|billing|my|the address ..2 wrong|incorrect
    didnt|not|hasnt ..2 arrive|arrived|come|came ..1 @broken
    wrong ..1 delivery|shipping|billing|email|mailing address|details
    put|place|keep ..4 on hold
    i|we|ive ..3 cancelled|canceled ..1 my|our|the|it|order
    late check-|fee|fees|payment|night|bookings
    made|making a complaint form
    @broken ..1 look|finish|glaze|effect|style|decor|mosaic
    stained glass
    broken white|china|tile|glass mosaic|art
    lead time|free
    tea|coffee|dinner|table|breakfast service
    dessert|espresso|lunch service
    @nth time ..2 buying|ordering|customer|buyer|shopping|visiting
    @nth time i ve ordered|bought
    stupid|dumb|silly question|q
    bad|worst case
    waiting list
    any ..1 sort|kind of problem|damage|issue
    fire|fired|firing clay|kiln|temperature
    gift|present for|to ..2 lawyer|attorney|solicitor
    late evening|night|afternoon|morning|summer|checkout|check|this|next
    as late as
    later than|on|today
    sick leave
    not bad
    nothing wrong|bad
    times a|per week|day|month|year`,
  rightWords: `contract contracts managed manages manage mission changed charges tracked cracker crackers friendly recent request requests
    received deceived receipt material natural several general personal personally persons talked walked started person-to-person
    rewards created bleeping complete completed complain complained combined terrific dispatch display replace replaced delivery delivered relayed refused refuse
    hopeful helpful useful careful operation operating operated represent specialised responded respond`,
  cues: [
    englishPersonRequests,
    englishProductComplaints,
    englishDeliveryComplaints,
    englishServiceComplaints,
    englishFrustration,
    englishAbuse,
    englishGrave,
  ],
};
