// Italian frustration: patience running out, things told again and again, oaths at nobody, a bot that does not understand.
import type { CueTable } from '../cue';

export const italianFrustration: CueTable = {
  'time-and-again': {
    weights: { frustration: 0.7, complaint: 0.42 },
    phrases: `
      terza|quarta|quinta|sesta|settima|ottava|nona|decima|ennesima|millesima|centesima|3a|4a|5a|6a|3|4|5 volta
      tre|3|quattro|4|cinque|5|sei|6|dieci|10|mille|cento|troppe volte ..1 che|e|ma|non|lo|ve
      ennesim-
      per l ennesima
      quante volte
      sempre ..1 stess- storia|cosa|problema|risposta|musica|solfa
      sempre ..2 solit- storia|cosa|problema
      ogni ..1 volta ..2 stess-|uguale|problem-|rott-
      ci risiamo
      siamo alle solite
      e ..1 continua ..1 cosi`,
  },
  'several-times': {
    weights: { frustration: 0.45, complaint: 0.25 },
    phrases: 'gia ..4 @many|diverse|svariate|parecchie volte',
  },
  'second-time': {
    weights: { frustration: 0.5, complaint: 0.35 },
    phrases: 'la|questa|gia seconda|2a volta\ndue|2 volte ..1 che|e|ma|non|di',
  },
  'told-already': {
    weights: { frustration: 0.42, complaint: 0.25 },
    phrases: `
      gia ..2 scritto|chiamato|detto|chiesto|segnalat-|spiegat-|mandat-|contattat-|telefonat-|inviat-|comunicat-|sollecitat-|provat-|parlato
      scritto|chiamato|chiesto|telefonato|contattat-|mandat-|sollecitat-|provat-|inviat-|segnalat- ..3 piu|tante|troppe|diverse|varie|molte|svariate|innumerevoli|@number volte|mail|email|messaggi|telefonate|chiamate|pec
      piu|diverse|varie|svariate|innumerevoli|parecchie volte
      devo|dobbiamo|dover|dovere ..3 ripet-|rispieg-|ridire
      ripet-|ripeto ..2 volte|sempre|ancora|stess-|ogni
      lo|ve|te ..1 ripeto
      come ..1 ho|dicevo|scritto|detto ..1 gia|detto|scritto|spiegato|sopra|prima
      dopo ..2 telefonate|chiamate|mail|email|messaggi|solleciti|tentativi|reclami
      sollecit-
      ti|vi|le ho ..1 detto|chiesto|scritto`,
  },
  'keeps-on': {
    weights: { frustration: 0.5, complaint: 0.3 },
    phrases: 'continuo|continuano|continuate|continua|continuando a|ad\nsi continua a',
  },
  again: {
    weights: { frustration: 0.3, complaint: 0.2 },
    phrases:
      'ancora una volta\nun altra volta\ndi nuovo\nnuovamente\nper l ennesima\nanche stavolta\nanche questa volta',
  },
  'always-so': {
    weights: { frustration: 0.25, complaint: 0.2 },
    phrases:
      'ogni volta\ntutte le volte\nsempre cosi\nogni ..1 giorno|settimana|mese ..2 stess-|problem-\ncontinuamente\nsistematicamente\nda troppo|tanto|tantissimo tempo',
  },
  angry: {
    weights: { frustration: 0.75, complaint: 0.2 },
    phrases: `
      arrabbiat-|arrabbiare|arrabbio
      incazz-
      incavolat-|incavol-
      furios-|furibond-|infuriat-|imbestialit-|imbufalit-
      indignat-
      irritat-|irritant-
      nervos-|innervosi-|innervosendo
      inviperit-|inferocit-|inalberat-
      esasperat-|esasperant-
      frustrat-|frustrant-|frustrazione
      fuori di me|testa
      mi|ci avete|hai|hanno ..1 rotto|stancato|stufato|scocciato|seccato
      rott- ..1 le|i|il? palle|scatole|coglioni|cazzo|balle
      palle|scatole|balle piene
      due palle|maroni|coglioni
      che palle|nervi|rabbia|nervoso
      girare|girano|girate ..1 le|i palle|scatole|coglioni|maroni
      rabbia`,
  },
  'fed-up': {
    weights: { frustration: 0.65, complaint: 0.25 },
    phrases: `
      stufo|stufi|stufat-|stufissim-
      sono|siamo|ero ..2 stufa|stufe
      stufa|stufe di|dei|del
      stanc- di|dei|delle|della|del|morta|morto|delle
      sono|siamo ..2 stanc-
      non ne ..1 posso|possiamo|possono piu
      non ce la ..1 faccio piu
      esaust-|sfinit-|sfinent-|snervant-|estenuant-
      scocciat-|seccat-|spazientit-
      perd-|perso|finita|finito|perdendo ..2 pazienza
      pazienza ..2 finita|limite|esaurit-|terminata
      al limite
      stress-
      disperat-
      non e|se ne puo piu
      non se ne puo
      adesso|ora basta
      quando e troppo
      misura e colma
      il colmo
      ma basta`,
  },
  impatient: {
    weights: { frustration: 0.42, complaint: 0.35 },
    mood: 'fixed',
    phrases: `
      svegliat-
      sbrigat-|muovet-
      datevi|datti una mossa
      risolvete|risolvetemi|risolvetelo|sistemate|sistematelo|aggiustate|rimediate
      rispondetemi|rispondimi
      rispondete ogni|mai|o|per|una
      rispondete|rispondi
      vi decidete|degnate|muovete
      quando ..1 pensate|intendete|avete|vi ..1 di|intenzione|decid-|degn-
      fate qualcosa
      perche ..1 non ..2 mi|ci|avete|si|posso|e|funziona|rispond-
      come mai ..3 non|ancora|nessun-
      ma quando
      ma perche
      non mi|ci avete|hanno|ha
      attendo|aspetto ..2 risposta|riscontro|chiariment-|spiegazion-`,
  },
  enough: {
    weights: { frustration: 0.42 },
    mood: 'fixed',
    place: 'alone',
    phrases: 'basta basta?\nma basta\nuffa\nmah\nma dai\nma insomma\ninsomma',
  },
  disbelief: {
    weights: { frustration: 0.5, complaint: 0.25 },
    mood: 'fixed',
    phrases: `
      possibile ..1 che ..4 non|nessun-|sempre|ogni|debba|si|sia|mai|ancora
      non e normale|accettabile|tollerabile|ammissibile|serio|giusto|corretto|concepibile
      non e possibile ..1 che|una|questo|cosi|continuare|andare
      ma ..1 scherz-|stiamo|state scherzando?
      scherziamo|scherzate|scherzando
      vi|ti|le sembra|pare ..1 normale|giusto|possibile|il|modo|corretto
      e normale che
      com e possibile|mai
      come e|si possibile|puo
      ma stiamo|siamo ..1 scherzando|impazziti|matti
      non ho parole
      senza parole
      non ci posso|credo credere?
      da non credere
      ma ..1 come ..1 lavorate|lavorano|fate|si permett-
      come vi permettete`,
  },
  'no-use': {
    weights: { frustration: 0.5, complaint: 0.3 },
    mood: 'fixed',
    phrases: `
      inutil-
      non ..2 serve|servite|servi|servono ..1 a niente|nulla|un
      non ..1 mi|ci ..1 aiuta|aiuti|aiutate|aiutando|aiutato|aiutano
      non ..2 utile|util-|aiuto
      non ..1 mi? ..1 hai|avete|ha ..1 capito|risposto|aiutato
      non ..2 capisci|capite|capisce|capiscono ..1 niente|nulla|un|mai|cosa|quello|la?
      risposta|risposte ..2 sbagliat-|inutil-|automatic-|preimpostat-|generic-|standard|copia|fuori
      leggi|leggete|leggere|leggi ..1 quello|cosa|bene ..2 scriv-|scritto|chiest-
      non e|era ..1 quello|cio che|ho ..1 chiest-|chied-|intend-|domand-|volevo
      cosa|che c entra
      ma che|cosa risposta|dici|dite|stai|state
      stessa ..1 risposta|frase
      perdita|perdere|perdendo|perso|spreco|sprecato ..2 tempo
      giro a vuoto
      mi|ci rimbalz-|rimpall-`,
  },
  oath: {
    weights: { frustration: 0.6, complaint: 0.2, abuse: 0.3 },
    mood: 'fixed',
    phrases: `
      cazzo
      cazz-|c*o|c*zo|ca*o
      minchia
      merda|m*a|m*da
      porco|porca|porci ..1 miseria|puttana|troia|vacca|eva|madonna|zio|dio|giuda|paletta|cane|d*
      dio cane|porco|bestia|ladro|bono|d*
      diocane|porcodio|dioporco|porcoddio|diobono
      madonna mia?
      vacca|boia mondo|miseria|d
      maledett-`,
  },
  'mild-oath': {
    weights: { frustration: 0.3 },
    mood: 'fixed',
    phrases: 'cavolo|cacchio|diamine|accidenti|diavolo|azz|mannaggia|dannazione|maronn-',
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
      urgent-
      urgenz-
      emergenz-
      asap
      ho|abbiamo ..1 fretta
      il|al ..1 prima|presto possibile
      quanto prima
      piu presto possibile
      immediatamente|immediat-
      oggi stesso
      entro ..1 oggi|domani|stasera|stamattina|sabato|domenica|lunedi|venerdi|fine|natale|weekend`,
  },
  soon: {
    weights: { urgency: 0.4 },
    phrases: `
      subito
      al piu presto
      matrimonio|compleanno|anniversario|battesimo|laurea|festa|cerimonia ..3 domani|dopodomani|sabato|domenica|oggi|stasera|tra|fra
      domani ..4 compleanno|matrimonio|anniversario|festa|partiamo|parto|battesimo
      velocemente|rapidamente
      mi serve ..3 per|entro ..1 domani|oggi|sabato|domenica|stasera`,
  },
};
