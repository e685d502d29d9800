// Ordinary questions, greetings, thanks, praise, suppositions and denials: none of them may hand over.
import { sentencesOf } from './sentences-of';

/** None may hand over. */
export const italianNeutral = sentencesOf(`
  i piatti contengono piombo?
  se dovesse rompersi cosa succede?
  grazieee
  chi decora i piatti?
  quanto ci mette ad arrivare?
  l'ordine è stato spedito?
  avete già spedito il mio ordine?
  vorrei due tazze uguali a quelle della foto
  mi piacerebbe un vaso come nella foto
  posso pagare in due volte?
  posso ordinare una seconda volta con lo stesso sconto?
  mi manca solo una tazza per completare il servizio
  quanto manca alla consegna?
  dove trovo il codice di tracciamento?
  come si chiama il vostro artigiano?
  fate laboratori di ceramica?
  avete un negozio fisico?
  posso ritirare di persona?
  è possibile avere un preventivo?
  non mi serve la fattura
  non c'è fretta
  grazie per la risposta
  grazie per l'aiuto
  molto gentile, grazie
  Buongiorno, vorrei informazioni sul vaso Luna
  il colore può variare leggermente?
  la ceramica è adatta al forno?
  accettate PayPal?
  non ho capito, puoi ripetere?
  posso avere una tazza senza manico?
  va bene
  no grazie
  sì
  ho già ricevuto il pacco, tutto perfetto
  arrivato tutto integro, grazie!
  nessun danno, tutto ok
  bellissimo!!!
  non male
  che meraviglia 😍
  il pacco non è arrivato rotto, anzi perfetto
  il mio vicino può ritirare il pacco?
  posso disdire l'iscrizione alla newsletter?
  come sono imballati i vasi?
  i vasi sono imballati bene?
  la spedizione è assicurata contro le rotture?
  rimborsate i prodotti rotti durante il trasporto?
  vorrei sapere quando arriva il pacco
  il vaso è disponibile in blu?
  come faccio a restituire un articolo?
  buongiorno
  grazie mille!!!
  ok perfetto grazie
  ciao
  non è un reclamo
  non è un reclamo, solo una domanda
  modulo per un reclamo
  se il pacco arriva rotto posso avere il rimborso?
  cosa succede se il vaso arriva danneggiato
  nessun problema
  non voglio parlare con un operatore
  sei un bot?
  sto parlando con una persona vera?
  quanto costa la spedizione in Svizzera?
  spedite anche all'estero?
  non spedite all'estero?
  quali sono i tempi di consegna
  posso cambiare l'indirizzo di consegna?
  ho sbagliato indirizzo nell'ordine
  ho ordinato il colore sbagliato, posso cambiarlo?
  ho rotto il vaso che avevo comprato, ne vendete uno uguale?
  il servizio da tè è in porcellana?
  avete un bel servizio da caffè?
  le tazze vanno in lavastoviglie?
  è pericoloso per i bambini?
  è la seconda volta che compro da voi, bravissimi
  complimenti per i vostri vasi!
  vorrei annullare l'ordine
  vorrei esercitare il diritto di recesso
  avete una stufa in ceramica?
  il corriere può chiamarmi prima della consegna?
  mi chiamo Marco Rossi
  il mio numero d'ordine è 12345
  il piatto tagliato a mano è bellissimo
  la crepa sul vaso è un effetto voluto?
  voglio un vaso con animali
  anche se non è urgente vorrei un preventivo
  vorrei un regalo per una persona speciale
  ho parlato con un operatore ieri e mi ha detto che il reso è gratis
  non vedo l'ora di riceverlo!
  siete aperti domenica?
  non so se il vaso va in forno
  quando arriva?
  QUANDO ARRIVA IL PACCO
  vorrei un rimborso
  vorrei una statua di un angelo
  si può personalizzare con un nome?
  ho un dubbio sulle misure
  ti va di aiutarmi?
  mi servirebbe la fattura
  mi sono fatto un regalo
  potete incidere una dedica sul vaso?
  quali colori avete per i piatti piani?
  il vaso grande quanto è alto?
  si può mettere in microonde?
  fate spedizioni il sabato?
  vorrei modificare la quantità nell'ordine
  mi consigliate un regalo per una laurea?
  quanto tempo ho per il reso?
  dove siete?
  posso passare in negozio domani?
  avete la partita iva?
  come si puliscono le piastrelle?
  il mio codice sconto è SPRING10
  ho visto su instagram una lampada bellissima, è in vendita?
  c'è un catalogo?
  vorrei sapere se il colore resiste alla lavastoviglie
  mi può mandare altre foto?
  un'ultima domanda, poi la lascio
  ho cambiato idea sul colore, posso ancora modificarlo?
  devo ordinare 40 bomboniere per settembre
  lavorate con hotel e ristoranti?
  le due tazze sono uguali?
  quando riaprite dopo le ferie?
  la consegna a domicilio è al piano?
  ho perso la mail di conferma
  chi paga la spedizione del reso?
  il bonifico quanto ci mette?
  sono allergico al nichel, lo smalto ne contiene?
  posso portare il cane in negozio?
  vi ho mandato la foto, la vedete?
`);

