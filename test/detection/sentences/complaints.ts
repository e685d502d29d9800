// Customers with something to complain about: plain reports, anger, irony, typing slips, capitals, dialect.
import { sentencesOf } from './sentences-of';

/** Each must hand over as a complaint or as frustration. */
export const italianComplaints = sentencesOf(`
  rivoglio i miei soldi
  il piatto si è crepato dopo il primo lavaggio
  lo smalto si sta scrostando
  la ciotola perde acqua
  la lampada non si accende
  il coperchio non si chiude
  avete sbagliato ordine
  mi è arrivata la taglia sbagliata
  imballaggio pessimo, si è rotto tutto
  dopo due mesi ancora nessuna risposta
  tre settimane e ancora niente
  ma quando arriva? sono passate tre settimane e ancora nulla
  il tracking è fermo da una settimana
  pacco smarrito dal corriere e voi ve ne lavate le mani
  non mi avete ancora rimborsato
  vi ho mandato dieci mail senza risposta
  soldi buttati
  è una truffa
  pubblicità ingannevole
  qualità scadente per il prezzo che ho pagato
  non sono per niente soddisfatta
  ogni volta la stessa storia
  ma vi sembra normale?
  la mia pazienza è finita
  sono furibonda
  avete perso una cliente
  vi lascio una recensione negativa
  complimenti per il ritardo
  ennesimo ritardo
  è la seconda volta che mi arriva il vaso scheggiato
  risposta inutile
  non hai capito niente
  siamo alle solite, pacco in ritardo e nessuno avvisa
  aspetto dal 3 settembre
  il vaso è arrivato rotto
  mi e arrivato il piatto sbeccato
  la tazza ha una crepa sul manico
  ho ricevuto l'articolo sbagliato
  mi avete mandato il colore sbagliato
  il colore è completamente diverso dalla foto
  mancano due tazzine dal set
  il pacco era vuoto
  non ho ancora ricevuto il rimborso
  aspetto da settimane una risposta
  è un mese che aspetto il pacco
  sto aspettando da 3 settimane e nessuno mi risponde
  il corriere è stato maleducatissimo
  il corriere ha lasciato il pacco sotto la pioggia
  mi avete addebitato due volte l'ordine
  risulta consegnato ma non ho ricevuto nulla
  servizio pessimo
  siete vergognosi
  sono molto delusa dalla qualità
  voglio fare un reclamo
  mai più da voi
  il pacco è in ritardo di 10 giorni
  doveva arrivare lunedì e ancora niente
  vi ho scritto tre volte e non avete risposto
  è una vergogna
  che schifo di servizio
  mi sento presa in giro
  NESSUNO MI RISPONDE
  pacco mai arivato
  l'ordine nn è mai arrivato
  IL VASO È ROTTO
  non funziona niente su questo sito
  sono stufa di aspettare
  pacco tutto rotto dentro e mo che faccio
  m'avete mandato na roba rotta
  non ne posso più
  la tazza perde dal fondo
  il piatto è tutto storto
  dopo una settimana il manico si è staccato
  mi avete mandato un vaso diverso da quello che avevo scelto
  nella scatola c'erano solo tre piatti su sei
  il corriere ha buttato il pacco oltre il cancello
  consegna disastrosa
  pagato 80 euro per una cosa del genere
  mi avevate promesso la consegna entro venerdì
  siamo al 20 e non si vede niente
  ho pagato la spedizione espressa e ci hanno messo dieci giorni
  continuate a dirmi domani
  mi rimbalzate da una settimana
  nessuna comunicazione da parte vostra
  il rimborso doveva arrivare un mese fa
  sono rimasta malissimo
  che delusione
  era un regalo e mi avete fatto fare una figuraccia
  non è serio da parte vostra
  tempi di consegna ridicoli
  sono molto contrariato
  non comprerò mai più niente
  vi siete dimenticati di me?
  il colore si è scolorito in lavastoviglie
  il vaso ha un buco
  vasi imballati coi piedi
  è inaccettabile
  quanto tempo ancora devo aspettare???
`);

/** Each must hand over as a complaint or as frustration. */
export const englishComplaints = sentencesOf(`
  my bowl broke after one week
  the glaze is peeling off
  you forgot two of the plates
  box was empty when i opened it
  where is my money???
  it's been a month and still nothing
  three weeks and no reply
  the driver threw the box over the fence
  poor packaging, everything smashed
  i feel cheated
  what a rip off
  your service is a joke
  total waste of money
  you have lost a customer
  I have emailed you five times
  this bot is useless
  you are not answering my question
  how is this acceptable
  absolutely ridiculous
  I regret buying from you
  no one ever got back to me
  my refund still hasn't arrived
  wrong item again!!
  you keep sending me the same answer
  i'm furious
  not happy with the quality at all
  the colour is nothing like the photo
  this vase is defective
  half the order is missing
  my vase arrived broken
  the plate came chipped
  i got the wrong colour
  you sent me the wrong item
  the mug leaks
  my parcel never arrived
  still waiting for my refund after 3 weeks
  I've been waiting for two weeks
  nobody answers my emails
  your courier was extremely rude
  I was charged twice
  tracking says delivered but I have not received anything
  worst customer service ever
  this is unacceptable
  I'm very disappointed with the quality
  i want to make a complaint
  I want my money back now
  never buying from you again
  my order is two weeks late
  it was supposed to arrive on monday
  this is the third time I write to you
  thanks for nothing
  WHERE IS MY ORDER??? STILL NOTHING
  i am fed up with this
  recieved my bowl in pieces
  the handle fell off after one day
  it doesnt look anything like the picture
  one cup is missing from the set
  package was dumped in the rain
  absolutely disgusted with the service
  the bowl has a hole in it
  glaze came off in the dishwasher
  only three plates out of six in the box
  you promised delivery by friday
  i paid for express and it took ten days
  you keep telling me tomorrow
  no communication whatsoever
  it was a gift and now it's ruined
  this isn't what I paid for
  extremely unhappy with your service
  how much longer do I have to wait
  why has nobody replied to my emails
  my parcel has been stuck in customs for 3 weeks
  item not as described
  delivered to the wrong house
  I feel ignored
  the courier never showed up
  you overcharged me
  your website keeps crashing at checkout
  discount code doesn't work
  sick and tired of chasing you
  this is getting ridiculous
  one of the cups arrived in bits
  i got somebody else's order
  my vase turned up with a big crack
  Awful experience, never again
  the lid doesn't fit
  it smells awful
  worst purchase i've made
  where on earth is my order
`);
