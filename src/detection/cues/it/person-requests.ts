// Italian ways to ask for a person, said outright or in passing, and to take the wish back.
import type { CueTable } from '../cue';

export const italianPersonRequests: CueTable = {
  'wants-person': {
    weights: { personRequest: 0.93 },
    mood: 'wish',
    phrases: `
      @want ..2 @talk ..3 @person vera|vero|reale|fisica|umano|umana?
      @want ..2 @talk ..2 con chi
      @want ..2 sentire|contattare|avere|incontrare ..2 @staff
      @want un|una|uno|il|la|l? @person vera|vero|reale|fisica|umano|umana?
      bisogno di|d ..1 sentire|contattare ..2 @person
      bisogno di|d ..1 @talk ..3 @person vera|vero|reale|fisica?
      bisogno di|d|dell|del|un? un|una? @staff|persona
      bisogno di ..1 assistenza|aiuto uman-
      serve un|una @staff|persona
      @want ..1 @talk con ..2 assistenza|servizio|negozio|ufficio|voi
      @want ..2 essere messo|messa in contatto
      cerco un|una @staff|persona`,
  },
  'may-i-talk': {
    weights: { personRequest: 0.9 },
    mood: 'fixed',
    phrases: `
      @can ..2 @talk ..3 @person vera|vero|reale|fisica|umano|umana?
      @can ..2 @talk ..2 con chi
      @can ..1 @talk con ..2 assistenza|servizio|negozio|ufficio|voi
      @can ..1 avere|sentire|contattare|chiamare ..2 @staff|qualcuno|persona
      si puo|potrebbe ..1 @talk ..3 @person
      si puo|potrebbe ..1 sentire|contattare|avere ..2 @person
      possibile ..1 @talk ..3 @person|chi
      possibile avere|sentire|contattare ..2 @staff|persona
      modo di|per ..1 @talk ..3 @person
      mi|ci fa|fai|fate|faccia ..1 @talk ..3 @person|chi
      fammi|fatemi|mi|farmi fare|faccia? parlare ..3 @person|chi
      perche non ..3 @talk ..3 @person`,
  },
  'talk-to-person': {
    weights: { personRequest: 0.82 },
    mood: 'wish',
    phrases: `
      parlare|parla|parliamo|parlate|chattare|chatta|comunicare|parlarne con ..2 @person vera|vero|reale|fisica|umano|umana?
      parlare ..1 al telefono|voce
      parlare a|di|per voce|persona|telefono
      a voce ..1 @person`,
  },
  'pass-me-on': {
    weights: { personRequest: 0.92 },
    mood: 'wish',
    phrases: `
      mi|ci|me passi|passa|passate|passino|mette|metta|mettete|colleghi|collega|collegate|trasferisca|trasferite|dia|date ..3 @person
      passami|passatemi|passaci|mettimi|mettetemi|dammi|datemi|collegami|collegatemi|trasferiscimi|trasferitemi|chiamami|chiamatemi|voglio ..1 un|una|il|l @person
      passami|passatemi|fammi|fatemi|dammi|datemi @person
      mi|ci @could passare|mettere|collegare|trasferire|dare ..4 @person
      @could passarmi|mettermi|collegarmi|trasferirmi|darmi ..4 @person
      passarmi|collegarmi|trasferirmi|mettermi ..3 @person
      in contatto con ..2 @person
      contatto ..1 con chi
      contatto|numero|recapito|telefono|cellulare ..1 di|del|della|dell ..1 @staff
      aiuto|mano|risposta|assistenza|supporto da|di parte? ..1 @person
      metter- in contatto
      inoltr- ..3 @staff`,
  },
  'call-me': {
    weights: { personRequest: 0.9 },
    mood: 'wish',
    phrases: `
      chiamatemi|richiamatemi|contattatemi|ricontattatemi|telefonatemi|chiamateci|richiamateci|contattateci|ricontattateci|telefonateci
      richiamami|contattami|ricontattami|telefonami|chiamami
      mi|ci richiami|richiamate|richiamino|ricontatti|ricontattate|ricontattino|telefoni|telefonate|contattate|contattino|chiamate|chiamino
      mi|ci chiami|contatti|chiama|contatta|richiama ..2 @person
      mi|ci @could ..1 @reach ..3 @person?
      @could ..2 @reachme
      qualcuno ..3 @reachme
      @want ..3 @reachme
      @want che ..2 mi|ci chiam-|richiam-|contatt-|ricontatt-|telefon-
      appuntamento|contatto|colloquio telefonico
      far- ..1 chiamare|richiamare|contattare|ricontattare
      mi|ci faccia|fate|fai|faccio ..1 chiamare|richiamare|contattare|ricontattare
      fatemi|fammi ..1 chiamare|richiamare|contattare|ricontattare|sapere ..1 chi
      essere ..1 chiamat-|richiamat-|contattat-|ricontattat-
      @want|attendo|aspetto|aspettiamo|gradirei|resto ..4 chiamata|telefonata|richiamata|contatto|ricontatto
      attendo|attesa di ..3 contattat-|richiamat-|chiamat-
      mi|ci chiami|contatti|chiami|richiami ..2 presto|favore|subito|urgen-|numero|al
      @reachme ..3 presto|subito|urgen-|numero|telefon-|possibile|qualcuno`,
  },
  'call-me-mentioned': {
    weights: { personRequest: 0.6 },
    mood: 'wish',
    phrases: 'richiamarmi|ricontattarmi|telefonarmi|richiamarci|ricontattarci',
  },
  'anyone-there': {
    weights: { personRequest: 0.78 },
    mood: 'fixed',
    place: 'end',
    phrases: `
      c e ..1 qualcuno|nessuno li|la|qui|online|disponibile|in|ascolto|linea?
      c e ..1 qualcuno|nessuno
      ce qualcuno|nessuno
      qualcuno mi risponde|risponda|ascolta|legge|sente
      mi risponde|ascolta|legge qualcuno
      mi|ci risponde ..1 una? persona|umano|operatore
      nessuno ..1 risponde|legge|ascolta qui`,
  },
  'someone-who': {
    weights: { personRequest: 0.65 },
    mood: 'fixed',
    phrases: `
      c e|ce ..1 un|una|uno|qualche @staff|persona
      c e|ce|esiste|avete ..1 qualcuno|persona|nessuno che|con|disponibile|in
      qualcuno con cui
      qualcuno che ..2 aiut-|rispond-|spieg-|risolv-|ascolt-|capi-|occup-|chiam-
      chi ..2 si occup- ..3 @talk
      qualcuno ..2 @could|puo ..2 rispondermi|rispondere|ascoltarmi|chiamare
      qualcuno mi @could chiamare|rispondere|contattare
      fate ..2 rispondere ..2 @person
      fatemi rispondere
      mi @could ..1 rispondere ..2 persona|umano|operatore|qualcuno
      operatore disponibile|libero|online
      operatori disponibili|liberi|online`,
  },
  'someone-help': {
    weights: { personRequest: 0.45 },
    mood: 'fixed',
    phrases: `
      qualcuno ..2 aiutarmi|aiutare|aiuta|aiutarci|aiuti
      come|dove|quando @can|si|posso ..1 contattar-|chiamarvi|sentirvi|telefonarvi
      mi serve ..1 assistenza`,
  },
  'real-person': {
    weights: { personRequest: 0.85 },
    mood: 'wish',
    phrases: `
      operatore|operatrice|assistente|assistenza|supporto|contatto|risposta|aiuto|consulente|agente|intervento uman-|reale|vero|fisico
      persona vera|reale|fisica|umana|seria
      persone vere|reali|umane|serie
      in carne e|ed ossa
      essere|esseri umano|umani
      anima viva
      umano vero|reale`,
  },
  'just-operator': {
    weights: { personRequest: 0.9 },
    mood: 'wish',
    place: 'alone',
    phrases: `
      @staff @staff? @staff?
      persona|persone umana|vera|reale?
      @staff umano|umana|vero|reale
      voglio|vorrei qualcuno
      parlare|parla @person
      servizio clienti
      richiamata|richiamo telefonico
      serve|cerco @staff
      persona|persone
      qualcuno`,
  },
  'just-help': {
    weights: { personRequest: 0.4 },
    mood: 'wish',
    place: 'alone',
    phrases: 'assistenza|aiuto|aiutatemi|aiutami|sos',
  },
  'no-bot': {
    weights: { personRequest: 0.85, frustration: 0.2 },
    mood: 'fixed',
    phrases: `
      non voglio|vorrei|intendo|mi|ho|serve ..5 @robot
      non ..2 parlo|parlare|scrivo|discuto ..1 con|a ..2 @bot
      no|basta|stop|niente ..1 bot|robot|chatbot|macchine|automatic-
      basta ..2 rispost- automatic-
      odio|detesto ..2 @robot
      stuf-|stanc- ..3 @robot
      invece di|che|del ..2 @robot`,
  },
  'not-needed': {
    weights: { withdrawal: 0.9 },
    mood: 'fixed',
    place: 'end',
    phrases: `
      non mi|ci? serve|servono|occorre|interessa piu
      non mi|ci? serve piu niente|nulla|nessuno|aiuto|assistenza
      non ho|abbiamo piu bisogno di|d? nulla|niente|nessuno|aiuto|operatore|voi|assistenza?
      non importa piu?
      come non detto
      lascia|lasci|lasciate|lasciamo|lascialo stare|perdere|sta
      lascia fare
      fa niente
      fa lo stesso
      niente niente? grazie
      non fa niente|nulla
      ho|abbiamo gia? risolto
      ho|abbiamo ..1 risolto tutto|grazie|io|noi|da
      tutto risolto|sistemato|chiarito|apposto
      ho gia? trovato ..2 risposta
      tutto a? posto
      faccio|ho fatto da|tutto sol-|io|me|solo
      ci ho ripensato
      ho cambiato idea
      non c e piu? bisogno
      non e piu? necessari-
      non serve ..1 che ..2 chiam-|contatt-|rispond-|scriv-
      non serve che mi|ci chiam-|contatt-|richiam-
      annulla|annullate|annulli|annullo|cancella|cancellate la|quella|questa|mia richiesta`,
  },
  'no-person-needed': {
    weights: { withdrawal: 0.92 },
    mood: 'fixed',
    phrases: `
      non voglio|vorrei|serve|ho ..2 piu ..3 parlare ..3 @person
      non voglio|vorrei|serve|ho ..2 piu ..2 @staff|persona|nessuno
      toglietemi|tolga|togliete|levatemi|cancellatemi|rimuovetemi ..2 coda|fila|lista|attesa
      uscire|esco ..2 coda|fila|attesa
      torn- al|dal|all bot|assistente
      preferisco il bot`,
  },
};
