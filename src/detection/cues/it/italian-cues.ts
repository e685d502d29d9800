// Italian: what surrounds the cues (small words, negation, supposition, harmless phrases) and the list of cue tables.
import type { LanguageCues } from '../cue';
import { italianAbuse } from './abuse';
import { italianClasses } from './classes';
import { italianDeliveryComplaints } from './delivery-complaints';
import { italianFrustration } from './frustration';
import { italianGrave } from './grave';
import { italianPersonRequests } from './person-requests';
import { italianProductComplaints } from './product-complaints';
import { italianServiceComplaints } from './service-complaints';

export const italianCues: LanguageCues = {
  language: 'it',
  classes: italianClasses,
  functionWords: `il lo gli una di da del della dello dei degli delle al alla allo agli alle dal dalla nel nella nei nelle sul sulla sui
    che chi cui non nn piu con per tra fra ma pero anche ancora perche xche xke come quando dove dov cosa cos quanto quale e ed o oppure se
    sono sei siamo siete era erano ho hai ha abbiamo avete hanno mi ti ci vi si mio mia miei mie vostro vostra vostri vostre nostro nostra
    questo questa questi queste quello quella questo cio io tu noi voi loro lei lui voglio vorrei posso potrei potete puoi puo devo deve fare
    grazie ciao buongiorno buonasera salve scusi scusate prego bene molto tanto sempre mai niente nulla nessuno qualcuno tutto tutti subito
    adesso ora oggi domani ieri settimana settimane giorni giorno mese mesi volta volte cmq qst sto sta stato stata essere avere sapere`,
  fillers: `ciao salve buongiorno buonasera buon buona giorno sera pomeriggio grazie mille tante prego per favore pf pls piacere cortesia
    gentilmente scusi scusa scusate scusatemi ok okay si no va bene allora un una uno il lo la i gli le l subito ora adesso e ed ehi hey
    qui mi urgente please molto gentile gentili pls plz grz xfavore x perfetto ottimo d accordo certo capito arrivederci saluti cordiali dai su ma oh eh
    👍 🙏 🙂 😊 ❤ 👋`,
  spellings:
    'nn=non xke=perche xche=perche perke=perche ke=che kn=con cn=con qlcn=qualcuno qlcuno=qualcuno qnd=quando cmq=comunque grz=grazie xfavore=favore msg=messaggi op=operatore',
  negators: 'non nn mai nessun nessuno nessuna senza nemmeno neanche neppure manco mica',
  invitations: 'perche xche xke come ma',
  lightWords: `un una uno il lo la i gli le l mi ti ci vi si ne e era erano sono sia fosse stato stata stati state ho ha hanno abbiamo avete
    piu affatto proprio assolutamente mica ancora mai per niente alcun alcuna nessun nessuna piu davvero di d un po sto stiamo faccio fate
    certo certamente volevo voglio vorrei intendo vuole serve piu risulta sembra`,
  suppositions: `
    se
    qualora
    in caso di|che|dovesse|arrivi
    nel caso
    nell eventualita|ipotesi
    politica|procedura|regole|regola|garanzia|condizioni|assicurazione di|per|sui|sugli|su|contro
    casomai
    caso mai
    metti|mettiamo|poniamo|ammettiamo che
    dovesse|dovessero|dovessi
    eventual-
    evitare che|di
    rischio|rischia|rischi|rischiano che|di
    cosa|che|come fate|faccio|fare|facciamo|succede|accade|si quando|con|per
    cosa|che devo fare quando
    accettate|rimborsate|sostituite|cambiate|riparate|risarcite
    copre|coprite|copert-|assicurat-|assicurate
    capita|capitare mai? che`,
  notSuppositions: `
    mi|ci accettate|rimborsate|sostituite|cambiate|riparate|risarcite
    anche|come|neanche|nemmeno|manco|neppure se
    se ne
    se possibile|puo|puoi|potete|potreste|potesse|riuscite|riesce|posso|vuole|volete|vuoi|permette|gentilmente
    se mi permette|consente|dite|dice
    se non sbaglio|erro|vi|le|ti dispiace?
    se e possibile
    non so se`,
  harmless: `
    nessun|nessuno|zero|alcun|mai problem-|dann-
    nessun tipo|genere di problem-
    non c e|ci sono? ..1 problem-
    non e un? problema
    non ci sono problemi
    senza ..1 problem-|dann-
    niente|nulla di rotto|grave
    perfett-|ottim- condizioni
    modulo|moduli|form|pagina|link|indirizzo|procedura|ufficio|sezione|regolamento|numero ..3 reclam-|lamentel-|segnalazion-
    passare|passato|passo|cambiare|cambiato|passaggio da|a|ad|dal|al|con ..2 operatore
    altro|altri|vecchio|nuovo|mio|miei|precedente|attuale operatore|operatori
    pericolos- per
    operatore telefonico|turistico|ecologico|olistico|logistico|economico|mobile|di
    operatori del|di settore|mercato
    ho|abbiamo|avevo|avevamo ..1 @broken
    sono stat- io a romp-
    ho|abbiamo|avevo ..1 sbagliat- ..3 @thing
    ho sbagliato
    mi sono sbagliat-
    ho inserito|messo|scritto|dato|indicato|ordinato|scelto|selezionato|comprato|digitato|usato ..3 sbagliat-|errat-
    mi e|sono cadut-|scivolat- ..4 @broken
    parlando|parlo|scrivo|scrivendo|chattando con ..3 @person vera|vero|reale?
    parlando|parlo|scrivo|scrivendo|chattando con ..3 @bot
    parlando|parlo|chattando con una? persona vera|reale|fisica?
    sei|siete|tu ..1 @person vera|vero|reale?
    sei|siete|tu ..1 @bot
    sei|siete un essere umano
    parlando|parlo|scrivendo|chattando con un essere umano
    @bot o con? un|una? @person|essere umano?
    corriere|fattorino|spedizioniere|postino|autista|bartolini|brt|gls|dhl|ups|sda ..5 @callverb
    corriere|fattorino|spedizioniere|postino ..4 mi|ci @callverb
    @callverb ..2 prima di|della|del
    cazzuol-
    rosso sangue
    domanda|dubbio|curiosita stupid-|scem-|banale
    ho|abbiamo|avevo ..1 perso|smarrit-|persa|smarrita ..2 @thing|numero|scontrino|ricevuta|password|codice|link|mail
    non so|sappiamo|capisco|ricordo|sapevo ..3 @arrived
    sono|siamo in ritardo con|nel|a
    la|questa|gia @nth volta che ..2 compr-|ordin-|acquist-|vengo|scelgo|prendo
    @nth volta che ..2 compr-|ordin-|acquist-|vengo|scelgo|prendo
    quanto|quanti manca|mancano
    mi|ci|vi|gli manca|mancano solo ..2 @thing|@number
    quanto manca ..2 @thing
    non ..2 arrivat- ..1 @broken
    basta cosi|cosi|solo|un|una|che|poco|cliccare
    quanto basta
    bel|bello|bellissimo|un|il|vostro|splendido servizio da|di|per ..1 the|te|caffe|piatti|tavola|tavolo|6|12|8|4|sei|otto|dodici|quattro|tazz-
    non vedo l ora
    caffe macchiat-
    non ho|abbiamo|avevo risposto
    piombo|senza piombo
    effetto|stile|finitura|decoro|mosaico|vintage @broken
    regalo|regalare|dono|pensiero per|a|al|alla ..2 avvocato|legale|giudice
    annull-|cancell- ..3 reclamo
    volte ..1 a|al settimana|mese|giorno|anno`,
  rightWords: `scadenze scadenza carriera carriere personale personali personalizzato personalizzata personaggio personalmente contratto
    sandalo sandali momento momenti parlato parlando chiamata consegna conferma pronuncia annuncia rinuncia attendibile aspettativa
    problema lettera lettere spedire spedito spedita ordine ordinato possibile responsabilita disponibile stagione rimborsabile`,
  cues: [
    italianPersonRequests,
    italianProductComplaints,
    italianDeliveryComplaints,
    italianServiceComplaints,
    italianFrustration,
    italianAbuse,
    italianGrave,
  ],
};