/** None may hand over. */
export const englishNeutral = sentencesOf(`
  no problem
  how are the vases packed?
  thank you so much for your help
  is it dishwasher safe?
  can I pay in two instalments?
  what sizes do you have?
  do you accept PayPal?
  I'd like to order a second set
  which courier do you use?
  do you offer workshops?
  is it too late to change my order?
  how do I leave feedback?
  everything arrived in perfect condition, thank you!
  my parcel was not damaged
  I have no complaints, all good
  what is the difference between these two bowls
  could you tell me more about shipping
  yes
  not bad at all
  I love it, never been disappointed by you
  can I speak Italian here?
  how much is shipping to Germany?
  do you repair broken ceramics?
  do you refund items damaged in transit?
  is the blue vase in stock?
  I'll be away next week, can you delay the delivery?
  thanks for the quick reply!!!
  I didn't understand, can you repeat?
  where can I see my invoice
  the mug with the cracked glaze is beautiful, is it available?
  what time do you close
  you are amazing
  I lost my order number
  the delivery address is wrong, can I change it?
  please leave the package with my neighbour
  how do I return an item?
  hello
  thanks a lot!
  what happens if the vase arrives broken?
  if it breaks in transit do you replace it?
  I don't need to talk to a human
  are you a bot?
  am I talking to a real person?
  I broke my mug, can I buy another one?
  can I cancel my order?
  can the courier call me before delivery?
  where is my order?
  when will my parcel arrive?
  do you ship to Malta?
  is the large bowl available in green?
  can I get an invoice?
  do you have a discount code?
  I just received my order, how do I clean the vase?
  is there a discount available?
  how long does delivery take?
  can I have gift wrapping?
  my order hasn't shipped yet, is that normal for handmade items?
  do you have the plates with pigs or clowns?
  please put my order on hold until Monday
  do you have enough cups for 12 people?
  I would like to leave a review
  what is your return policy for damaged items?
  the agent told me I would get an email
  can't wait to receive it!
  are you not open on Sunday?
  can you engrave a name on the plate?
  how tall is the large vase?
  do you deliver on saturdays?
  can I change the quantity in my order?
  what's the return window?
  I have a question about glazes
  do you have vegan leather items?
  my discount code is SPRING10
  do you make custom tiles?
  I need 40 wedding favours by September
  is the shop wheelchair accessible?
  which colours go well together?
  what do you recommend for a housewarming gift?
  do you sell gift cards?
  I'd like to change my delivery date
  can you send me more pictures?
  how do I take care of terracotta pots?
  are the mugs handmade by you?
  just wondering if you restock the yellow bowl
  I received my parcel today and it's gorgeous
  who pays for return shipping?
  is it safe to put in the oven?
  can someone collect the parcel for me?
  I'm allergic to nickel, does the glaze contain it?
  will it fade in sunlight?
  do I need to sign for the delivery?
  I would like to speak Italian with you
  do you work with restaurants?
  one last question
  perfect, that answers my question
`);
