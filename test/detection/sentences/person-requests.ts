// Customers who want a person, or no longer do, as they would write to a ceramics shop: outright, in passing, with slips.
import { sentencesOf } from './sentences-of';

/** Each must hand over because a person was asked for. */
export const italianPersonRequests = sentencesOf(`
  me passi n'operatore
  gradirei essere richiamata nel pomeriggio
  sto scrivendo da un ora a un robot voglio una persona
  Avrei bisogno di sentire un vostro responsabile, grazie
  mi potete mettere in contatto con qualcuno del negozio
  si può avere un appuntamento telefonico con un addetto
  Voglio il responsabile SUBITO
  è possibile parlare con la ceramista?
  preferirei parlare con una persona
  ma c'è un umano dall'altra parte?
  ci sarebbe qualcuno con cui parlare
  posso chiamare qualcuno?
  mi richiamate per favore
  vorrei che mi chiamaste
  aiuto mi serve un operatore
  parlare con operatore
  Assistenza umana
  mi fa parlare con un collega
  qlcn mi puo rispondere
  ho bisogno di assistenza umana
  qualcuno può chiamarmi?
  operatore
  un operatore per favore
  OPERATORE!!!
  Parla con una persona
  Nessuna di queste: parla con una persona
  umano
  vorrei parlare con qualcuno
  posso parlare con una persona vera?
  mi passi un responsabile
  passatemi il titolare
  chiamatemi quanto prima, è importante
  mi può richiamare un vostro consulente?
  potete chiamarmi al 333 1234567?
  c'è qualcuno?
  ce qualcuno??
  ho bisogno di parlare con un essere umano
  non voglio parlare con un bot
  basta bot voglio una persona
  si può parlare con un operatore
  perche non mi fate parlare con un operatore
  non posso parlare con una persona?
  vorei parlare con un oepratore
  voglio parlare co na persona
  qualcuno mi può rispondere?
  mi fate chiamare da qualcuno?
  potrei avere un contatto umano per favore
  desidero essere ricontattato
  se possibile vorrei parlare con una persona
  buongiorno vorrei parlare con un vostro addetto alle spedizioni grazie
  fatemi parlare con chi comanda
  Si può sentire qualcuno a voce?
  esiste una persona vera dietro questa chat che mi aiuta
  e basta con queste risposte automatiche
  scusate ma dall'altra parte c'è qualcuno in carne ed ossa?
  Mi piacerebbe confrontarmi con un vostro esperto
  Vorrei che mi contattasse il titolare
  avrei piacere di parlare con voi al telefono
  mi date il contatto di un responsabile?
  può farmi chiamare dal negozio?
  qualcuno del negozio può telefonarmi domani mattina?
  non ci capisco niente, voglio parlare con qualcuno
  possibile che non si possa parlare con una persona
  mettetemi in contatto con chi ha preparato il mio ordine
  mi serve una persona, non un computer
  vorrei un contatto diretto
  fatemi sapere quando posso parlare con un operatore
  richiesta di contatto telefonico
  parlo solo con esseri umani
  voglio una risposta da un essere umano
  ho bisogno di una mano da una persona
  vorrei interloquire con il servizio clienti
  posso avere il numero di un responsabile?
`);

/** Each must hand over because a person was asked for. */
export const englishPersonRequests = sentencesOf(`
  i need human help
  may I speak to the owner please
  can somebody from the shop contact me
  I'd like to discuss this with a manager
  transfer me to customer service
  live agent
  customer service please
  any humans around?
  please have someone contact me
  ring me back please
  can you escalate this to your supervisor
  i demand to speak to someone in charge
  talk to human
  human plz
  I need an actual person
  Speak to a person
  None of these: speak to a person
  can i talk to a human
  I want to speak with a real person
  agent please
  AGENT
  human
  is anyone there?
  hello? is there anybody there
  can someone call me back
  could you have someone ring me tomorrow morning
  get me your manager
  put me through to a person
  i need to talk to somebody about my order
  I don't want to talk to a robot
  can i please just speak to someone who knows what they are doing
  representative
  let me talk to a human being pls
  why can't I talk to a real person
  connect me with an agent
  Please call me back asap
  i wanna talk 2 a human
  is there a human i can chat with
  I'd rather speak to a person
  Can a real person help me?
  I would like a callback
  operatore grz
  Can I have a word with someone from your team?
  I'd prefer talking to a human
  pls let me speak with a staff member
  could one of your colleagues get in touch with me
  is it possible to be called back?
  I want a human to look at this
  i would like to be contacted by your manager
  put a human on
  I'm not talking to a machine
  stop this bot and give me a person
  who is in charge here? I want to talk to them
  may someone get back to me on the phone
  please connect to live agent
  could you pass me to a colleague
  is somebody going to answer me
  let me speak to the potter please
  i need somebody to help me with this now
`);

/** Each takes the wish for a person back. */
export const withdrawals = sentencesOf(`
  lasciamo perdere
  non importa più
  tutto risolto grazie
  non ho più bisogno di parlare con un operatore
  non voglio più parlare con nessuno
  no longer need help thanks
  forget about it
  I don't need to speak to anyone anymore
  I found the answer, thanks
  changed my mind
  non serve più
  lascia stare
  lascia perdere, grazie
  come non detto
  ho risolto, grazie
  non ho più bisogno di nulla
  Non serve più
  No longer needed
  never mind, I don't need anyone
  nevermind
  forget it
  I don't need help anymore
  it's sorted, thanks
  all sorted now thanks
`);
